package dev.wengert.operator.recurrent;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states {@code h' = (1 − z) n + z h} of all steps, {@code (T, B, H)}, with gates {@code (r, z) = σ(gx + bx + w·h + bh)},
 * {@code m = w·h + bh} and {@code n = tanh(gx + bx + r m)}, and r, z, m and n themselves, {@code (T, B, 4H)}; of gx
 * {@code (T, B, 3H)}, w {@code (3H, H)}, bx and bh {@code (3H)}, each with a part for r, z and n, the first state h0
 * {@code (B, H)} and, if ragged, the lengths of the rows, i64 {@code (B)}: at steps that a row does not have its state stays as
 * it is and the others are 0.
 * Operands: gx, w, bx, bh, h0, lengths. Results: hs, kept.
 *
 * @param reverse whether the last step is the first that is gone through
 * @param ragged whether there are lengths
 */
record GruSequence(boolean reverse, boolean ragged) implements SequenceOperator {
    @Override
    public int gates() {
        return 3;
    }

    @Override
    public int before() {
        return 4;
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public List<TensorType> results(SequenceShape shape) {
        return List.of(shape.all(1), shape.all(4));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        SequenceShape shape = shape(z);
        out.emit(
                "gru_" + shape.dtype(),
                shape.tiles(3),
                shape.sizes(reverse, false),
                new double[0],
                out.result(0),
                out.result(1),
                out.operand(0),
                shape.transposed(3, out.operand(1), out),
                out.operand(2),
                out.operand(3),
                out.operand(4),
                ragged ? out.operand(5) : Buffer.NONE);
    }

    @Override
    public @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        Register hs = z.result(0);
        List<Register> operands = Steps.listed(
                lengths(z),
                z.result(1),
                z.operand(1),
                z.operand(4),
                hs,
                Steps.orNothing(dz.get(0), hs),
                Steps.orNothing(dz.get(1), hs));
        List<Register> back = hs.builder().apply(new GruSequenceVjp(reverse, ragged), operands);
        return switch (operand) {
            case 0 -> back.get(0);
            case 1 -> Steps.contracted(back.get(1), steps(z).before(hs, z.operand(4)));
            case 2 -> back.get(0).sum(0, 1);
            case 3 -> back.get(1).sum(0, 1);
            default -> back.get(2);
        };
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Steps steps = steps(z);
        Register hs = z.result(0);
        Register kept = z.result(1);
        Register tx = Tangents.beforeStates(steps, hs, z.operand(4), ty.get(0), null, ty.get(2), z.operand(0));
        Register twh = Tangents.beforeStates(steps, hs, z.operand(4), null, ty.get(1), ty.get(3), z.operand(0));
        Register th = Steps.orZeros(ty.get(4), z.operand(4));
        int count = Math.toIntExact(steps.count());
        Register[] ths = new Register[count];
        Register[] tkept = new Register[count];
        for (int step = 0; step < count; step++) {
            int t = steps.time(step);
            List<Register> x = Steps.columns(steps.at(tx, t), 3);
            List<Register> recurrent = Steps.columns(steps.at(twh, t).add(th.matmul(z.operand(1), false, true)), 3);
            List<Register> now = Steps.columns(steps.at(kept, t), 4);
            Register update = now.get(1);
            Register candidate = now.get(3);
            Register tr = now.get(0).call("sigmoid_vjp", x.get(0).add(recurrent.get(0)));
            Register tz = update.call("sigmoid_vjp", x.get(1).add(recurrent.get(1)));
            Register tm = recurrent.get(2);
            Register within = x.get(2).add(tr.mul(now.get(2))).add(now.get(0).mul(tm));
            Register tn = candidate.call("tanh_vjp", within);
            Register h = steps.before(hs, z.operand(4), step);
            Register next = tn.sub(update.mul(tn)).add(tz.mul(h.sub(candidate))).add(update.mul(th));
            tkept[t] = steps.where(t, Operators.concatenate(-1, tr, tz, tm, tn));
            ths[t] = th = steps.where(t, next, th);
        }
        return List.of(steps.together(ths, hs.type(), hs.builder()), steps.together(tkept, kept.type(), hs.builder()));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
