package dev.wengert.operator.pooling;

import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.operator.PerAxis;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;

/**
 * What pooling is written with: operators of the windows of planes, {@code (…,h,w)} and {@code (…,oh,ow)}. They state the height
 * and width of their result, which do not follow from the operand alone.
 */
sealed interface WindowOperator extends PoolingOperator permits WindowMax, WindowMean, WindowMeanVjp {
    /** The height and width of a window; none where the windows share rows and columns evenly. */
    Bounds kernel();

    /** From window to window. */
    Bounds stride();

    /** How far the first window begins outside. */
    Bounds padding();

    /** The height and width of the result. */
    Bounds size();

    /** From element to element of a window. */
    default Bounds dilation() {
        return Bounds.of(1);
    }

    /** What a mean divides by; 0 for the elements of the window. */
    default long divisor() {
        return 0;
    }

    /** Whether a mean counts padding among the elements. */
    default boolean countPadding() {
        return false;
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }

    /** The type of a result with the other planes. */
    default TensorType resized(TensorType x) {
        Require.real("an operand", x);
        Require.rankAtLeast(2, "an operand", x);
        long[] to = PerAxis.of("size", size(), 2, 1);
        int lead = x.shape().rank() - 2;
        Require.that(x.shape().dim(-1) > 0 && x.shape().dim(-2) > 0, "expected planes that are not empty, found " + x);
        return x.withShape(x.shape().slice(0, lead).insert(lead, to[0]).insert(lead + 1, to[1]));
    }

    /** The windows of an axis, −2 or −1, of planes. */
    private Span[] spans(int axis, Shape planes, Shape windows) {
        int at = axis + 2;
        long size = planes.dim(axis);
        Span[] spans = new Span[Math.toIntExact(windows.dim(axis))];
        for (int u = 0; u < spans.length; u++) {
            if (kernel().count() == 0) {
                spans[u] = Span.even(u, spans.length, size);
                continue;
            }
            long stride = PerAxis.of("stride", stride(), 2, 1)[at];
            long padding = PerAxis.of("padding", padding(), 2, 0)[at];
            spans[u] = Span.sliding(
                    u * stride - padding,
                    PerAxis.of("kernel", kernel(), 2, 1)[at],
                    PerAxis.of("dilation", dilation(), 2, 1)[at],
                    size,
                    size + (countPadding() ? padding : 0));
        }
        return spans;
    }

    /** From window to window along a row; 0 where that is uneven. */
    private long spacing(Shape planes, Shape windows) {
        if (kernel().count() > 0) {
            return PerAxis.of("stride", stride(), 2, 1)[1];
        }
        return planes.dim(-1) % windows.dim(-1) == 0 ? planes.dim(-1) / windows.dim(-1) : 0;
    }

    /** Emits a kernel between planes and their windows. */
    default void lower(TensorType planes, TensorType windows, boolean byRow, Lowering out, Buffer... buffers) {
        if (planes.size() == 0) {
            return;
        }
        Span[] rows = spans(-2, planes.shape(), windows.shape());
        Span[] cols = spans(-1, planes.shape(), windows.shape());
        long[] constants = new long[3 * (rows.length + cols.length)];
        for (int i = 0; i < rows.length + cols.length; i++) {
            Span span = i < rows.length ? rows[i] : cols[i - rows.length];
            boolean overridden = divisor() > 0;
            constants[3 * i] = span.begin();
            constants[3 * i + 1] = span.count();
            constants[3 * i + 2] = overridden ? (i < rows.length ? divisor() : 1) : span.divisor();
        }
        Buffer[] all = new Buffer[buffers.length + 1];
        System.arraycopy(buffers, 0, all, 0, buffers.length);
        all[buffers.length] = out.constants(constants);
        Shape shape = planes.shape();
        long count = shape.slice(0, shape.rank() - 2).size();
        long[] steps = PerAxis.of("dilation", dilation(), 2, 1);
        out.emit(
                name() + "_" + planes.dtype(),
                Tiling.work(byRow ? count * rows.length : count, planes.size()),
                new long[] {
                    count,
                    shape.dim(-2),
                    shape.dim(-1),
                    rows.length,
                    cols.length,
                    steps[0],
                    steps[1],
                    spacing(shape, windows.shape())
                },
                new double[0],
                all);
    }
}
