package dev.wengert.operator.recurrent;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * The VJP of {@link RnnSequence}: the cotangents dgx {@code (T, B, H)} and dh0 {@code (B, H)}, of its result hs, its weights w,
 * the cotangent dhs of hs and, if ragged, the lengths. Convention: relu passes nothing at 0 and everything at NaN.
 * Operands: hs, w, dhs, lengths. Results: dgx, dh0.
 *
 * @param relu whether the function is relu instead of tanh
 * @param reverse as in the sequence
 * @param ragged as in the sequence
 */
record RnnSequenceVjp(boolean relu, boolean reverse, boolean ragged) implements SequenceVjp {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(ragged ? 4 : 3, operands);
        SequenceShape shape = SequenceShape.of("hs", operands.get(0), 1);
        Require.same("recurrent weights", shape.weights(1), operands.get(1));
        shape.checkCotangent("dhs", shape.all(1), operands.get(2));
        shape.checkLengths(operands, 3, ragged);
        return List.of(shape.all(1), shape.one());
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        SequenceShape shape = SequenceShape.of("hs", z.operand(0).type(), 1);
        out.emit(
                "rnn_vjp_" + shape.dtype(),
                shape.tiles(1),
                shape.sizes(reverse, relu),
                new double[0],
                out.result(0),
                out.result(1),
                out.operand(0),
                out.operand(1),
                z.operand(2).type().size() == 0 ? Buffer.NONE : out.operand(2),
                ragged ? out.operand(3) : Buffer.NONE);
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Steps steps = steps(operands);
        Register hs = operands.get(0);
        TensorType one = SequenceShape.of("hs", hs.type(), 1).one();
        Register dh = hs.builder().fill(0, one);
        Register[] dgx = new Register[Math.toIntExact(steps.count())];
        for (long step = steps.count() - 1; step >= 0; step--) {
            int t = steps.time(step);
            dh = steps.plus(dh, operands.get(2), t);
            Register through = steps.at(hs, t).call(relu ? "relu_vjp" : "tanh_vjp", dh);
            dgx[t] = steps.where(t, through);
            dh = steps.where(t, dgx[t].matmul(operands.get(1)), dh);
        }
        return List.of(steps.together(dgx, hs.type(), hs.builder()), dh);
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
