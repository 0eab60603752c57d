package dev.wengert.operator.shape;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Constant;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * A tensor with every element {@code value}, rounded to f32 where that is the type. Integers must be whole, bool is 0 or 1.
 *
 * @param value the element
 * @param dtype the type of the elements
 * @param shape the dimensions
 */
record Fill(double value, DType dtype, Shape shape) implements ShapeOperator, Constant {
    Fill {
        requireValue(value, dtype);
    }

    /** That elements of {@code dtype} can be {@code value}. */
    static void requireValue(double value, DType dtype) {
        Require.that(
                dtype.isReal() || (value < 0x1p63 && value == (dtype == DType.I32 ? (int) value : (long) value)),
                value + " is no value of type " + dtype);
        Require.that(dtype != DType.BOOL || value == 0 || value == 1, value + " is no value of type bool");
    }

    @Override
    public int arity() {
        return 0;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        return new TensorType(dtype, shape);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        long n = shape.size();
        out.emit(
                "fill_b" + dtype.byteSize(),
                Tiling.elements(n),
                new long[] {n, bits(value, dtype)},
                new double[0],
                out.result(0));
    }

    /** The bits of an element. */
    static long bits(double value, DType dtype) {
        return switch (dtype) {
            case F32 -> Float.floatToRawIntBits((float) value);
            case F64 -> Double.doubleToRawLongBits(value);
            case I32, I64, BOOL -> (long) value;
        };
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        throw new IllegalStateException("fill has no operand that could have a batch");
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> out.fill(z.result(), value));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
