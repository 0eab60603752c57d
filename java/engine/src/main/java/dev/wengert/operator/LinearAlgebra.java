package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.tensor.Axes;
import java.util.List;
import java.util.Map;

/**
 * Linear algebra as functions, like NumPy's and PyTorch's {@code linalg}: of f32 and f64, of square matrices
 * {@code (…, n, n)}, for every matrix of a batch, differentiable any number of times. Shapes, formulas and conventions are
 * those of the operator of that name.
 */
public final class LinearAlgebra implements Vocabulary {
    private LinearAlgebra() {}

    /** The lower triangular L with {@code L·Lᵀ = x}, for x symmetric and positive definite. */
    public static Register cholesky(Register x) {
        return cholesky(x, false);
    }

    /** The lower triangular L with {@code L·Lᵀ = x}, or the upper triangular U with {@code Uᵀ·U = x}. */
    public static Register cholesky(Register x, boolean upper) {
        return x.call("cholesky", Map.of("upper", upper));
    }

    /** The x with {@code a·x = b} for matrices or vectors b. */
    public static Register solve(Register a, Register b) {
        return a.call("solve", b);
    }

    /** The x with {@code a·x = b}, or with {@code x·a = b} unless {@code left}. */
    public static Register solve(Register a, Register b, boolean left) {
        return a.call("solve", Map.of("left", left), b);
    }

    /** The x with {@code a·x = b} for a triangular a, of which the other triangle is not read. */
    public static Register triangularSolve(Register a, Register b, boolean upper) {
        return triangularSolve(a, b, upper, true, false, false);
    }

    /**
     * The x with {@code op(a)·x = b}, or with {@code x·op(a) = b} unless {@code left}, for a triangular a, of which the other
     * triangle is not read.
     *
     * @param unitriangular whether the diagonal is not read either, but taken for ones
     * @param transpose whether op transposes
     */
    public static Register triangularSolve(
            Register a, Register b, boolean upper, boolean left, boolean unitriangular, boolean transpose) {
        return a.call(
                "triangular_solve",
                Map.of("upper", upper, "left", left, "unitriangular", unitriangular, "transpose", transpose),
                b);
    }

    /** The factors of x in one matrix, and the order of the rows of x that they are of; for {@link #luSolve}. */
    public static List<Register> luFactor(Register x) {
        return x.builder().call("lu_factor", Map.of(), List.of(x));
    }

    /** The x with {@code a·x = b}, or with {@code aᵀ·x = b}, given what {@link #luFactor} gave for a. */
    public static Register luSolve(Register lu, Register order, Register b, boolean transpose) {
        return lu.call("lu_solve", Map.of("transpose", transpose), order, b);
    }

    /** The inverse. */
    public static Register inv(Register x) {
        return x.call("inv");
    }

    /** The determinant. */
    public static Register det(Register x) {
        return x.call("det");
    }

    /** The sign of the determinant, and the logarithm of its absolute value. */
    public static List<Register> slogdet(Register x) {
        return x.builder().call("slogdet", Map.of(), List.of(x));
    }

    /** The norm {@code (Σ |x|^p)^(1/p)} of all elements over axes, all if none are named; see operator {@code norm}. */
    public static Register vectorNorm(Register x, double p, boolean keepDims, int... axes) {
        return x.call("norm", Map.of("p", p, "axes", Axes.of(axes), "keepDims", keepDims));
    }

    /** The Frobenius norm of each matrix of the last two axes. */
    public static Register matrixNorm(Register x) {
        return x.call("matrix_norm");
    }

    /** The norm of each matrix of the last two axes: {@code "fro"}, {@code "1"}, {@code "-1"}, {@code "inf"}, {@code "-inf"}. */
    public static Register matrixNorm(Register x, String order) {
        return x.call("matrix_norm", Map.of("order", order));
    }

    /** The norm of each matrix of two axes, the rows and the columns. */
    public static Register matrixNorm(Register x, String order, boolean keepDims, int rows, int cols) {
        return x.call("matrix_norm", Map.of("order", order, "axes", Axes.of(rows, cols), "keepDims", keepDims));
    }

    /** The Euclidean norm of all elements. */
    public static Register norm(Register x) {
        return vectorNorm(x, 2, false);
    }

    /**
     * PyTorch's {@code linalg.norm}: over one axis, or of a vector, the norm of vectors of that order; over two axes, or of a
     * matrix, that of matrices, of order 1, −1, ∞ or −∞.
     */
    public static Register norm(Register x, double order, boolean keepDims, int... axes) {
        int rank = x.type().shape().rank();
        int over = axes.length == 0 ? rank : axes.length;
        Require.that(
                over == 1 || over == 2,
                "norm: expected a vector, a matrix, or one or two axes, found " + x + " and " + Axes.of(axes));
        if (over == 1) {
            return vectorNorm(x, order, keepDims, axes);
        }
        String name = order == Math.rint(order) ? Long.toString((long) order) : Double.toString(order);
        String matrixOrder = Double.isInfinite(order) ? (order > 0 ? "inf" : "-inf") : name;
        return axes.length == 0
                ? matrixNorm(x, matrixOrder, keepDims, 0, 1)
                : matrixNorm(x, matrixOrder, keepDims, axes[0], axes[1]);
    }
}
