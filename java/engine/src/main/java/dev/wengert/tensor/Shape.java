package dev.wengert.tensor;

import java.util.Arrays;
import java.util.StringJoiner;

/** The dimensions of a tensor, outermost first. A shape without dimensions has one element. Immutable. */
public final class Shape {
    private static final Shape SCALAR = new Shape(new long[0]);

    private final long[] dims;
    private final long size;

    private Shape(long[] dims) {
        long product = 1;
        for (long dim : dims) {
            if (dim < 0) {
                throw new IllegalArgumentException("negative dimension in shape " + Arrays.toString(dims));
            }
        }
        try {
            for (long dim : dims) {
                product = Math.multiplyExact(product, dim);
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("shape " + Arrays.toString(dims) + " has more than 2^63 elements", e);
        }
        this.dims = dims;
        this.size = product;
    }

    /** The shape with these dimensions, each ≥ 0. */
    public static Shape of(long... dims) {
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /** The shape of a single number, without dimensions. */
    public static Shape scalar() {
        return SCALAR;
    }

    /** Reads what {@link #toString()} wrote, such as {@code [2,3]}. */
    public static Shape parse(String text) {
        String body = text.strip();
        if (!body.startsWith("[") || !body.endsWith("]")) {
            throw new IllegalArgumentException("expected a shape such as [2,3], found '" + text + "'");
        }
        body = body.substring(1, body.length() - 1).strip();
        if (body.isEmpty()) {
            return SCALAR;
        }
        try {
            return of(Arrays.stream(body.split(",", -1))
                    .mapToLong(dim -> Long.parseLong(dim.strip()))
                    .toArray());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a shape such as [2,3], found '" + text + "'", e);
        }
    }

    /** How many dimensions there are. */
    public int rank() {
        return dims.length;
    }

    /** How many elements there are: the product of the dimensions. */
    public long size() {
        return size;
    }

    /** Dimension {@code axis}; a negative axis counts from the end. */
    public long dim(int axis) {
        return dims[Axes.normalize(axis, dims.length)];
    }

    /** A copy of the dimensions. */
    public long[] dims() {
        return dims.clone();
    }

    /**
     * The shape that both broadcast to by NumPy's rule: aligned at the last dimension, equal or one of them 1.
     *
     * @throws IllegalArgumentException where they do not fit
     */
    public Shape broadcast(Shape other) {
        long[] result = new long[Math.max(rank(), other.rank())];
        for (int i = 1; i <= result.length; i++) {
            long a = i <= rank() ? dims[rank() - i] : 1;
            long b = i <= other.rank() ? other.dims[other.rank() - i] : 1;
            if (a != b && a != 1 && b != 1) {
                throw new IllegalArgumentException("shapes " + this + " and " + other + " do not broadcast: " + a
                        + " and " + b + " differ and neither is 1");
            }
            result[result.length - i] = a == 1 ? b : a;
        }
        return new Shape(result);
    }

    /** Whether {@code broadcast(target)} is {@code target}. */
    public boolean broadcastsTo(Shape target) {
        if (rank() > target.rank()) {
            return false;
        }
        for (int i = 1; i <= rank(); i++) {
            long dim = dims[rank() - i];
            if (dim != 1 && dim != target.dims[target.rank() - i]) {
                return false;
            }
        }
        return true;
    }

    /** How many elements lie between neighbours along each axis of a dense row-major tensor of this shape. */
    public long[] strides() {
        long[] strides = new long[dims.length];
        long stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return strides;
    }

    /** This shape with the dimensions at {@code axes} set to 1 ({@code keepDims}) or left out. */
    public Shape reduce(Axes axes, boolean keepDims) {
        boolean[] reduced = axes.mask(rank());
        long[] kept = new long[rank()];
        int n = 0;
        for (int i = 0; i < rank(); i++) {
            if (!reduced[i]) {
                kept[n++] = dims[i];
            } else if (keepDims) {
                kept[n++] = 1;
            }
        }
        return of(Arrays.copyOf(kept, n));
    }

    /** This shape with {@code dim} put before axis {@code axis} in [0, rank]. */
    public Shape insert(int axis, long dim) {
        long[] result = new long[rank() + 1];
        System.arraycopy(dims, 0, result, 0, axis);
        result[axis] = dim;
        System.arraycopy(dims, axis, result, axis + 1, rank() - axis);
        return new Shape(result);
    }

    /** The dimensions from {@code from} (inclusive) to {@code to} (exclusive). */
    public Shape slice(int from, int to) {
        return of(Arrays.copyOfRange(dims, from, to));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** Such as {@code [2,3]}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",", "[", "]");
        for (long dim : dims) {
            text.add(Long.toString(dim));
        }
        return text.toString();
    }
}
