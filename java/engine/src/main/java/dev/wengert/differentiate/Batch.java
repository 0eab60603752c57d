package dev.wengert.differentiate;

import dev.wengert.list.Assignment;
import dev.wengert.list.Composite;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.Role;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Batching: a list for one sample becomes a list for many at once. Chosen inputs and parameters get the batch as a new first
 * axis, with their default value for each sample, and so does every output; what does not depend on them is computed once.
 */
public final class Batch implements Vocabulary {
    private final ListBuilder builder;
    private final long size;
    private final Copies copies = new Copies();
    private final Set<Register> batched = new HashSet<>();

    private Batch(ListBuilder builder, long size) {
        this.builder = builder;
        this.size = size;
    }

    /**
     * The list for {@code size} samples.
     *
     * @param over names of inputs and parameters that differ between samples, at least one
     * @throws ListException if one does not exist, or an update of a parameter without a batch depends on the batch
     */
    public static WengertList batch(WengertList list, long size, String... over) {
        Set<Register> chosen = new HashSet<>();
        Arrays.stream(over).map(list::register).forEach(chosen::add);
        return batch(list, size, chosen, Set.copyOf(list.outputs()));
    }

    /**
     * The list for {@code size} samples, of which some outputs are the same for all.
     *
     * @param over inputs and parameters of the list that differ between samples, at least one
     * @param each the outputs that get the batch; the others must not depend on it
     * @throws ListException if another does, or an update of a parameter without a batch
     */
    public static WengertList batch(WengertList list, long size, Set<Register> over, Set<Register> each) {
        if (over.isEmpty() || !Set.copyOf(list.declarations()).containsAll(over)) {
            throw new ListException("expected names of inputs or parameters to batch over, found " + over);
        }
        Batch pass = new Batch(WengertList.builder(list.name(), list.catalogue()), size);
        list.declarations()
                .forEach(register -> pass.declare(
                        register, over.contains(register), list.frozen().contains(register)));
        list.assignments().forEach(pass::replay);
        list.outputs().forEach(output -> pass.output(output, each.contains(output)));
        list.updates().forEach(pass::update);
        return pass.builder.build();
    }

    private void declare(Register register, boolean isBatched, boolean isFrozen) {
        TensorType type = isBatched ? forAll(register.type()) : register.type();
        boolean input = register.role() == Role.INPUT;
        Register copy;
        if (register.defaultValue().isEmpty()) {
            copy = input ? builder.input(register.name(), type) : builder.parameter(register.name(), type);
        } else {
            try (Tensor value = repeated(register.defaultValue().get(), type)) {
                copy = input ? builder.input(register.name(), value) : builder.parameter(register.name(), value);
            }
        }
        define(register, copy, isBatched);
        if (isFrozen) {
            builder.freeze(copy);
        }
    }

    /** The value as often as {@code type} has room for it. */
    private static Tensor repeated(Tensor value, TensorType type) {
        Tensor repeated = Tensor.zeros(type);
        long bytes = value.type().byteSize();
        for (long at = 0; at < type.byteSize(); at += bytes) {
            repeated.view(at, value.type()).copyFrom(value.segment());
        }
        return repeated;
    }

    /** Writes an assignment for the batch, under the names of its results. */
    private void replay(Assignment assignment) {
        builder.writing(
                assignment.part(),
                () -> builder.anew(() -> {
                    List<Register> results = batched(assignment);
                    for (int i = 0; i < results.size(); i++) {
                        Register original = assignment.result(i);
                        Register named = Naming.derived(results.get(i), original.name());
                        define(original, named, batched.contains(results.get(i)));
                    }
                    return this;
                }));
    }

    private List<Register> batched(Assignment assignment) {
        return builder.derivedFrom(assignment, () -> {
            List<Register> operands = copies.of(assignment.operands());
            boolean[] flags = new boolean[operands.size()];
            boolean any = false;
            for (int i = 0; i < flags.length; i++) {
                flags[i] = batched.contains(operands.get(i));
                any |= flags[i];
            }
            List<Register> results =
                    any ? results(assignment, operands, flags) : builder.apply(assignment.operator(), operands);
            for (int i = 0; i < results.size(); i++) {
                define(assignment.result(i), results.get(i), any);
            }
            return results;
        });
    }

    private List<Register> results(Assignment assignment, List<Register> operands, boolean[] flags) {
        if (size == 0) {
            // rules divide by the size of a batch and make groups of it
            return assignment.results().stream()
                    .map(result -> builder.fill(0, forAll(result.type())))
                    .toList();
        }
        if (assignment.operator() instanceof Composite composite && !composite.batchesItself()) {
            return decomposed(composite, assignment);
        }
        List<Register> results;
        try {
            results = assignment.operator().batch(assignment, operands, flags);
        } catch (IllegalArgumentException e) {
            throw new ListException("batch of " + assignment.describe() + ": " + e.getMessage(), e);
        }
        for (int i = 0; i < results.size(); i++) {
            TensorType one = assignment.result(i).type();
            if (!results.get(i).type().equals(forAll(one))) {
                throw new ListException("batch of " + assignment.describe() + ": " + size + " times " + one
                        + " expected, found " + results.get(i));
            }
        }
        return results;
    }

    private TensorType forAll(TensorType one) {
        return one.withShape(one.shape().insert(0, size));
    }

    /** Writes the decomposition for one sample in a list of its own, and batches that. */
    private List<Register> decomposed(Composite composite, Assignment assignment) {
        ListBuilder single = WengertList.builder("part", builder.catalogue());
        List<Register> inputs = new ArrayList<>();
        for (Register operand : assignment.operands()) {
            inputs.add(single.input("y" + (inputs.size() + 1), operand.type()));
        }
        List<Register> parts = composite.decompose(inputs);
        for (int i = 0; i < inputs.size(); i++) {
            Register copy = copies.of(assignment.operand(i));
            define(inputs.get(i), copy, batched.contains(copy));
        }
        single.assignments().forEach(this::batched);
        return parts.stream().map(this::full).toList();
    }

    private void define(Register original, Register copy, boolean isBatched) {
        copies.put(original, copy);
        if (isBatched) {
            batched.add(copy);
        }
    }

    /** The copy with a batch, repeated if it has none. */
    private Register full(Register original) {
        Register copy = copies.of(original);
        return batched.contains(copy)
                ? copy
                : copy.broadcastTo(copy.type().shape().insert(0, size));
    }

    /** An output that is the same for all samples is repeated, and the repeated one has its name. */
    private void output(Register original, boolean each) {
        Register copy = copies.of(original);
        if (!each && batched.contains(copy)) {
            throw new ListException("output " + original + " differs between samples");
        }
        Register full = each ? full(original) : copy;
        if (full != copy && copy.role() == Role.RESULT) {
            copy.named(original.name() + "_once");
            full.named(original.name());
        }
        builder.output(full);
    }

    private void update(Register parameter, Register next) {
        Register copy = copies.of(parameter);
        boolean isBatched = batched.contains(copy);
        if (!isBatched && batched.contains(copies.of(next))) {
            throw new ListException("the update of " + parameter + " differs between samples; batch over it too");
        }
        builder.update(copy, isBatched ? full(next) : copies.of(next));
    }
}
