package dev.wengert.tensor;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * Whole numbers in order, one for each axis from the first: where slices begin and end and by what they step, how far a tensor
 * is padded or rolled. Immutable.
 */
public final class Bounds {
    private static final Bounds NONE = new Bounds(new long[0]);

    private final long[] numbers;

    private Bounds(long[] numbers) {
        this.numbers = numbers;
    }

    /** These numbers. */
    public static Bounds of(long... numbers) {
        return numbers.length == 0 ? NONE : new Bounds(numbers.clone());
    }

    /** No numbers. */
    public static Bounds none() {
        return NONE;
    }

    /** Reads what {@link #toString()} wrote, such as {@code [1,-3]}. */
    public static Bounds parse(String text) {
        String body = text.strip();
        if (!body.startsWith("[") || !body.endsWith("]")) {
            throw new IllegalArgumentException("expected numbers such as [1,-3], found '" + text + "'");
        }
        body = body.substring(1, body.length() - 1).strip();
        try {
            return body.isEmpty()
                    ? NONE
                    : of(Arrays.stream(body.split(",", -1))
                            .mapToLong(number -> Long.parseLong(number.strip()))
                            .toArray());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected numbers such as [1,-3], found '" + text + "'", e);
        }
    }

    /** How many numbers there are. */
    public int count() {
        return numbers.length;
    }

    /** Number {@code i}. */
    public long get(int i) {
        return numbers[i];
    }

    /** Number {@code i}, or {@code otherwise} where there are not as many. */
    public long get(int i, long otherwise) {
        return i < numbers.length ? numbers[i] : otherwise;
    }

    /** A copy of the numbers. */
    public long[] toArray() {
        return numbers.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bounds that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    /** Such as {@code [1,-3]}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",", "[", "]");
        for (long number : numbers) {
            text.add(Long.toString(number));
        }
        return text.toString();
    }
}
