package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The instructions of a reduction over any axes. Kernels reduce the middle axis of {@code (outer, n, inner)}: axes side by
 * side are one pass, scattered ones a pass each. Where too few results would be computed side by side, a long axis is first
 * reduced in chunks of fixed size, then the chunks.
 */
final class Passes {
    /** Elements in a chunk: enough to hide the second pass, few enough that rounding errors stay small. */
    private static final long CHUNK = 16 * 1024;

    /** With this many results side by side, no thread of a common machine waits. */
    private static final long SIDE_BY_SIDE = 16;

    private final DType dtype;
    private final Lowering out;

    Passes(DType dtype, Lowering out) {
        this.dtype = dtype;
        this.out = out;
    }

    /** Emits {@code kernel} over axes of the operand, converted to the type of the result where it is of another. */
    static void lower(String kernel, String combine, double divisor, Axes axes, Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        DType dtype = z.result().type().dtype();
        new Passes(dtype, out)
                .emit(
                        x.shape(),
                        axes.mask(x.shape().rank()),
                        kernel,
                        combine,
                        divisor,
                        converted(x, dtype, out),
                        out.result(0));
    }

    /** The operand with elements of another type, in working memory. */
    static Buffer converted(TensorType x, DType dtype, Lowering out) {
        if (x.dtype() == dtype) {
            return out.operand(0);
        }
        Buffer converted = out.scratch(x.size() * dtype.byteSize());
        out.emit(
                "cast_" + x.dtype() + "_" + dtype,
                Tiling.elements(x.size()),
                new long[] {x.size()},
                new double[0],
                converted,
                out.operand(0));
        return converted;
    }

    /** A group of neighbouring axes, all reduced or all kept, as one dimension. */
    private record Group(long length, boolean reduced) {}

    void emit(Shape shape, boolean[] reduced, String kernel, String combine, double divisor, Buffer from, Buffer to) {
        List<Group> groups = groups(shape, reduced);
        long passes = groups.stream().filter(Group::reduced).count();
        if (passes == 0) {
            pass(kernel, divisor, shape.size(), 1, 1, from, to);
            return;
        }
        String name = kernel;
        Buffer source = from;
        for (int i = groups.size() - 1; i >= 0; i--) {
            if (groups.get(i).reduced()) {
                long outer = product(groups, 0, i);
                long inner = product(groups, i + 1, groups.size());
                passes--;
                Buffer target = passes == 0 ? to : out.scratch(outer * inner * dtype.byteSize());
                axis(
                        name,
                        combine,
                        passes == 0 ? divisor : 1,
                        outer,
                        groups.get(i).length(),
                        inner,
                        source,
                        target);
                groups.remove(i);
                source = target;
                name = combine;
            }
        }
    }

    private void axis(
            String kernel, String combine, double divisor, long outer, long n, long inner, Buffer from, Buffer to) {
        long sideBySide = inner == 1 ? outer : outer * ((inner + 255) / 256);
        long chunk = Math.max(1, CHUNK / Math.max(1, inner));
        long chunks = (n + chunk - 1) / chunk;
        if (sideBySide >= SIDE_BY_SIDE || chunks < 3) {
            pass(kernel, divisor, outer, n, inner, from, to);
            return;
        }
        Buffer partial = out.scratch(outer * chunks * inner * dtype.byteSize());
        out.emit(
                kernel + "_chunks_" + dtype,
                Tiling.work(outer * chunks, outer * n * inner),
                new long[] {outer, n, inner, chunk},
                new double[0],
                partial,
                from);
        axis(combine, combine, divisor, outer, chunks, inner, partial, to);
    }

    private void pass(String kernel, double divisor, long outer, long n, long inner, Buffer from, Buffer to) {
        long units = inner == 1 ? outer : outer * ((inner + 63) / 64);
        out.emit(
                kernel + "_" + dtype,
                Tiling.work(units, Math.max(units, outer * n * inner)),
                new long[] {outer, n, inner},
                new double[] {divisor},
                to,
                from);
    }

    private static List<Group> groups(Shape shape, boolean[] reduced) {
        List<Group> groups = new ArrayList<>();
        for (int axis = 0; axis < reduced.length; axis++) {
            long length = shape.dim(axis);
            Group last = groups.isEmpty() ? null : groups.getLast();
            if (length == 1) {
                continue;
            }
            if (last != null && last.reduced() == reduced[axis]) {
                groups.set(groups.size() - 1, new Group(last.length() * length, reduced[axis]));
            } else {
                groups.add(new Group(length, reduced[axis]));
            }
        }
        return groups;
    }

    private static long product(List<Group> groups, int from, int to) {
        return groups.subList(from, to).stream().mapToLong(Group::length).reduce(1, (a, b) -> a * b);
    }
}
