package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Its operands but for the last, as they are; where that, of bool, is true, a loop goes on that should have ended, and the run is
 * refused. Operands: …. Results: ….
 *
 * @param bound within how many steps it should have
 */
record WithinBound(long bound) implements ControlOperator {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.that(operands.size() >= 2, "expected at least 2 operands, found " + operands.size());
        TensorType running = operands.getLast();
        Require.that(running.dtype() == DType.BOOL, "expected a last operand of bool, found " + running);
        return operands.subList(0, operands.size() - 1);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        int last = z.operands().size() - 1;
        refuseIf(out.operand(last), z.operand(last).type(), out);
        for (int i = 0; i < last; i++) {
            if (out.isRead(i)) {
                out.copy(out.operand(i), out.result(i), z.operand(i).type().byteSize());
            }
        }
    }

    /** Lets a run end with an error if any of some bools is true. */
    static void refuseIf(Buffer running, TensorType type, Lowering out) {
        out.emit("refuse_if", 1, new long[] {type.size()}, new double[0], running);
    }

    @Override
    public void writeOut(ListBuilder eager, List<Register> operands) {
        // It runs no list of its own: the loop before it does.
    }

    @Override
    public List<@Nullable Register> vjps(Assignment z, List<@Nullable Register> dz, boolean[] wanted) {
        List<@Nullable Register> dy = new ArrayList<>(checked(z, dz));
        dy.add(null);
        return dy;
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        return checked(z, ty.subList(0, ty.size() - 1));
    }

    /** Derivatives are refused too: where they are asked for alone, the values are not computed. */
    private List<@Nullable Register> checked(Assignment z, List<@Nullable Register> derivatives) {
        List<Register> operands = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < derivatives.size(); i++) {
            Register derivative = derivatives.get(i);
            if (derivative != null) {
                operands.add(derivative);
                places.add(i);
            }
        }
        operands.add(z.operands().getLast());
        List<Register> results = ListBuilder.innermost(operands).apply(this, operands);
        List<@Nullable Register> all = new ArrayList<>();
        IntStream.range(0, derivatives.size()).forEach(i -> {
            int at = places.indexOf(i);
            all.add(at < 0 ? null : results.get(at));
        });
        return all;
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        List<Register> all = new ArrayList<>(operands);
        for (int i = 0; i < operands.size() - 1; i++) {
            all.set(i, batched[i] ? operands.get(i) : Samples.repeated(operands.get(i), size));
        }
        return ListBuilder.innermost(all).apply(this, all);
    }
}
