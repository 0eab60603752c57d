package dev.wengert.operator.recurrent;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The states {@code h' = tanh(gx + b + w·h)} of all steps, {@code (T, B, H)}, of gx {@code (T, B, H)}, w {@code (H, H)}, b
 * {@code (H)}, the first state h0 {@code (B, H)} and, if ragged, the lengths of the rows, i64 {@code (B)}: at steps that a row
 * does not have its state stays as it is.
 * Operands: gx, w, b, h0, lengths.
 *
 * @param relu whether the function is {@code max(x, 0)} instead of tanh
 * @param reverse whether the last step is the first that is gone through
 * @param ragged whether there are lengths
 */
record RnnSequence(boolean relu, boolean reverse, boolean ragged) implements SequenceOperator {
    /** One direction of a layer; see {@link RecurrentLayer#sequence}. */
    static List<Register> layer(
            Register gx,
            List<Register> weights,
            List<Register> first,
            @Nullable Register lengths,
            boolean relu,
            boolean reverse) {
        Register b = weights.get(1).add(weights.get(2));
        List<Register> operands = Steps.listed(lengths, gx, weights.get(0), b, first.get(0));
        return gx.builder().apply(new RnnSequence(relu, reverse, lengths != null), operands);
    }

    @Override
    public int gates() {
        return 1;
    }

    @Override
    public int before() {
        return 3;
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public List<TensorType> results(SequenceShape shape) {
        return List.of(shape.all(1));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        SequenceShape shape = shape(z);
        out.emit(
                "rnn_" + shape.dtype(),
                shape.tiles(1),
                shape.sizes(reverse, relu),
                new double[0],
                out.result(0),
                out.operand(0),
                shape.transposed(1, out.operand(1), out),
                out.operand(2),
                out.operand(3),
                ragged ? out.operand(4) : Buffer.NONE);
    }

    @Override
    public @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        Register hs = z.result();
        Register dhs = Objects.requireNonNull(dz.get(0));
        List<Register> back = hs.builder()
                .apply(new RnnSequenceVjp(relu, reverse, ragged), Steps.listed(lengths(z), hs, z.operand(1), dhs));
        return switch (operand) {
            case 0 -> back.get(0);
            case 1 -> Steps.contracted(back.get(0), steps(z).before(hs, z.operand(3)));
            case 2 -> back.get(0).sum(0, 1);
            default -> back.get(1);
        };
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Steps steps = steps(z);
        Register hs = z.result();
        Register tx = Tangents.beforeStates(steps, hs, z.operand(3), ty.get(0), ty.get(1), ty.get(2), z.operand(0));
        Register th = Steps.orZeros(ty.get(3), z.operand(3));
        Register[] ths = new Register[Math.toIntExact(steps.count())];
        for (long step = 0; step < steps.count(); step++) {
            int t = steps.time(step);
            Register sum = steps.at(tx, t).add(th.matmul(z.operand(1), false, true));
            th = steps.where(t, steps.at(hs, t).call(relu ? "relu_vjp" : "tanh_vjp", sum), th);
            ths[t] = th;
        }
        return List.of(steps.together(ths, hs.type(), hs.builder()));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
