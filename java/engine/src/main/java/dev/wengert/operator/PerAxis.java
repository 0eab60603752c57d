package dev.wengert.operator;

import dev.wengert.tensor.Bounds;
import java.util.Arrays;

/** Attributes that have a number for each of some axes, or one that stands for all of them. */
public final class PerAxis {
    private PerAxis() {}

    /**
     * The numbers for {@code axes} axes.
     *
     * @throws IllegalArgumentException if there are not one or as many, or one is below {@code least}
     */
    public static long[] of(String name, Bounds numbers, int axes, long least) {
        long[] all = numbers.toArray();
        Require.that(
                (all.length == 1 || all.length == axes)
                        && Arrays.stream(all).allMatch(number -> number >= least && number <= Integer.MAX_VALUE),
                "expected " + name + " of " + (axes == 1 ? "1 number" : "1 or " + axes + " numbers") + " of at least "
                        + least + ", found " + numbers);
        long[] each = new long[axes];
        Arrays.setAll(each, axis -> all[all.length == 1 ? 0 : axis]);
        return each;
    }
}
