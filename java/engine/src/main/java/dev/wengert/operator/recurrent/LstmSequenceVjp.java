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
 * The VJP of {@link LstmSequence}: the cotangents dgx {@code (T, B, 4H)}, dh0 and dc0 {@code (B, H)}, of its gates, weights w,
 * first cell c0 and cells cs, the cotangents dhs, dcs and dgates of its results and, if ragged, the lengths. What is
 * {@code [0]} of the cotangents stands for zeros.
 * Operands: gates, w, c0, cs, dhs, dcs, dgates, lengths. Results: dgx, dh0, dc0.
 *
 * @param reverse as in the sequence
 * @param ragged as in the sequence
 */
record LstmSequenceVjp(boolean reverse, boolean ragged) implements SequenceVjp {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(ragged ? 8 : 7, operands);
        SequenceShape shape = SequenceShape.of("gates", operands.get(0), 4);
        Require.same("recurrent weights", shape.weights(4), operands.get(1));
        Require.same("c0", shape.one(), operands.get(2));
        Require.same("cs", shape.all(1), operands.get(3));
        shape.checkCotangent("dhs", shape.all(1), operands.get(4));
        shape.checkCotangent("dcs", shape.all(1), operands.get(5));
        shape.checkCotangent("dgates", shape.all(4), operands.get(6));
        shape.checkLengths(operands, 7, ragged);
        return List.of(shape.all(4), shape.one(), shape.one());
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        SequenceShape shape = SequenceShape.of("gates", z.operand(0).type(), 4);
        out.emit(
                "lstm_vjp_" + shape.dtype(),
                shape.tiles(4),
                shape.sizes(reverse, false),
                new double[0],
                out.result(0),
                out.result(1),
                out.result(2),
                out.operand(0),
                out.operand(1),
                out.operand(2),
                out.operand(3),
                cotangent(4, z, out),
                cotangent(5, z, out),
                cotangent(6, z, out),
                ragged ? out.operand(7) : Buffer.NONE);
    }

    private static Buffer cotangent(int operand, Assignment z, Lowering out) {
        return z.operand(operand).type().size() == 0 ? Buffer.NONE : out.operand(operand);
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Steps steps = steps(operands);
        Register gates = operands.get(0);
        Register c0 = operands.get(2);
        Register cs = operands.get(3);
        ListBuilder list = gates.builder();
        Register dh = list.fill(0, c0.type());
        Register dc = list.fill(0, c0.type());
        Register[] dgx = new Register[Math.toIntExact(steps.count())];
        for (long step = steps.count() - 1; step >= 0; step--) {
            int t = steps.time(step);
            List<Register> gate = Steps.columns(steps.at(gates, t), 4);
            Register tanh = steps.at(cs, t).tanh();
            dh = steps.plus(dh, operands.get(4), t);
            dc = steps.plus(dc, operands.get(5), t);
            Register dcell = dc.add(tanh.call("tanh_vjp", dh.mul(gate.get(3))));
            Register ofGates = Operators.concatenate(
                    -1,
                    dcell.mul(gate.get(2)),
                    dcell.mul(steps.before(cs, c0, step)),
                    dcell.mul(gate.get(0)),
                    dh.mul(tanh));
            ofGates = steps.plus(ofGates, operands.get(6), t);
            Register[] through = LstmSequence.through(gate, Steps.columns(ofGates, 4));
            dgx[t] = steps.where(t, Operators.concatenate(-1, through));
            dh = steps.where(t, dgx[t].matmul(operands.get(1)), dh);
            dc = steps.where(t, dcell.mul(gate.get(1)), dc);
        }
        return List.of(steps.together(dgx, gates.type(), list), dh, dc);
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
