package dev.wengert.tensor;

/**
 * What is known of a tensor before there is one: the type of its elements and its shape.
 *
 * @param dtype the type of the elements
 * @param shape the dimensions
 */
public record TensorType(DType dtype, Shape shape) {
    /** Refuses a tensor of 2⁶³ bytes or more. */
    public TensorType {
        try {
            Math.multiplyExact(shape.size(), dtype.byteSize());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a tensor " + dtype + shape + " has more than 2^63 bytes", e);
        }
    }

    /** The type of {@code dtype} elements in these dimensions. */
    public static TensorType of(DType dtype, long... dims) {
        return new TensorType(dtype, Shape.of(dims));
    }

    /** Reads what {@link #toString()} wrote, such as {@code f32[2,3]}. */
    public static TensorType parse(String text) {
        int bracket = text.indexOf('[');
        if (bracket < 0) {
            throw new IllegalArgumentException("expected a type such as f32[2,3], found '" + text + "'");
        }
        return new TensorType(DType.parse(text.substring(0, bracket).strip()), Shape.parse(text.substring(bracket)));
    }

    /** The size of the elements in bytes. */
    public long byteSize() {
        return shape.size() * dtype.byteSize();
    }

    /** How many elements there are. */
    public long size() {
        return shape.size();
    }

    /** The same elements in another shape. */
    public TensorType withShape(Shape other) {
        return new TensorType(dtype, other);
    }

    /** The same shape of other elements. */
    public TensorType withDType(DType other) {
        return new TensorType(other, shape);
    }

    /** Such as {@code f32[2,3]}; a single number is {@code f32[]}. */
    @Override
    public String toString() {
        return dtype.toString() + shape;
    }
}
