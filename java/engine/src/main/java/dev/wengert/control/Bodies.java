package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.SourceLine;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Require;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is asked of the lists that operators run, and found out about them. */
final class Bodies implements Vocabulary {
    private Bodies() {}

    /** That a list has nothing but inputs from outside and outputs: no state of its own. */
    static void requirePure(WengertList list) {
        Require.that(
                list.parameters().isEmpty(),
                "expected a list " + list.name() + " without parameters, found " + list.parameters()
                        + "; declare them outside");
        for (Register input : list.inputs()) {
            Require.that(
                    input.defaultValue().isEmpty(),
                    "expected no default values in list " + list.name() + ", found one of " + input);
        }
    }

    /** That operands are of the types of the inputs from {@code first} on. */
    static void requireInputs(WengertList list, int first, List<TensorType> operands) {
        for (int i = 0; i < operands.size(); i++) {
            Register input = list.inputs().get(first + i);
            Require.that(
                    input.type().equals(operands.get(i)),
                    "expected " + input.name() + " of type " + input.type() + ", as list " + list.name()
                            + " takes it, found " + operands.get(i));
        }
    }

    /** That the first outputs are of the types of the first inputs. */
    static void requireCarries(WengertList body, int carries) {
        Require.that(
                carries >= 0
                        && carries <= body.inputs().size()
                        && carries <= body.outputs().size(),
                "expected a list " + body.name() + " with " + carries + " carries, found one of "
                        + body.inputs().size() + " inputs and " + body.outputs().size() + " outputs");
        for (int i = 0; i < carries; i++) {
            Register before = body.inputs().get(i);
            Register after = body.outputs().get(i);
            Require.that(
                    before.type().equals(after.type()),
                    "expected list " + body.name() + " to give the carry " + before + " with its type, found " + after);
        }
    }

    /** An error of the front end, with the line that it was called from. */
    static ListException refused(String message) {
        return new ListException(
                message + SourceLine.ofCaller().map(line -> " at " + line).orElse(""));
    }

    static List<Buffer> operands(Assignment z, Lowering out) {
        return IntStream.range(0, z.operands().size())
                .mapToObj(out::operand)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Where results lie; nowhere if nothing reads them. */
    static List<Buffer> results(Assignment z, Lowering out) {
        return IntStream.range(0, z.results().size())
                .mapToObj(i -> out.isRead(i) ? out.result(i) : Buffer.NONE)
                .toList();
    }

    static List<TensorType> types(List<Register> registers) {
        return registers.stream().map(Register::type).toList();
    }

    /** The registers that depend on some inputs, those included; by real numbers alone if {@code real}. */
    static Set<Register> dependents(WengertList list, Collection<Register> inputs, boolean real) {
        Predicate<Register> counts =
                register -> !real || register.type().dtype().isReal();
        Set<Register> dependents = new HashSet<>(inputs);
        for (Assignment assignment : list.assignments()) {
            if (assignment.operands().stream().anyMatch(dependents::contains)) {
                assignment.results().stream().filter(counts).forEach(dependents::add);
            }
        }
        return dependents;
    }

    /** The registers that some others are computed from, those included. */
    static Set<Register> needed(List<Assignment> assignments, Collection<Register> registers) {
        Set<Register> needed = new HashSet<>(registers);
        for (Assignment assignment : assignments.reversed()) {
            if (assignment.results().stream().anyMatch(needed::contains)) {
                needed.addAll(assignment.operands());
            }
        }
        return needed;
    }

    /** A builder with inputs named as some registers are, of the types of those. */
    static ListBuilder builder(WengertList like, List<Register> inputs) {
        ListBuilder list = WengertList.builder(like.name(), like.catalogue());
        inputs.forEach(input -> input(list, input.name(), input.type()));
        return list;
    }

    /** Writes a list's assignments anew with operands for its inputs: gives what stands for its outputs. */
    static List<Register> write(WengertList list, List<Register> operands) {
        return write(ListBuilder.innermost(operands), list, operands);
    }

    /** As {@link #write(WengertList, List)} into a builder, as a list may take nothing; in the part that is being written. */
    static List<Register> write(ListBuilder builder, WengertList list, List<Register> operands) {
        Copies copies = new Copies();
        copies.put(list.inputs(), operands);
        for (Assignment assignment : list.assignments()) {
            List<Register> read = copies.of(assignment.operands());
            copies.put(
                    assignment.results(),
                    builder.derivedFrom(
                            assignment, () -> builder.anew(() -> builder.apply(assignment.operator(), read))));
        }
        return copies.of(list.outputs());
    }

    /** As {@link #write(ListBuilder, WengertList, List)}, keeping names. */
    static List<Register> writeOut(ListBuilder eager, WengertList list, List<Register> operands) {
        Copies copies = new Copies();
        copies.put(list.inputs(), operands);
        eager.inline(list, copies);
        return copies.of(list.outputs());
    }

    /** Whether an assignment gives its operand as it is. */
    static boolean isView(Assignment assignment) {
        return assignment.operator().overwrites() == Overwrites.VIEW
                && assignment.result().type().equals(assignment.operand(0).type());
    }

    /** Declares an input under a name, or that and a number where it is taken. */
    static Register input(ListBuilder list, String name, TensorType type) {
        String free = name;
        for (int i = 2; list.find(free).isPresent(); i++) {
            free = name + "_" + i;
        }
        return list.input(free, type);
    }

    /** Makes a register an output, or a view of it where it is one already: each output stands for itself. */
    static void output(ListBuilder list, Register register) {
        list.output(list.outputs().contains(register) ? register.alias() : register);
    }
}
