package dev.wengert.bench;

import java.util.Arrays;

/**
 * How many times as long one variant takes as another: the median of the ratios round by round, and an interval that covers
 * the true median in 95 of 100 such runs.
 *
 * <p>The interval is made of two of the sorted ratios, whose ranks follow from the binomial distribution (W. Thompson, Annals
 * of Mathematical Statistics 7, 1936), so it assumes nothing about how noise is distributed.
 */
public record Ratio(double median, double low, double high) {
    private static final double NORMAL_QUANTILE = 1.96;

    /** {@code times[i] / base[i]}, two timings of one round. */
    public static Ratio of(double[] times, double[] base) {
        int n = times.length;
        double[] ratios = new double[n];
        for (int i = 0; i < n; i++) {
            ratios[i] = times[i] / base[i];
        }
        Arrays.sort(ratios);
        int reach = (int) Math.ceil(NORMAL_QUANTILE * Math.sqrt(n) / 2);
        int middle = n / 2;
        return new Ratio(
                Spread.of(ratios).median(),
                ratios[Math.max(0, middle - reach)],
                ratios[Math.min(n - 1, middle + reach)]);
    }
}
