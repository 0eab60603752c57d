package dev.wengert.schedule;

import java.util.Map;
import java.util.TreeMap;

/**
 * Gives out ranges of one slab and takes them back. The smallest free range that is large enough is used; neighbours that
 * are free become one.
 */
final class Slab {
    private static final long ALIGNMENT = 64;

    /** Free ranges by offset, and by size and then offset. */
    private final TreeMap<Long, Long> byOffset = new TreeMap<>();

    private final TreeMap<Long, TreeMap<Long, Long>> bySize = new TreeMap<>();
    private long end;

    long end() {
        return end;
    }

    /**
     * A range of so many bytes.
     *
     * @throws IllegalArgumentException if the slab would have 2⁶³ bytes or more
     */
    long take(long bytes) {
        try {
            return takeRounded(round(bytes));
        } catch (ArithmeticException e) {
            throw tooLarge(e);
        }
    }

    /** The sum of sizes of two slabs, with the same limit. */
    static long sum(long a, long b) {
        try {
            return Math.addExact(a, b);
        } catch (ArithmeticException e) {
            throw tooLarge(e);
        }
    }

    private static IllegalArgumentException tooLarge(ArithmeticException e) {
        return new IllegalArgumentException("the values of the list take more than 2^63 bytes together", e);
    }

    private long takeRounded(long size) {
        Map.Entry<Long, TreeMap<Long, Long>> fit = bySize.ceilingEntry(size);
        if (fit == null) {
            return grow(size);
        }
        long offset = fit.getValue().firstKey();
        long free = fit.getKey();
        remove(offset, free);
        if (free > size) {
            add(offset + size, free - size);
        }
        return offset;
    }

    void give(long offset, long bytes) {
        long from = offset;
        long size = round(bytes);
        if (size == 0) {
            return;
        }
        Map.Entry<Long, Long> before = byOffset.lowerEntry(from);
        if (before != null && before.getKey() + before.getValue() == from) {
            remove(before.getKey(), before.getValue());
            from = before.getKey();
            size += before.getValue();
        }
        Long after = byOffset.get(from + size);
        if (after != null) {
            remove(from + size, after);
            size += after;
        }
        add(from, size);
    }

    /** Takes from the end, together with a free range that reaches it. */
    private long grow(long size) {
        Map.Entry<Long, Long> last = byOffset.lastEntry();
        long offset = end;
        if (last != null && last.getKey() + last.getValue() == end) {
            offset = last.getKey();
            remove(offset, last.getValue());
        }
        end = Math.addExact(offset, size);
        return offset;
    }

    private void add(long offset, long size) {
        byOffset.put(offset, size);
        bySize.computeIfAbsent(size, key -> new TreeMap<>()).put(offset, size);
    }

    private void remove(long offset, long size) {
        byOffset.remove(offset);
        TreeMap<Long, Long> same = bySize.get(size);
        if (same != null) {
            same.remove(offset);
            if (same.isEmpty()) {
                bySize.remove(size);
            }
        }
    }

    private static long round(long bytes) {
        return Math.addExact(bytes, ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
