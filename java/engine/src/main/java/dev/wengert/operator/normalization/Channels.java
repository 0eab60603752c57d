package dev.wengert.operator.normalization;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** What the operators on channels, the second axis, share. */
final class Channels {
    private Channels() {}

    /** Refuses an x without channels, and operands that are not one number for each of them. */
    static void check(TensorType x, List<TensorType> others, String... names) {
        Require.real("x", x);
        Require.rankAtLeast(2, "x", x);
        for (int i = 0; i < others.size(); i++) {
            Require.sameDType(x, others.get(i));
            Require.same(names[i], x.withShape(x.shape().slice(1, 2)), others.get(i));
        }
    }

    /** Examples, channels, and elements of a channel in an example. */
    static long[] sizes(Shape x) {
        return new long[] {x.dim(0), x.dim(1), x.slice(2, x.rank()).size()};
    }

    /** Elements of a channel in all examples. */
    static long count(Shape x) {
        return x.dim(0) * x.slice(2, x.rank()).size();
    }

    /** Into what the kernels can be cut: side by side in vectors where a channel has one element in each example. */
    static long units(Shape x) {
        return count(x) == x.dim(0) ? Math.ceilDiv(x.dim(1), 16) : x.dim(1);
    }

    /** One number for each channel, as it broadcasts to x. */
    static Register beside(Register x, Register channels) {
        return channels.reshape(GroupNorm.channels(x.type().shape()));
    }

    /** All axes but that of the channels. */
    static int[] others(Shape x) {
        int[] axes = new int[x.rank() - 1];
        for (int i = 1; i < axes.length; i++) {
            axes[i] = i + 1;
        }
        return axes;
    }
}
