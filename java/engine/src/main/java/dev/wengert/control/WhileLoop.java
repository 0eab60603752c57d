package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code c = body(c, w)} for as long as {@code test(c, w)} is true: the carries for which it is not. Its operands are the first
 * carries and w. In forward mode it is a loop over carries and tangents. In reverse mode it needs a bound: the adjoint is that of
 * a {@code scan} over as many steps, of which those behind the end do nothing, and what it reads of each step is kept. A loop
 * that has not ended within its bound is refused when it runs. Batched it goes on for as long as any sample does. Operands: ….
 * Results: ….
 *
 * @param test gives one {@code bool[]}; it takes what the body takes
 * @param body gives the next carries
 * @param bound how many steps there are at most; 0 for as many as it takes
 */
record WhileLoop(WengertList test, WengertList body, long bound) implements ControlOperator {
    private static final TensorType STEPS = TensorType.of(DType.I64);

    WhileLoop {
        Bodies.requirePure(test);
        Bodies.requirePure(body);
        Require.that(bound >= 0, "expected a bound of at least 0, found " + bound);
        Require.that(!body.outputs().isEmpty(), "expected a body that gives carries, found none");
        Require.that(
                Bodies.types(test.inputs()).equals(Bodies.types(body.inputs())),
                "expected a test that takes what the body takes, " + body.inputs() + ", found " + test.inputs());
        Require.that(
                Bodies.types(test.outputs()).equals(List.of(TensorType.of(DType.BOOL))),
                "expected a test that gives one bool[], found " + test.outputs());
        Bodies.requireCarries(body, body.outputs().size());
    }

    private int carries() {
        return body.outputs().size();
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(body.inputs().size(), operands);
        Bodies.requireInputs(body, 0, operands);
        return Bodies.types(body.outputs());
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        List<Buffer> operands = Bodies.operands(z, out);
        for (int i = 0; i < carries(); i++) {
            out.copy(operands.get(i), out.result(i), z.result(i).type().byteSize());
            operands.set(i, out.result(i));
        }
        List<Buffer> carried = List.copyOf(operands.subList(0, carries()));
        Buffer running = out.scratch(1);
        if (bound == 0) {
            out.loopWhile(
                    () -> {
                        out.inline(test, operands, List.of(running), 0);
                        return running;
                    },
                    () -> out.inline(body, operands, carried, carries()));
            return;
        }
        Buffer steps = out.scratch(Long.BYTES);
        out.copy(out.constants(0), steps, Long.BYTES);
        List<Buffer> counted = new ArrayList<>(List.of(steps));
        counted.addAll(operands);
        List<Buffer> next = new ArrayList<>(List.of(steps));
        next.addAll(carried);
        out.loopWhile(
                () -> {
                    out.inline(countedTest(), counted, List.of(running), 0);
                    return running;
                },
                () -> out.inline(countedBody(), counted, next, next.size()));
        out.inline(test, operands, List.of(running), 0);
        WithinBound.refuseIf(running, TensorType.of(DType.BOOL), out);
    }

    /** Whether the loop goes on, and has not made as many steps as it may, which it has before everything else. */
    private WengertList countedTest() {
        ListBuilder list = counted(test);
        List<Register> inputs = list.inputs();
        Register goesOn = Bodies.write(test, inputs.subList(1, inputs.size())).get(0);
        list.output(goesOn.call("logical_and", inputs.get(0).call("less", list.fill((double) bound, STEPS))));
        return list.build();
    }

    private WengertList countedBody() {
        ListBuilder list = counted(body);
        List<Register> inputs = list.inputs();
        list.output(inputs.get(0).add(list.fill(1, STEPS)));
        Bodies.write(body, inputs.subList(1, inputs.size())).forEach(carry -> Bodies.output(list, carry));
        return list.build();
    }

    private static ListBuilder counted(WengertList like) {
        ListBuilder list = WengertList.builder(like.name(), like.catalogue());
        list.input("steps", STEPS);
        like.inputs().forEach(input -> Bodies.input(list, input.name(), input.type()));
        return list;
    }

    @Override
    public void writeOut(ListBuilder eager, List<Register> operands) {
        List<Register> own = new ArrayList<>(operands);
        while (Bodies.writeOut(eager, test, own).get(0).value().getDouble(0) != 0) {
            List<Register> next = Bodies.writeOut(eager, body, own);
            for (int i = 0; i < next.size(); i++) {
                own.set(i, next.get(i));
            }
        }
    }

    @Override
    public List<@Nullable Register> vjps(Assignment z, List<@Nullable Register> dz, boolean[] wanted) {
        if (bound == 0) {
            throw new ListException(z.describe()
                    + ": a loop without a bound has no reverse mode, as the number of steps to be kept is not known;"
                    + " give a bound, use scan, or write it in eager mode as a loop of Java's");
        }
        return Again.vjps(z, dz, wanted, this::inSteps);
    }

    /** The same by a scan that goes on doing nothing. */
    private List<Register> inSteps(List<Register> operands) {
        List<Register> rest = operands.subList(carries(), operands.size());
        List<Register> last = ControlFlow.repeat(
                operands.subList(0, carries()),
                bound,
                carry -> ControlFlow.cond(
                        running(carry, rest), () -> Bodies.write(body, with(carry, rest)), () -> carry));
        return ListBuilder.innermost(operands).apply(new WithinBound(bound), with(last, List.of(running(last, rest))));
    }

    private Register running(List<Register> carry, List<Register> rest) {
        return Bodies.write(test, with(carry, rest)).get(0);
    }

    private static List<Register> with(List<Register> some, List<Register> others) {
        List<Register> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        boolean[] active = new boolean[ty.size()];
        for (int i = 0; i < active.length; i++) {
            active[i] = ty.get(i) != null;
        }
        Set<Register> dependent = ScanJvp.spread(body, carries(), active, true);
        List<Integer> reached = ScanJvp.chosen(body, dependent, 0, carries());
        Joint tests = new Joint(test, active, carries(), active.length - carries());
        tests.outputs(0, 1);
        Joint steps = new Joint(body, active, carries(), active.length - carries());
        steps.outputs(0, carries());
        steps.tangents(reached);
        List<Register> operands = steps.operands(z, ty, 0);
        List<Register> results =
                ListBuilder.innermost(operands).apply(new WhileLoop(tests.build(), steps.build(), bound), operands);
        List<@Nullable Register> tangents = new ArrayList<>();
        for (int i = 0; i < carries(); i++) {
            int at = reached.indexOf(i);
            tangents.add(at < 0 ? null : results.get(carries() + at));
        }
        return tangents;
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        boolean[] over = batched.clone();
        ScanJvp.spread(body, carries(), over, false);
        boolean differs = Bodies.dependents(test, Samples.chosen(test.inputs(), over), false)
                .contains(test.outputs().get(0));
        if (differs) {
            Arrays.fill(over, 0, carries(), true);
        }
        List<Register> all = new ArrayList<>();
        for (int i = 0; i < over.length; i++) {
            all.add(over[i] && !batched[i] ? Samples.repeated(operands.get(i), size) : operands.get(i));
        }
        WhileLoop wider;
        if (differs) {
            wider = eachUntilItsEnd(all, over, size);
        } else {
            Set<Register> each = Samples.chosen(body.outputs(), Arrays.copyOf(over, carries()));
            wider = new WhileLoop(
                    Samples.list(test, size, over, Set.of()), Samples.list(body, size, over, each), bound);
        }
        List<Register> results = new ArrayList<>(ListBuilder.innermost(all).apply(wider, all));
        for (int i = 0; i < results.size(); i++) {
            results.set(i, over[i] ? results.get(i) : Samples.repeated(results.get(i), size));
        }
        return results;
    }

    /** A loop that ends with the last sample; one that has ended keeps its carries. */
    private WhileLoop eachUntilItsEnd(List<Register> operands, boolean[] over, long size) {
        WengertList running = Samples.list(test, size, over, Set.copyOf(test.outputs()));
        ListBuilder any = Bodies.builder(test, operands);
        any.output(Bodies.write(running, any.inputs()).get(0).any());
        ListBuilder step = Bodies.builder(body, operands);
        ListBuilder same = Bodies.builder(body, body.inputs());
        same.inputs().subList(0, carries()).forEach(same::output);
        List<Register> read = new ArrayList<>(Bodies.write(running, step.inputs()));
        read.addAll(step.inputs());
        long[] differing = IntStream.range(0, over.length)
                .filter(i -> over[i])
                .asLongStream()
                .toArray();
        step.apply(new CondEach(body, same.build(), Bounds.of(differing)), read).forEach(step::output);
        return new WhileLoop(any.build(), step.build(), bound);
    }
}
