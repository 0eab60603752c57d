package dev.wengert.operator.linalg;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Geometry;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The x with {@code op(a)·x = b}, where op may transpose: {@code (…, n, n), (…, n, k) → (…, n, k)}; or with
 * {@code x·op(a) = b}: {@code (…, n, n), (…, k, n) → (…, k, n)}. The axes before the last two broadcast. Of a one triangle is
 * read. Convention: a 0 on its diagonal divides, as in PyTorch, and the result is infinite or NaN. Operands: a, b.
 *
 * @param upper whether the upper triangle of a is meant, as it is unless said otherwise
 * @param left whether a stands left of x, as it does unless said otherwise
 * @param unitriangular whether the diagonal of a is not read but taken for ones
 * @param transpose whether op transposes
 */
record TriangularSolve(boolean upper, boolean left, boolean unitriangular, boolean transpose)
        implements LinalgOperator, Single {
    private static final long IS_UPPER = 1;
    private static final long IS_TRANSPOSED = 2;
    private static final long HAS_ONES = 4;
    private static final long IS_SHARED = 8;

    /** Fewer columns leave lanes empty or pack too little at a time. */
    private static final long FEWEST_COLUMNS = 64;

    TriangularSolve() {
        this(true, true, false, false);
    }

    /** With a lower triangle and its diagonal. */
    static TriangularSolve lower(boolean left, boolean transpose) {
        return new TriangularSolve(false, left, false, transpose);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Matrices.requireSquare("a", y.get(0));
        Require.sameDType(y.get(0), y.get(1));
        Require.rankAtLeast(2, "b", y.get(1));
        Shape a = y.get(0).shape();
        Shape b = y.get(1).shape();
        Require.that(
                b.dim(left ? -2 : -1) == a.dim(-1),
                "expected b with " + a.dim(-1) + (left ? " rows" : " columns") + ", as a has, found " + y.get(1));
        Shape batch = Matrices.batch(a).broadcast(Matrices.batch(b));
        return y.get(1).withShape(Matrices.of(batch, b.dim(-2), b.dim(-1)));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        DType dtype = z.result().type().dtype();
        Shape result = z.result().type().shape();
        Shape a = z.operand(0).type().shape();
        Shape batch = Matrices.batch(result);
        long n = a.dim(-1);
        boolean shared = Matrices.batch(a).size() == 1;
        Buffer triangle =
                shared ? out.operand(0) : Geometry.repeated(out.operand(0), a, Matrices.of(batch, n, n), dtype, out);
        Buffer b = Geometry.repeated(out.operand(1), z.operand(1).type().shape(), result, dtype, out);
        long count = batch.size();
        if (left) {
            emit(count, n, result.dim(-1), shared, dtype, out, out.result(0), triangle, b, Buffer.NONE);
            return;
        }
        // x·op(a) = b is op(a)ᵀ·xᵀ = bᵀ
        long rows = result.dim(-2);
        Buffer turned = out.scratch(result.size() * dtype.byteSize());
        transpose(count, rows, n, dtype, out, turned, b);
        new TriangularSolve(upper, true, unitriangular, !transpose)
                .emit(count, n, rows, shared, dtype, out, turned, triangle, turned, Buffer.NONE);
        transpose(count, n, rows, dtype, out, out.result(0), turned);
    }

    /**
     * Solves for {@code cols} columns of {@code count} systems of n rows.
     *
     * @param shared whether all systems have one triangle
     * @param b the right sides, possibly x itself; the identity if there is none
     * @param order the rows of the right side to be taken, i64, if not each in its place
     */
    void emit(
            long count,
            long n,
            long cols,
            boolean shared,
            DType dtype,
            Lowering out,
            Buffer x,
            Buffer triangle,
            Buffer b,
            Buffer order) {
        long flags = (upper ? IS_UPPER : 0)
                | (transpose ? IS_TRANSPOSED : 0)
                | (unitriangular ? HAS_ONES : 0)
                | (shared ? IS_SHARED : 0);
        long work = count * cols * Math.max(1, n * n / 16);
        long strips = Math.min(
                Math.ceilDiv(Tiling.work(count * cols, work), Math.max(1, count)), Math.ceilDiv(cols, FEWEST_COLUMNS));
        long width = Math.ceilDiv(Math.ceilDiv(cols, Math.max(1, strips)), FEWEST_COLUMNS) * FEWEST_COLUMNS;
        out.emit(
                "triangular_solve_" + dtype,
                Tiling.work(cols == 0 ? 0 : count * Math.ceilDiv(cols, width), work),
                new long[] {count, n, cols, flags, Math.max(1, width)},
                new double[0],
                x,
                triangle,
                b,
                order);
    }

    private static void transpose(long count, long rows, long cols, DType dtype, Lowering out, Buffer to, Buffer from) {
        out.emit(
                "transpose_b" + dtype.byteSize(),
                Tiling.elements(count * rows * cols),
                new long[] {count, rows, cols},
                new double[0],
                to,
                from);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register db = z.operand(0).apply(new TriangularSolve(upper, left, unitriangular, !transpose), dz);
        if (operand == 1) {
            return Broadcasting.sumTo(db, z.operand(1).type().shape());
        }
        Register x = z.result();
        boolean xFirst = left == transpose;
        Register product = xFirst ? x.matmul(db, !left, left) : db.matmul(x, !left, left);
        return Broadcasting.sumTo(read(product.neg()), z.operand(0).type().shape());
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register ta = ty.get(0);
        Register tb = ty.get(1);
        Register x = z.result();
        Register change = tb;
        if (ta != null) {
            Register read = read(ta);
            Register product = left ? read.matmul(x, transpose, false) : x.matmul(read, false, transpose);
            change = tb == null ? product.neg() : tb.sub(product);
        }
        return z.operand(0).apply(this, Objects.requireNonNull(change));
    }

    /** The triangle of a change of a that has an effect. */
    private Register read(Register a) {
        int off = unitriangular ? 1 : 0;
        return upper ? a.triu(off) : a.tril(-off);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        int rank = z.result().type().shape().rank();
        Register a = Broadcasting.align(operands.get(0), batched[0], rank);
        Register x = a.apply(this, Broadcasting.align(operands.get(1), batched[1], rank));
        return x.reshape(z.result().type().shape().insert(0, Broadcasting.batchSize(operands, batched)));
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
