package dev.wengert.control;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Assignment;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Part;
import dev.wengert.list.Register;
import dev.wengert.list.Role;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The VJP of a scan. The adjoint of the body is written behind a copy of it; what it reads of the copy, the residuals, the scan
 * is extended to give for all steps. A scan in the other direction runs the adjoint: its carries are the cotangents of the
 * carries and the sums of the cotangents of what is the same in every step, its results those of the slices.
 */
final class ScanVjp implements Vocabulary {
    private final Assignment z;
    private final Scan scan;
    private final WengertList body;
    private final List<@Nullable Register> dz;
    private final Reached reached;

    private final ListBuilder copy;
    private final List<Register> inputs;
    private final List<Register> outputs;
    private final int primal;

    private ScanVjp(Assignment z, List<@Nullable Register> dz, Reached reached) {
        this.z = z;
        this.scan = (Scan) z.operator();
        this.body = scan.body();
        this.dz = dz;
        this.reached = reached;
        this.copy = WengertList.builder(body.name(), body.catalogue());
        Copies copies = new Copies();
        copy.inline(body, copies);
        this.primal = copy.assignments().size();
        this.inputs = copies.of(body.inputs());
        this.outputs = copies.of(body.outputs());
    }

    static List<@Nullable Register> write(Assignment z, List<@Nullable Register> dz, boolean[] wanted) {
        // the scan may have been extended since it was looked at
        Assignment now = z.result().builder().definition(z.result());
        Reached reached = Reached.of((Scan) now.operator(), dz, wanted);
        List<@Nullable Register> dy = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            dy.add(null);
        }
        if (!reached.inputs().isEmpty()) {
            List<Register> results = new ScanVjp(now, dz, reached).write();
            for (int i = 0; i < results.size(); i++) {
                int operand = reached.inputs().get(i);
                dy.set(operand, wanted[operand] ? results.get(i) : null);
            }
        }
        return dy;
    }

    private List<Register> write() {
        List<Register> differentiated =
                reached.outputs().stream().map(outputs::get).toList();
        List<Register> seeds = differentiated.stream()
                .map(output -> Bodies.input(copy, "d" + output.name(), output.type()))
                .toList();
        List<Register> results = new ArrayList<>(Reverse.cotangents(
                differentiated,
                seeds,
                reached.inputs().stream().map(inputs::get).toList()));
        List<Register> sums = sumUp(results);
        List<Assignment> all = copy.assignments();
        int slices = scan.carries() + scan.xs();
        Residuals residuals = new Residuals(
                all.subList(0, primal),
                all.subList(primal, all.size()),
                results,
                inputs.subList(0, scan.carries()),
                inputs.subList(slices, inputs.size()));
        Map<Register, Integer> before = carriedBack(residuals.stacked());
        Map<Register, Register> stacks = extend(residuals.stacked().stream()
                .filter(residual -> !before.containsKey(residual))
                .toList());
        ListBuilder writer = writer(stacks.values());

        Map<Register, Register> given = new LinkedHashMap<>();
        int carries = reached.carries();
        for (int i = 0; i < carries; i++) {
            Register last = dz.get(reached.outputs().get(i));
            given.put(
                    seeds.get(i),
                    last != null ? last : writer.fill(0, seeds.get(i).type()));
        }
        sums.forEach(sum -> given.put(sum, writer.fill(0, sum.type())));
        before.forEach((next, carry) -> given.put(next, z.result(carry)));
        for (int i = carries; i < seeds.size(); i++) {
            given.put(
                    seeds.get(i),
                    Objects.requireNonNull(dz.get(reached.outputs().get(i))));
        }
        given.putAll(stacks);
        for (int i = scan.carries(); i < slices; i++) {
            give(i, residuals, given);
        }
        int carried = carries + sums.size() + before.size();
        int xs = given.size() - carried;
        for (int i = slices; i < inputs.size(); i++) {
            give(i, residuals, given);
        }
        Excerpt adjoint = new Excerpt(body.name() + "_adjoint", body.catalogue());
        adjoint.inputs(given.keySet());
        adjoint.write(residuals.assignments());
        int own = carries + sums.size();
        adjoint.outputs(results.subList(0, own));
        before.values().forEach(carry -> adjoint.output(inputs.get(carry)));
        adjoint.outputs(results.subList(own, results.size()));
        Scan back = new Scan(adjoint.build(), carried, xs, scan.length(), !scan.reverse());
        List<Register> found = new ArrayList<>(writer.apply(back, List.copyOf(given.values())));
        found.subList(own, carried).clear();
        return found;
    }

    /**
     * Next carries that the adjoint reads beside the carries themselves: those of a step are the carries of the step after it, where
     * the adjoint comes from, so it hands them on and they are kept once.
     */
    private Map<Register, Integer> carriedBack(Collection<Register> residuals) {
        Map<Register, Integer> carried = new LinkedHashMap<>();
        for (int i = 0; i < scan.carries(); i++) {
            Register next = viewed(outputs.get(i));
            if (residuals.contains(next)
                    && residuals.contains(inputs.get(i))
                    && !inputs.contains(next)
                    && output(next) < 0) {
                carried.putIfAbsent(next, i);
            }
        }
        return carried;
    }

    private void give(int input, Residuals residuals, Map<Register, Register> given) {
        if (residuals.reads(inputs.get(input))) {
            given.put(inputs.get(input), z.operand(input));
        }
    }

    /** Adds cotangents of what is the same in every step to their sums so far, which are inputs: gives those. */
    private List<Register> sumUp(List<Register> results) {
        List<Register> sums = new ArrayList<>();
        for (int i = reached.carries(); i < reached.carries() + reached.constants(); i++) {
            Register cotangent = results.get(i);
            Register input = inputs.get(reached.inputs().get(i));
            Register sum = Bodies.input(copy, "sum_d" + input.name(), input.type());
            sums.add(sum);
            results.set(i, copy.writing(Part.ADJOINT, () -> sum.add(cotangent)));
        }
        return sums;
    }

    /** Lets the scan give residuals of all steps, but for those that it gives already. */
    private Map<Register, Register> extend(Collection<Register> residuals) {
        Map<Register, Register> stacks = new LinkedHashMap<>();
        List<Register> more = new ArrayList<>();
        for (Register residual : residuals) {
            int at = output(residual);
            if (at < 0) {
                more.add(residual);
            } else {
                stacks.put(residual, z.result(at));
            }
        }
        if (!more.isEmpty()) {
            Excerpt wider = new Excerpt(body.name(), body.catalogue());
            wider.inputs(inputs);
            wider.write(copy.assignments().subList(0, primal));
            wider.outputs(outputs);
            wider.outputs(more);
            List<Register> added = z.result()
                    .builder()
                    .extend(z, new Scan(wider.build(), scan.carries(), scan.xs(), scan.length(), scan.reverse()));
            for (int i = 0; i < more.size(); i++) {
                Register residual = more.get(i);
                boolean named = !copy.isGenerated(residual.name());
                stacks.put(residual, named ? added.get(i).named(residual.name() + "_steps") : added.get(i));
            }
        }
        return stacks;
    }

    /** Where the scan gives a register of its body for all steps; -1 if it does not. */
    private int output(Register register) {
        Register value = viewed(register);
        for (int i = scan.carries(); i < outputs.size(); i++) {
            if (viewed(outputs.get(i)).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    /** What a register is only another name of. */
    private Register viewed(Register register) {
        Register of = register;
        while (of.role() == Role.RESULT && Bodies.isView(copy.definition(of))) {
            of = copy.definition(of).operand(0);
        }
        return of;
    }

    /** Where the adjoint is written: cotangents may be of a list within that of the scan. */
    private ListBuilder writer(Collection<Register> stacks) {
        List<Register> all = new ArrayList<>(z.operands());
        all.addAll(stacks);
        dz.stream().filter(Objects::nonNull).forEach(all::add);
        return ListBuilder.innermost(all);
    }
}
