package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code body(w)}, of which nothing is kept for the adjoint but w: that computes the body again, to the same bits, before it goes
 * back through it (Griewank and Walther, Evaluating Derivatives, chapter 12). Operands: …. Results: ….
 *
 * @param body what is computed
 */
record Checkpoint(WengertList body) implements ControlOperator {
    Checkpoint {
        Bodies.requirePure(body);
        Require.that(
                !body.outputs().isEmpty() && !body.inputs().isEmpty(),
                "expected a body with inputs and outputs, found one of "
                        + body.inputs().size() + " and " + body.outputs().size());
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(body.inputs().size(), operands);
        Bodies.requireInputs(body, 0, operands);
        return Bodies.types(body.outputs());
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        out.inline(body, Bodies.operands(z, out), Bodies.results(z, out), 0);
    }

    @Override
    public void writeOut(ListBuilder eager, List<Register> operands) {
        List<Register> ignored = Bodies.writeOut(eager, body, operands);
    }

    @Override
    public List<@Nullable Register> vjps(Assignment z, List<@Nullable Register> dz, boolean[] wanted) {
        return Again.vjps(z, dz, wanted, operands -> Bodies.write(body, operands));
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        boolean[] active = new boolean[ty.size()];
        for (int i = 0; i < active.length; i++) {
            active[i] = ty.get(i) != null;
        }
        Set<Register> dependent = Bodies.dependents(body, Samples.chosen(body.inputs(), active), true);
        List<Integer> reached =
                ScanJvp.chosen(body, dependent, 0, body.outputs().size());
        List<@Nullable Register> tangents = new ArrayList<>();
        z.results().forEach(result -> tangents.add(null));
        if (!reached.isEmpty()) {
            Joint joint = new Joint(body, active, active.length);
            joint.tangents(reached);
            List<Register> operands = joint.operands(z, ty, 0);
            List<Register> results = ListBuilder.innermost(operands).apply(new Checkpoint(joint.build()), operands);
            IntStream.range(0, results.size()).forEach(i -> tangents.set(reached.get(i), results.get(i)));
        }
        return tangents;
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        WengertList wider =
                Samples.list(body, Broadcasting.batchSize(operands, batched), batched, Set.copyOf(body.outputs()));
        return ListBuilder.innermost(operands).apply(new Checkpoint(wider), operands);
    }
}
