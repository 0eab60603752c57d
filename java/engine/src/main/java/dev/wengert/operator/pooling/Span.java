package dev.wengert.operator.pooling;

/**
 * The elements of a window along one axis: {@code count} of them from {@code begin} on, all within the tensor, and the number
 * that a mean divides by.
 */
record Span(long begin, long count, long divisor) {
    /**
     * A window that slides: {@code taps} elements, {@code step} apart, from {@code first} on, of which those outside [0, size)
     * are left out.
     *
     * @param last where padding ends and a mean no longer counts elements; {@code size} where it does not count padding
     */
    static Span sliding(long first, long taps, long step, long size, long last) {
        long skipped = first < 0 ? Math.ceilDiv(-first, step) : 0;
        long begin = Math.min(first + skipped * step, size - 1);
        long end = Math.min(first + (taps - 1) * step + 1, size);
        long count = end > first + skipped * step ? Math.ceilDiv(end - first - skipped * step, step) : 0;
        boolean countsPadding = last > size;
        return new Span(
                begin, count, countsPadding ? Math.max(1, Math.min(first + taps, last) - first) : Math.max(1, count));
    }

    /** Window {@code number} of {@code count} that share {@code size} elements evenly; they may overlap by one. */
    static Span even(long number, long count, long size) {
        long begin = number * size / count;
        long length = Math.ceilDiv((number + 1) * size, count) - begin;
        return new Span(begin, length, length);
    }
}
