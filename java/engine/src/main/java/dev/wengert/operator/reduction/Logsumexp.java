package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Geometry;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code log Σ exp(x)} over axes, computed as {@code m + log Σ exp(x − m)} with the greatest element m, so that nothing
 * overflows. Of no elements or only −∞ it is −∞; with ∞ among them ∞.
 * Convention: where the result is infinite, the derivatives by elements equal to it are NaN, as in PyTorch.
 *
 * @param axes the axes, all if none
 * @param keepDims whether the axes stay, with length 1
 */
record Logsumexp(Axes axes, boolean keepDims) implements Reduction {
    @Override
    public Logsumexp over(Axes other) {
        return new Logsumexp(other, keepDims);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofOthers(y -> {
            Register greatest = y.get(0).apply(new Extremum.Max(axes, true));
            Register shift = greatest.call("isfinite").where(greatest, 0);
            Register sum = y.get(0).sub(shift).exp().apply(new Sum(axes, true));
            Shape shape = y.get(0).type().shape().reduce(axes, keepDims);
            return sum.log().add(shift).reshape(shape);
        }));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        long lines = z.result().type().size();
        long n = count(z);
        out.emit(
                "logsumexp_" + x.dtype(),
                Tiling.rows(lines, 4 * n),
                new long[] {lines, n},
                new double[0],
                out.result(0),
                linedUp(z, out));
    }

    /** The operand with the axes that are taken away behind the others: itself where they are there already. */
    private Buffer linedUp(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        boolean[] reduced = axes.mask(x.shape().rank());
        long[] from = x.shape().strides();
        long[] dims = new long[from.length];
        long[] strides = new long[from.length];
        int next = 0;
        boolean moved = false;
        for (boolean group : new boolean[] {false, true}) {
            for (int axis = 0; axis < from.length; axis++) {
                if (reduced[axis] == group) {
                    moved |= axis != next;
                    dims[next] = x.shape().dim(axis);
                    strides[next++] = from[axis];
                }
            }
        }
        if (!moved) {
            return out.operand(0);
        }
        Geometry geometry = Geometry.of(dims, strides);
        Buffer linedUp = out.scratch(x.byteSize());
        out.emit(
                "copy_b" + x.dtype().byteSize(),
                Tiling.elements(geometry.size()),
                new long[] {geometry.size(), geometry.inner(), geometry.innerStride(0), 0, geometry.outerRank()},
                new double[0],
                linedUp,
                out.operand(0),
                geometry.outer(out));
        return linedUp;
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return share(z).mul(spread(z, dz));
    }

    @Override
    public Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return share(z).mul(Objects.requireNonNull(ty.get(0))).apply(new Sum(axes, keepDims));
    }

    /** {@code exp(x) / Σ exp(x)}. */
    private Register share(Assignment z) {
        return z.operand(0).sub(kept(z, z.result())).exp();
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }
}
