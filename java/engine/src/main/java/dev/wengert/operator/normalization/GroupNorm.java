package dev.wengert.operator.normalization;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * {@code y = (x − mean) / √(var + eps) · w + b} with mean and variance over each group of neighbouring channels of each
 * example: {@code (examples, channels, …), (channels), (channels) → (examples, channels, …)} (Wu and He, 2018). As many groups
 * as channels make it instance normalisation; one group, a layer normalisation with a weight for each channel. Operands: x,
 * w, b.
 *
 * @param numGroups how many groups; they divide the channels
 * @param eps added to the variance, 1e-5 unless given
 */
record GroupNorm(long numGroups, double eps) implements LineNorm {
    GroupNorm() {
        this(1, 1e-5);
    }

    @Override
    public Shape checkInput(TensorType x) {
        Require.rankAtLeast(2, "x", x);
        Require.that(
                numGroups > 0 && x.shape().dim(1) % numGroups == 0,
                "expected numGroups that divide " + x.shape().dim(1) + " channels, found " + numGroups);
        return x.shape().slice(1, 2);
    }

    @Override
    public double eps(DType dtype) {
        return eps;
    }

    @Override
    public boolean centred() {
        return true;
    }

    @Override
    public long line(Shape x) {
        return x.dim(1) / numGroups * x.slice(2, x.rank()).size();
    }

    @Override
    public long[] sizes(Shape x) {
        return new long[] {
            x.dim(0) * numGroups, x.dim(1) / numGroups, x.slice(2, x.rank()).size(), numGroups
        };
    }

    @Override
    public Shape beside(Shape x) {
        return channels(x);
    }

    /** Channels, then as many axes of length 1 as follow them in x. */
    static Shape channels(Shape x) {
        Shape beside = x.slice(1, 2);
        for (int axis = 2; axis < x.rank(); axis++) {
            beside = beside.insert(beside.rank(), 1);
        }
        return beside;
    }

    @Override
    public long partials(Shape x, long tiles) {
        return x.dim(0);
    }

    @Override
    public LineNormVjp adjoint() {
        return new GroupNormVjp(numGroups, eps);
    }

    @Override
    public Register together(Register x, List<Register> affine) {
        Shape batch = x.type().shape();
        Shape examples = batch.slice(2, batch.rank()).insert(0, batch.dim(0) * batch.dim(1));
        return x.reshape(examples).apply(this, affine.get(0), affine.get(1)).reshape(batch);
    }

    /**
     * The VJP of {@link GroupNorm}, of x, w and dy: the cotangents of x, w and b. Operands: x, w, dy. Results: dx, dw, db.
     *
     * @param numGroups how many groups; they divide the channels
     * @param eps added to the variance, 1e-5 unless given
     */
    record GroupNormVjp(long numGroups, double eps) implements LineNormVjp {
        GroupNormVjp() {
            this(1, 1e-5);
        }

        @Override
        public LineNorm forward() {
            return new GroupNorm(numGroups, eps);
        }
    }
}
