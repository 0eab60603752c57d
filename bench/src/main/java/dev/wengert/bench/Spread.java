package dev.wengert.bench;

import java.util.Arrays;

/**
 * What is told of many timings of one thing: the median, what the best tenth stays within, and the quartiles, in the unit of
 * the samples.
 */
public record Spread(double median, double bestTenth, double lowerQuartile, double upperQuartile) {
    /** Of samples in any order. */
    public static Spread of(double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return new Spread(at(sorted, 0.5), at(sorted, 0.1), at(sorted, 0.25), at(sorted, 0.75));
    }

    /** The sample below which a part of them lies; between two samples, in proportion. */
    private static double at(double[] sorted, double part) {
        double position = part * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
