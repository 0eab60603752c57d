package dev.wengert.operator.recurrent;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.operator.Require;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * The VJP of {@link GruSequence}: the cotangents dgx of gx and dgh of {@code w·h + bh}, {@code (T, B, 3H)}, and dh0
 * {@code (B, H)}, of what it kept, its weights w, first state h0 and states hs, the cotangents dhs and dkept of its results
 * and, if ragged, the lengths. What is {@code [0]} of the cotangents stands for zeros.
 * Operands: kept, w, h0, hs, dhs, dkept, lengths. Results: dgx, dgh, dh0.
 *
 * @param reverse as in the sequence
 * @param ragged as in the sequence
 */
record GruSequenceVjp(boolean reverse, boolean ragged) implements SequenceVjp {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(ragged ? 7 : 6, operands);
        SequenceShape shape = SequenceShape.of("kept", operands.get(0), 4);
        Require.same("recurrent weights", shape.weights(3), operands.get(1));
        Require.same("h0", shape.one(), operands.get(2));
        Require.same("hs", shape.all(1), operands.get(3));
        shape.checkCotangent("dhs", shape.all(1), operands.get(4));
        shape.checkCotangent("dkept", shape.all(4), operands.get(5));
        shape.checkLengths(operands, 6, ragged);
        return List.of(shape.all(3), shape.all(3), shape.one());
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        SequenceShape shape = SequenceShape.of("kept", z.operand(0).type(), 4);
        out.emit(
                "gru_vjp_" + shape.dtype(),
                shape.tiles(3),
                shape.sizes(reverse, false),
                new double[0],
                out.result(0),
                out.result(1),
                out.result(2),
                out.operand(0),
                out.operand(1),
                out.operand(2),
                out.operand(3),
                z.operand(4).type().size() == 0 ? Buffer.NONE : out.operand(4),
                z.operand(5).type().size() == 0 ? Buffer.NONE : out.operand(5),
                ragged ? out.operand(6) : Buffer.NONE);
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Steps steps = steps(operands);
        Register kept = operands.get(0);
        Register h0 = operands.get(2);
        Register hs = operands.get(3);
        ListBuilder list = kept.builder();
        Register dh = list.fill(0, h0.type());
        int count = Math.toIntExact(steps.count());
        Register[] dgx = new Register[count];
        Register[] dgh = new Register[count];
        for (int step = count - 1; step >= 0; step--) {
            int t = steps.time(step);
            List<Register> now = Steps.columns(steps.at(kept, t), 4);
            Register reset = now.get(0);
            Register update = now.get(1);
            Register candidate = now.get(3);
            dh = steps.plus(dh, operands.get(4), t);
            Register h = steps.before(hs, h0, step);
            Register passed = dh.mul(update);
            // what reaches r, z, m and n, but for r and m by way of n
            Register zeros = list.fill(0, h0.type());
            Register direct = Operators.concatenate(-1, zeros, dh.mul(h.sub(candidate)), zeros, dh.sub(passed));
            List<Register> reached = Steps.columns(steps.plus(direct, operands.get(5), t), 4);
            Register dn = candidate.call("tanh_vjp", reached.get(3));
            Register dr = reset.call("sigmoid_vjp", reached.get(0).add(dn.mul(now.get(2))));
            Register dz = update.call("sigmoid_vjp", reached.get(1));
            Register dm = reached.get(2).add(dn.mul(reset));
            dgx[t] = steps.where(t, Operators.concatenate(-1, dr, dz, dn));
            dgh[t] = steps.where(t, Operators.concatenate(-1, dr, dz, dm));
            dh = steps.where(t, passed.add(dgh[t].matmul(operands.get(1))), dh);
        }
        TensorType all = SequenceShape.of("kept", kept.type(), 4).all(3);
        return List.of(steps.together(dgx, all, list), steps.together(dgh, all, list), dh);
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
