package dev.wengert.operator.shape;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Constant;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/** Evenly spaced numbers, computed in f64 each by itself, so that no error adds up; integers are exact below 2⁵³. */
sealed interface Range extends ShapeOperator, Constant {
    /** What the kernel takes beside the number of elements. */
    double[] scalars();

    @Override
    default int arity() {
        return 0;
    }

    @Override
    default void lower(Assignment z, Lowering out) {
        long n = z.result().type().size();
        out.emit(
                name() + "_" + z.result().type().dtype(), Tiling.elements(n), new long[] {n}, scalars(), out.result(0));
    }

    @Override
    default Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        throw new IllegalStateException(name() + " has no operand that could have a batch");
    }

    @Override
    default Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> {
            DType dtype = z.result().type().dtype();
            out.declare(z.result(), "");
            out.nest(z.result().type().shape().dims(), at -> {
                String number =
                        JavaBody.literal(scalars()[0]) + " + " + at.get(0) + " * " + JavaBody.literal(scalars()[1]);
                String element = dtype.isReal() ? number : "(" + JavaBody.type(dtype) + ") (" + number + ")";
                out.line(out.element(z.result(), at.get(0)) + " = " + element + ";");
            });
        });
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }

    /**
     * {@code start, start + step, start + 2 step, …} up to and without {@code stop}.
     *
     * @param start the first number
     * @param stop where to end
     * @param step the distance, negative for downwards, not 0
     * @param dtype the type of the elements, not bool
     */
    record Arange(double start, double stop, double step, DType dtype) implements Range {
        @Override
        public TensorType type(List<TensorType> y) {
            Require.that(dtype != DType.BOOL, "expected dtype f32, f64, i32 or i64, found bool");
            Require.that(step != 0 && !Double.isNaN(step), "expected a step other than 0, found " + step);
            double length = Math.ceil((stop - start) / step);
            Require.that(length < 0x1p62, "expected finite bounds, found " + start + " to " + stop + " by " + step);
            Require.that(
                    dtype.isReal() || (start == Math.rint(start) && step == Math.rint(step)),
                    "expected whole numbers for " + dtype + ", found " + start + " and " + step);
            long count = (long) Math.max(0, length);
            if (dtype.isInteger() && count > 0) {
                Fill.requireValue(start, dtype);
                Fill.requireValue(start + (count - 1) * step, dtype);
            }
            return TensorType.of(dtype, count);
        }

        @Override
        public double[] scalars() {
            return new double[] {start, step};
        }
    }

    /**
     * {@code count} numbers from {@code start} to {@code stop}, both of them among them; one number is {@code start}.
     *
     * @param start the first number
     * @param stop the last number
     * @param count how many
     * @param dtype the type of the elements, f32 or f64
     */
    record Linspace(double start, double stop, long count, DType dtype) implements Range {
        @Override
        public TensorType type(List<TensorType> y) {
            Require.that(dtype.isReal(), "expected dtype f32 or f64, found " + dtype);
            Require.that(count >= 0, "expected a count of at least 0, found " + count);
            return TensorType.of(dtype, count);
        }

        @Override
        public double[] scalars() {
            return new double[] {start, count > 1 ? (stop - start) / (count - 1) : 0, stop};
        }
    }
}
