package dev.wengert.list;

import dev.wengert.tensor.Axes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be written after a register and a dot to make one element of many, to choose some and to order them. Where axes are
 * named, none means all of them.
 */
public abstract sealed class ReductionExpression extends Expression permits ShapeExpression {
    ReductionExpression() {}

    /** The least element over {@code axes}; the axes are left out. */
    public Register min(int... axes) {
        return min(false, axes);
    }

    /** The least element over {@code axes}. */
    public Register min(boolean keepDims, int... axes) {
        return over("min", keepDims, axes);
    }

    /** The product over {@code axes}; the axes are left out. */
    public Register prod(int... axes) {
        return over("prod", false, axes);
    }

    /** Whether any element over {@code axes} is true, or not 0. */
    public Register any(int... axes) {
        return over("any", false, axes);
    }

    /** Whether all elements over {@code axes} are true, or not 0. */
    public Register all(int... axes) {
        return over("all", false, axes);
    }

    /** {@code log Σ exp(self)} over {@code axes}, without overflow. */
    public Register logsumexp(int... axes) {
        return logsumexp(false, axes);
    }

    /** {@code log Σ exp(self)} over {@code axes}, without overflow. */
    public Register logsumexp(boolean keepDims, int... axes) {
        return over("logsumexp", keepDims, axes);
    }

    /** The variance over {@code axes}, divided by the number of elements less {@code ddof}. */
    public Register var(long ddof, boolean keepDims, int... axes) {
        return call("var", Map.of("axes", Axes.of(axes), "keepDims", keepDims, "ddof", ddof));
    }

    /** The square root of the variance. */
    public Register std(long ddof, boolean keepDims, int... axes) {
        return call("std", Map.of("axes", Axes.of(axes), "keepDims", keepDims, "ddof", ddof));
    }

    /** {@code (Σ |self|^p)^(1/p)} over {@code axes}; p may be 0, 1, 2, ±∞ or any other number. */
    public Register norm(double p, int... axes) {
        return call("norm", Map.of("p", p, "axes", Axes.of(axes)));
    }

    /** {@code value} where {@code mask}, of bool, is true, elsewhere the element. */
    public Register maskedFill(Register mask, double value) {
        return call("masked_fill", Map.of("value", value), mask);
    }

    /** The middle element over {@code axes} in sorted order, the lower of two. */
    public Register median(int... axes) {
        return over("median", false, axes);
    }

    /** The index of the least element along {@code axis}, i64; the first of equals. */
    public Register argmin(int axis) {
        return call("argmin", Map.of("axis", axis));
    }

    /** Running sums along an axis. */
    public Register cumsum(int axis) {
        return call("cumsum", Map.of("axis", axis));
    }

    /** Running products along an axis. */
    public Register cumprod(int axis) {
        return call("cumprod", Map.of("axis", axis));
    }

    /** The elements in ascending order along an axis. */
    public Register sort(int axis) {
        return call("sort", Map.of("axis", axis));
    }

    /** Where the elements stand that are in ascending order along an axis, i64. */
    public Register argsort(int axis) {
        return call("argsort", Map.of("axis", axis));
    }

    /** The k greatest elements along an axis in descending order, and where they are. */
    public List<Register> topk(int axis, long k) {
        return self().builder().call("topk", Map.of("k", k, "axis", axis), List.of(self()));
    }

    /** The elements at indices along an axis, line by line; {@code index} has as many dimensions. */
    public Register takeAlongAxis(int axis, Register index) {
        return call("take_along_axis", Map.of("axis", axis), index);
    }

    /** Elements replaced at indices along an axis, line by line. */
    public Register putAlongAxis(int axis, Register index, Register values) {
        return call("put_along_axis", Map.of("axis", axis), index, values);
    }

    /** Values added at indices along an axis, line by line. */
    public Register addAlongAxis(int axis, Register index, Register values) {
        return call("add_along_axis", Map.of("axis", axis), index, values);
    }

    /** The slices across an axis at the indices of a vector. */
    public Register indexSelect(int axis, Register index) {
        return call("index_select", Map.of("axis", axis), index);
    }

    /** Slices across an axis added at the indices of a vector. */
    public Register indexAdd(int axis, Register index, Register values) {
        return call("index_add", Map.of("axis", axis), index, values);
    }

    private Register over(String operator, boolean keepDims, int[] axes) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("axes", Axes.of(axes));
        attributes.put("keepDims", keepDims);
        return call(operator, attributes);
    }
}
