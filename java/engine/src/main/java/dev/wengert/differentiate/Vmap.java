package dev.wengert.differentiate;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.Structure;
import dev.wengert.list.Vocabulary;
import dev.wengert.tensor.Axes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Functions for one sample as functions for many at once. Within the function a register has the type that it has for one
 * sample; registers from elsewhere are the same for all. It composes with itself and with every derivative.
 */
public final class Vmap implements Vocabulary {
    /** In place of an axis: the same for all samples. */
    public static final int SAME = Integer.MIN_VALUE;

    private Vmap() {}

    /** {@code f} for samples along the first axis of every register of the argument and of the result. */
    public static <X, Y> Function<X, Y> vmap(Function<X, Y> f) {
        return x -> apply(f, x, Collections.nCopies(Applied.argument(x).leaves().size(), 0), List.of());
    }

    /**
     * {@code f} for samples along chosen axes.
     *
     * @param in the axis of the samples in each register of the argument, in order, or {@link #SAME}; not all of them
     * @param out the axis of the samples in each register of the result, in order; the first if none are given
     */
    public static <X, Y> Function<X, Y> vmap(Function<X, Y> f, List<Integer> in, List<Integer> out) {
        return x -> apply(f, x, in, out);
    }

    private static <X, Y> Y apply(Function<X, Y> f, X x, List<Integer> in, List<Integer> out) {
        Structure<X> given = Applied.argument(x);
        List<Register> leaves = given.leaves();
        if (in.size() != leaves.size() || in.stream().allMatch(axis -> axis == SAME)) {
            throw new ListException("vmap of " + leaves + ": expected an axis for each, not all the same, found " + in);
        }
        Structure<Y> y;
        List<Register> results;
        try (Samples samples = new Samples(ListBuilder.innermost(leaves))) {
            List<Register> one = single(leaves, in, samples);
            y = Applied.result(one, f.apply(given.with(one)));
            results = samples.all(y.leaves());
        }
        if (!out.isEmpty() && out.size() != results.size()) {
            throw new ListException("vmap: expected an axis for each of " + results.size() + " results, found " + out);
        }
        List<Register> placed = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            placed.add(out.isEmpty() ? results.get(i) : moved(results.get(i), 0, out.get(i)));
        }
        return y.with(placed);
    }

    /** The registers as the function sees them. */
    private static List<Register> single(List<Register> leaves, List<Integer> in, Samples samples) {
        List<Register> one = new ArrayList<>();
        long size = -1;
        for (int i = 0; i < leaves.size(); i++) {
            Register leaf = leaves.get(i);
            if (in.get(i) == SAME) {
                one.add(leaf);
                continue;
            }
            Register all = moved(leaf, in.get(i), 0);
            long length = all.type().shape().dim(0);
            if (size >= 0 && length != size) {
                throw new ListException("vmap: " + leaf + " has " + length + " samples along axis " + in.get(i)
                        + ", the registers before have " + size);
            }
            size = length;
            one.add(samples.input(all));
        }
        return one;
    }

    private static Register moved(Register x, int from, int to) {
        int rank = x.type().shape().rank();
        if (rank == 0) {
            throw new ListException("vmap: " + x + " has no axis of samples");
        }
        try {
            return Axes.normalize(from, rank) == Axes.normalize(to, rank)
                    ? x
                    : x.call("moveaxis", Map.of("from", Axes.of(from), "to", Axes.of(to)));
        } catch (IllegalArgumentException e) {
            throw new ListException("vmap: samples of " + x + ": " + e.getMessage(), e);
        }
    }
}
