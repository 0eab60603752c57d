package dev.wengert.operator.recurrent;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps of a sequence, for rules that write them one by one. What has steps has them along its first axis. */
final class Steps {
    private final long count;
    private final boolean reverse;
    private final @Nullable Register lengths;

    /**
     * As many steps.
     *
     * @param lengths how many of them each row has, all if null
     */
    Steps(long count, boolean reverse, @Nullable Register lengths) {
        this.count = count;
        this.reverse = reverse;
        this.lengths = lengths;
    }

    /** Stands for a cotangent that is zero everywhere. */
    static TensorType nothing(DType dtype) {
        return TensorType.of(dtype, 0);
    }

    /** The cotangent, or what stands for one of zeros. */
    static Register orNothing(@Nullable Register cotangent, Register like) {
        return cotangent != null
                ? cotangent
                : like.builder().fill(0, nothing(like.type().dtype()));
    }

    /** The tangent, or zeros of a type. */
    static Register orZeros(@Nullable Register tangent, Register like) {
        return tangent != null ? tangent : like.builder().fill(0, like.type());
    }

    long count() {
        return count;
    }

    /** Where step number {@code step}, in the order in which they are gone through, lies. */
    int time(long step) {
        return Math.toIntExact(reverse ? count - 1 - step : step);
    }

    /** What {@code x} has at that time. */
    Register at(Register x, int time) {
        Shape shape = x.type().shape();
        return x.slice(0, time, time + 1).reshape(shape.slice(1, shape.rank()));
    }

    /** The states before step {@code step}. */
    Register before(Register states, Register initial, long step) {
        return step == 0 ? initial : at(states, time(step - 1));
    }

    /** The states before each step, as one register. */
    Register before(Register states, Register initial) {
        if (count == 0) {
            return states;
        }
        Register first = initial.reshape(initial.type().shape().insert(0, 1));
        if (count == 1) {
            return first;
        }
        return reverse
                ? Operators.concatenate(0, states.slice(0, 1, count), first)
                : Operators.concatenate(0, first, states.slice(0, 0, count - 1));
    }

    /** The state behind the last step. */
    Register last(Register states, Register initial) {
        return before(states, initial, count);
    }

    /** {@code fresh} in the rows that have a step at that time, {@code old} in the others. */
    Register where(int time, Register fresh, Register old) {
        return lengths == null ? fresh : has(lengths, time).where(fresh, old);
    }

    /** {@code fresh} in the rows that have a step at that time, zeros in the others. */
    Register where(int time, Register fresh) {
        return lengths == null ? fresh : has(lengths, time).where(fresh, 0);
    }

    private static Register has(Register lengths, int time) {
        return lengths.greater(time).reshape(lengths.type().shape().insert(1, 1));
    }

    /** What there is for each time, as one register of that type. */
    Register together(@Nullable Register[] byTime, TensorType type, ListBuilder list) {
        if (count == 0) {
            return list.fill(0, type);
        }
        return Operators.stack(
                0, Arrays.stream(byTime).map(Objects::requireNonNull).toArray(Register[]::new));
    }

    /** The last axis in equal parts. */
    static List<Register> columns(Register x, int parts) {
        long width = x.type().shape().dim(-1) / parts;
        Register[] columns = new Register[parts];
        Arrays.setAll(columns, i -> x.slice(-1, i * width, (i + 1) * width));
        return List.of(columns);
    }

    /** {@code x} and, where it is more than a stand-in for zeros, what {@code more} has at that time. */
    Register plus(Register x, Register more, int time) {
        return more.type().equals(nothing(more.type().dtype())) ? x : x.add(at(more, time));
    }

    /** The operands, with the lengths behind them if there are some. */
    static List<Register> listed(@Nullable Register lengths, Register... operands) {
        List<Register> listed = new ArrayList<>(List.of(operands));
        if (lengths != null) {
            listed.add(lengths);
        }
        return listed;
    }

    /** {@code xᵀ · y} over all steps and rows. */
    static Register contracted(Register x, Register y) {
        return flat(x).matmul(flat(y), true, false);
    }

    /** Steps and rows as one axis. */
    static Register flat(Register x) {
        Shape shape = x.type().shape();
        return x.reshape(shape.dim(0) * shape.dim(1), shape.dim(2));
    }
}
