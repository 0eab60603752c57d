package dev.wengert.operator.recurrent;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gates {@code (i, f, g, o) = (σ, σ, tanh, σ)(gx + b + w·h)}, {@code (T, B, 4H)}, the states {@code h' = o tanh(c')} and
 * the cells {@code c' = f c + i g}, {@code (T, B, H)}, of all steps, of gx {@code (T, B, 4H)}, w {@code (4H, H)}, b
 * {@code (4H)}, the first state h0 and cell c0 {@code (B, H)} and, if ragged, the lengths of the rows, i64 {@code (B)}: at
 * steps that a row does not have its state and cell stay as they are and its gates are 0.
 * Operands: gx, w, b, h0, c0, lengths. Results: gates, hs, cs.
 *
 * @param reverse whether the last step is the first that is gone through
 * @param ragged whether there are lengths
 */
record LstmSequence(boolean reverse, boolean ragged) implements SequenceOperator {
    @Override
    public int gates() {
        return 4;
    }

    @Override
    public int before() {
        return 3;
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public List<TensorType> results(SequenceShape shape) {
        return List.of(shape.all(4), shape.all(1), shape.all(1));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        SequenceShape shape = shape(z);
        out.emit(
                "lstm_" + shape.dtype(),
                shape.tiles(4),
                shape.sizes(reverse, false),
                new double[0],
                out.result(0),
                out.result(1),
                out.result(2),
                out.operand(0),
                shape.transposed(4, out.operand(1), out),
                out.operand(2),
                out.operand(3),
                out.operand(4),
                ragged ? out.operand(5) : Buffer.NONE);
    }

    @Override
    public @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        Register gates = z.result(0);
        Register hs = z.result(1);
        List<Register> operands = Steps.listed(
                lengths(z),
                gates,
                z.operand(1),
                z.operand(4),
                z.result(2),
                Steps.orNothing(dz.get(1), gates),
                Steps.orNothing(dz.get(2), gates),
                Steps.orNothing(dz.get(0), gates));
        List<Register> back = gates.builder().apply(new LstmSequenceVjp(reverse, ragged), operands);
        return switch (operand) {
            case 0 -> back.get(0);
            case 1 -> Steps.contracted(back.get(0), steps(z).before(hs, z.operand(3)));
            case 2 -> back.get(0).sum(0, 1);
            default -> back.get(operand - 2);
        };
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Steps steps = steps(z);
        Register gates = z.result(0);
        Register hs = z.result(1);
        Register cs = z.result(2);
        Register tx = Tangents.beforeStates(steps, hs, z.operand(3), ty.get(0), ty.get(1), ty.get(2), z.operand(0));
        Register th = Steps.orZeros(ty.get(3), z.operand(3));
        Register tc = Steps.orZeros(ty.get(4), z.operand(4));
        int count = Math.toIntExact(steps.count());
        Register[] tgates = new Register[count];
        Register[] ths = new Register[count];
        Register[] tcs = new Register[count];
        for (int step = 0; step < count; step++) {
            int t = steps.time(step);
            Register sum = steps.at(tx, t).add(th.matmul(z.operand(1), false, true));
            List<Register> gate = Steps.columns(steps.at(gates, t), 4);
            Register[] tgate = through(gate, Steps.columns(sum, 4));
            Register c = steps.before(cs, z.operand(4), step);
            Register fromInput = tgate[0].mul(gate.get(2)).add(gate.get(0).mul(tgate[2]));
            Register next = tgate[1].mul(c).add(gate.get(1).mul(tc)).add(fromInput);
            Register tanh = steps.at(cs, t).tanh();
            Register state = tgate[3].mul(tanh).add(gate.get(3).mul(tanh.call("tanh_vjp", next)));
            tgates[t] = steps.where(t, Operators.concatenate(-1, tgate));
            ths[t] = th = steps.where(t, state, th);
            tcs[t] = tc = steps.where(t, next, tc);
        }
        return List.of(
                steps.together(tgates, gates.type(), gates.builder()),
                steps.together(ths, hs.type(), gates.builder()),
                steps.together(tcs, hs.type(), gates.builder()));
    }

    /** For gates i, f, g and o, {@code d} times the slopes of their functions. */
    static Register[] through(List<Register> gate, List<Register> d) {
        Register[] through = new Register[4];
        Arrays.setAll(through, i -> gate.get(i).call(i == 2 ? "tanh_vjp" : "sigmoid_vjp", d.get(i)));
        return through;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
