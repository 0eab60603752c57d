package dev.wengert.operator.convolution;

import dev.wengert.list.Keeps;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.PerAxis;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The three bilinear maps that a convolution {@code y = x ∗ w} has: y of x and w, x's cotangent of y's and w, and w's of x and
 * y's. The derivatives of each are the other two. Each states the height and width of its result, which do not follow from its
 * operands: the stride may leave a rest.
 */
sealed interface Bilinear extends ConvolutionOperator, Single permits Convolution, ConvolutionDx, ConvolutionDw {
    /** From window to window, down and across. */
    Bounds stride();

    /** Zeros above and to the left of x; below and to the right there are as many as windows reach. */
    Bounds padding();

    /** From element to element of a window, down and across. */
    Bounds dilation();

    /** Into how many groups the channels are cut; each group of y sees its own of x. */
    long groups();

    /** The height and width of the result. */
    Bounds size();

    /** The map of the same kind for other groups. */
    Bilinear grouped(long groups);

    @Override
    default int arity() {
        return 2;
    }

    @Override
    default Keeps keeps() {
        return Keeps.OPERANDS;
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }

    /** Checks what all three have in common. */
    default void check(TensorType first, TensorType second) {
        Require.real("operands", first);
        Require.sameDType(first, second);
        Require.rank(4, "an operand", first);
        Require.rank(4, "an operand", second);
        PerAxis.of("stride", stride(), 2, 1);
        PerAxis.of("padding", padding(), 2, 0);
        PerAxis.of("dilation", dilation(), 2, 1);
        PerAxis.of("size", size(), 2, 0);
        Require.that(groups() >= 1, "expected groups of at least 1, found " + groups());
    }

    /** How many channels each group has; all have as many. */
    default long perGroup(String what, TensorType type, int axis) {
        long channels = type.shape().dim(axis);
        Require.that(
                channels % groups() == 0,
                "expected " + what + " whose channels " + groups() + " groups share evenly, found " + type);
        return channels / groups();
    }

    /** That an axis is as long as another operand says. */
    default void agree(String what, TensorType type, int axis, long length) {
        Require.that(
                type.shape().dim(axis) == length,
                "expected " + what + " with axis " + axis + " of length " + length + ", found " + type);
    }

    /** The height and width of images or weights. */
    static Bounds sizeOf(Register image) {
        Shape shape = image.type().shape();
        return Bounds.of(shape.dim(2), shape.dim(3));
    }

    /** The sum of two tangents, either of which may be zero. */
    static @Nullable Register sum(@Nullable Register a, @Nullable Register b) {
        return a == null ? b : b == null ? a : a.add(b);
    }

    /** The whole batch by one call with as many times the groups. */
    default Register grouped(List<Register> operands, boolean[] batched) {
        long batch = Broadcasting.batchSize(operands, batched);
        Register[] all = new Register[operands.size()];
        for (int i = 0; i < all.length; i++) {
            Register full = Broadcasting.repeat(operands.get(i), batched[i], batch);
            all[i] = isImages(i) ? behindImages(full) : mergeFirst(full);
        }
        Register first = all[0];
        Register[] others = Arrays.copyOfRange(all, 1, all.length);
        Register z = first.apply(grouped(groups() * batch), others);
        return givesImages() ? beforeImages(z, batch) : splitFirst(z, batch);
    }

    /** Whether an operand is images, (n, c, h, w), rather than weights or a bias. */
    boolean isImages(int operand);

    /** Whether the result is. */
    boolean givesImages();

    /** (b, n, c, h, w) as (n, b · c, h, w). */
    private static Register behindImages(Register x) {
        long[] dims = x.type().shape().dims();
        return x.transpose(1, 0, 2, 3, 4).reshape(dims[1], dims[0] * dims[2], dims[3], dims[4]);
    }

    private static Register beforeImages(Register z, long batch) {
        long[] dims = z.type().shape().dims();
        return z.reshape(dims[0], batch, dims[1] / batch, dims[2], dims[3]).transpose(1, 0, 2, 3, 4);
    }

    /** The first two axes as one. */
    static Register mergeFirst(Register x) {
        Shape shape = x.type().shape();
        return x.reshape(shape.slice(2, shape.rank()).insert(0, shape.dim(0) * shape.dim(1)));
    }

    /** The first axis as two, the first of them {@code batch} long. */
    static Register splitFirst(Register z, long batch) {
        Shape shape = z.type().shape();
        return z.reshape(
                shape.slice(1, shape.rank()).insert(0, shape.dim(0) / batch).insert(0, batch));
    }
}
