package dev.wengert.list;

import dev.wengert.tensor.Axes;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be written after a register and a dot to multiply it with another and sum, beyond {@link Expression#matmul}. */
public abstract sealed class ProductExpression extends ShapeExpression permits Register {
    ProductExpression() {}

    /** The product of two vectors, a number: {@code (n)·(n) → ()}. */
    public Register dot(Register y) {
        return call("dot", y);
    }

    /** Each element of one vector with each of another: {@code (m), (n) → (m,n)}. */
    public Register outer(Register y) {
        return call("outer", y);
    }

    /** The sum of products over the last axis of both: {@code (…,n), (…,n) → (…,…)}. */
    public Register inner(Register y) {
        return call("inner", y);
    }

    /** The sum of products over the last {@code count} axes of self and the first of y. */
    public Register tensordot(Register y, int count) {
        return call("tensordot", Map.of("count", count), y);
    }

    /** The sum of products over pairs of axes; the result has the other axes of self, then those of y. */
    public Register tensordot(Register y, Axes axesX, Axes axesY) {
        boolean outer = axesX.count() == 0 && axesY.count() == 0;
        return outer ? tensordot(y, 0) : call("tensordot", Map.of("axesX", axesX, "axesY", axesY), y);
    }

    /**
     * Einstein's summation of self and others: {@code x.einsum("bij,bjk->bik", y)}; without {@code ->} over the letters that
     * occur more than once.
     */
    public Register einsum(String pattern, Register... others) {
        return call("einsum", Map.of("pattern", pattern), others);
    }

    /** Kronecker's product: a copy of y for each element of self, multiplied by it. */
    public Register kron(Register y) {
        return call("kron", y);
    }

    /** The vector product along {@code axis}, which has length 3. */
    public Register cross(Register y, int axis) {
        return call("cross", Map.of("axis", axis), y);
    }

    /** {@code self + x·y}, self broadcast to the product: {@code (m,k)·(k,n) → (m,n)}. */
    public Register addmm(Register x, Register y) {
        return addmm(x, y, 1, 1);
    }

    /** {@code beta·self + alpha·(x·y)}, self broadcast to the product: {@code (m,k)·(k,n) → (m,n)}. */
    public Register addmm(Register x, Register y, double beta, double alpha) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("beta", beta);
        attributes.put("alpha", alpha);
        return call("addmm", attributes, x, y);
    }
}
