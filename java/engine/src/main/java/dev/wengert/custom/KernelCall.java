package dev.wengert.custom;

import java.util.Arrays;
import java.util.List;

/**
 * One call of a kernel in C: what its {@code wg_instruction} holds. Its slots are the results, then the operands, then the
 * working memory if there is some; all dense and row-major, and aligned to their elements alone.
 *
 * @param kernel the name of the kernel, one of those that were registered
 * @param tiles how many tiles the work is cut into: a function of shapes alone, at least 1
 * @param divisible whether the kernel is right for any number of tiles, as those are that cut their work with {@code
 *     wg_tile_range}; the check of kernels then tries others
 * @param sizes up to 8 whole numbers
 * @param scalars up to 4 numbers
 * @param scratchBytes working memory that all tiles share, 0 for none
 * @param absorbsNan whether a NaN among the operands may leave the results without one
 */
public record KernelCall(
        String kernel,
        long tiles,
        boolean divisible,
        List<Long> sizes,
        List<Double> scalars,
        long scratchBytes,
        boolean absorbsNan) {
    /** Copies the lists. */
    public KernelCall {
        sizes = List.copyOf(sizes);
        scalars = List.copyOf(scalars);
        if (tiles < 1 || scratchBytes < 0) {
            throw new IllegalArgumentException("kernel " + kernel + ": expected at least 1 tile and 0 bytes, found "
                    + tiles + " and " + scratchBytes);
        }
    }

    /** A kernel in one tile with these sizes. */
    public static KernelCall of(String kernel, long... sizes) {
        return new KernelCall(kernel, 1, false, Arrays.stream(sizes).boxed().toList(), List.of(), 0, false);
    }

    /** In so many tiles; the kernel is right for any number. {@link dev.wengert.operator.Tiling} has usual numbers. */
    public KernelCall cut(long count) {
        return new KernelCall(kernel, Math.max(1, count), true, sizes, scalars, scratchBytes, absorbsNan);
    }

    /** With these scalars. */
    public KernelCall with(double... numbers) {
        return new KernelCall(
                kernel, tiles, divisible, sizes, Arrays.stream(numbers).boxed().toList(), scratchBytes, absorbsNan);
    }

    /** With so much working memory. */
    public KernelCall withScratch(long bytes) {
        return new KernelCall(kernel, tiles, divisible, sizes, scalars, bytes, absorbsNan);
    }

    /** A kernel whose results need not show a NaN of its operands, such as a comparison. */
    public KernelCall absorbingNan() {
        return new KernelCall(kernel, tiles, divisible, sizes, scalars, scratchBytes, true);
    }

    long[] sizesArray() {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    double[] scalarsArray() {
        return scalars.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
