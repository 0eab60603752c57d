package dev.wengert.tensor;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * Axes of a tensor in the order given; a negative axis counts from the end. For reductions, no axes means all of them. A
 * tensor without dimensions can be reduced, or taken as a line of one element, along axis 0 or −1, as in PyTorch. Immutable.
 */
public final class Axes {
    private static final Axes ALL = new Axes(new int[0]);

    private final int[] axes;

    private Axes(int[] axes) {
        this.axes = axes;
    }

    /** These axes. */
    public static Axes of(int... axes) {
        return axes.length == 0 ? ALL : new Axes(axes.clone());
    }

    /** No axes, which reductions take as all of them. */
    public static Axes all() {
        return ALL;
    }

    /** Reads what {@link #toString()} wrote, such as {@code [0,-1]}. */
    public static Axes parse(String text) {
        String body = text.strip();
        if (!body.startsWith("[") || !body.endsWith("]")) {
            throw new IllegalArgumentException("expected axes such as [0,-1], found '" + text + "'");
        }
        body = body.substring(1, body.length() - 1).strip();
        try {
            return body.isEmpty()
                    ? ALL
                    : of(Arrays.stream(body.split(",", -1))
                            .mapToInt(axis -> Integer.parseInt(axis.strip()))
                            .toArray());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected axes such as [0,-1], found '" + text + "'", e);
        }
    }

    /**
     * {@code axis} as a number in [0, rank).
     *
     * @throws IllegalArgumentException if there is no such axis
     */
    public static int normalize(int axis, int rank) {
        int result = axis < 0 ? axis + rank : axis;
        if (result < 0 || result >= rank) {
            throw new IllegalArgumentException("axis " + axis + " does not exist in a tensor with " + rank
                    + " dimension" + (rank == 1 ? "" : "s"));
        }
        return result;
    }

    /**
     * {@code axis} as a number in [0, rank), where a tensor without dimensions counts as a line of one element.
     *
     * @throws IllegalArgumentException if there is no such axis
     */
    public static int ofLine(int axis, int rank) {
        return normalize(axis, Math.max(1, rank));
    }

    /** How many axes there are. */
    public int count() {
        return axes.length;
    }

    /** Axis {@code i} as it was given. */
    public int get(int i) {
        return axes[i];
    }

    /** A copy of the axes as they were given. */
    public int[] toArray() {
        return axes.clone();
    }

    /**
     * Which of {@code rank} axes are among these; all of them if there are none here.
     *
     * @throws IllegalArgumentException if one does not exist or is named twice
     */
    public boolean[] mask(int rank) {
        boolean[] mask = new boolean[Math.max(1, rank)];
        if (axes.length == 0) {
            Arrays.fill(mask, true);
        }
        for (int axis : axes) {
            int i = ofLine(axis, rank);
            if (mask[i]) {
                throw new IllegalArgumentException("axis " + axis + " is named twice in " + this);
            }
            mask[i] = true;
        }
        return Arrays.copyOf(mask, rank);
    }

    /** The axes of a tensor of {@code rank} dimensions as sorted numbers in [0, rank); all if there are none here. */
    public int[] resolve(int rank) {
        boolean[] mask = mask(rank);
        int[] result = new int[rank];
        int n = 0;
        for (int i = 0; i < rank; i++) {
            if (mask[i]) {
                result[n++] = i;
            }
        }
        return Arrays.copyOf(result, n);
    }

    /**
     * These axes as the order of a permutation of {@code rank} axes, in numbers in [0, rank).
     *
     * @throws IllegalArgumentException if it is not one
     */
    public int[] permutation(int rank) {
        if (axes.length != rank) {
            throw new IllegalArgumentException("expected an order of " + rank + " axes, found " + this);
        }
        mask(rank);
        return Arrays.stream(axes).map(axis -> normalize(axis, rank)).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Axes that && Arrays.equals(axes, that.axes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(axes);
    }

    /** Such as {@code [0,-1]}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",", "[", "]");
        for (int axis : axes) {
            text.add(Integer.toString(axis));
        }
        return text.toString();
    }
}
