package dev.wengert.nn.data;

import java.util.ArrayList;
import java.util.List;

/**
 * How the ten digits are written by hand: strokes in the unit square, x to the right and y down, every way of writing a digit
 * with the same frequency.
 *
 * <p>A path is words and numbers: {@code M x y} begins a stroke, {@code L x y} goes on straight, {@code C x1 y1 x2 y2 x y}
 * goes on as a cubic Bézier curve.
 */
final class Glyphs {

    private static final String[][] PATHS = {
        {
            "M .50 .00 C .12 .00 .12 1.0 .50 1.0 C .88 1.0 .88 .00 .50 .00",
            "M .60 .03 C .20 -.08 .05 1.02 .45 1.0 C .92 .98 .95 .02 .42 .05",
        },
        {
            "M .50 .00 L .50 1.0", "M .34 .20 L .56 .00 L .56 1.0", "M .34 .20 L .54 .00 L .54 1.0 M .30 1.0 L .78 1.0",
        },
        {
            "M .22 .24 C .26 -.10 .80 -.08 .78 .27 C .76 .55 .38 .72 .20 1.0 L .82 1.0",
            "M .22 .20 C .30 -.08 .78 -.06 .74 .28 C .70 .60 .50 .86 .28 .96 C .12 1.02 .12 .74 .32 .82 C .50 .90 .62"
                    + " 1.06 .86 .90",
        },
        {
            "M .22 .12 C .44 -.10 .84 .00 .75 .28 C .70 .45 .52 .47 .42 .47 C .64 .47 .86 .57 .81 .78 C .74 1.06 .36"
                    + " 1.06 .18 .87",
            "M .22 .00 L .78 .00 L .46 .38 C .92 .38 .94 1.0 .50 1.0 C .36 1.0 .26 .95 .18 .86",
        },
        {
            "M .62 .00 L .18 .66 L .86 .66 M .64 .34 L .62 1.0",
            "M .28 .00 C .26 .20 .22 .38 .22 .52 C .40 .54 .60 .53 .80 .50 M .76 .02 C .74 .40 .70 .70 .68 1.0",
        },
        {
            "M .78 .00 L .32 .00 L .26 .44 C .50 .30 .86 .42 .81 .70 C .76 1.06 .36 1.06 .18 .88",
            "M .34 .02 C .30 .20 .28 .34 .28 .44 C .60 .38 .82 .50 .78 .74 C .72 1.06 .34 1.02 .20 .90 M .34 .02 L .82"
                    + " .00",
        },
        {
            "M .70 .02 C .40 .14 .20 .46 .20 .72 C .20 1.09 .80 1.09 .80 .72 C .80 .40 .30 .42 .22 .70",
            "M .46 .00 C .28 .30 .18 .70 .30 .90 C .46 1.10 .82 .98 .74 .72 C .66 .52 .34 .60 .26 .80",
        },
        {
            "M .18 .00 L .80 .00 L .42 1.0",
            "M .18 .02 C .40 .06 .60 .02 .80 .00 C .60 .30 .48 .64 .44 1.0",
            "M .18 .00 L .80 .00 L .42 1.0 M .34 .50 L .78 .50",
        },
        {
            "M .50 .47 C .14 .40 .14 .00 .50 .00 C .86 .00 .86 .40 .50 .47 C .08 .55 .08 1.0 .50 1.0 C .92 1.0 .92 .55"
                    + " .50 .47",
            "M .74 .12 C .50 -.12 .14 .08 .30 .32 C .42 .48 .80 .60 .74 .84 C .66 1.08 .20 1.04 .26 .76 C .32 .54 .72"
                    + " .44 .74 .12",
        },
        {
            "M .79 .28 C .74 .60 .20 .60 .20 .28 C .20 -.09 .80 -.09 .80 .28 C .80 .60 .70 .84 .50 1.0",
            "M .74 .26 C .66 .56 .24 .54 .26 .26 C .30 -.08 .76 -.06 .74 .24 L .70 1.0",
        },
    };

    private static final List<List<List<Stroke>>> WAYS = parse();

    private Glyphs() {}

    /** The ways of writing a digit, each a list of strokes. */
    static List<List<Stroke>> of(int digit) {
        return WAYS.get(digit);
    }

    /** Cubic Bézier curves joined at their ends: points 0 to 3 are the first, 3 to 6 the second, and so on. */
    static final class Stroke {
        private final double[] x;
        private final double[] y;

        /** Takes over the points' positions across and down. */
        Stroke(double[] x, double[] y) {
            this.x = x;
            this.y = y;
        }

        int points() {
            return x.length;
        }

        double x(int point) {
            return x[point];
        }

        double y(int point) {
            return y[point];
        }
    }

    private static List<List<List<Stroke>>> parse() {
        List<List<List<Stroke>>> digits = new ArrayList<>();
        for (String[] paths : PATHS) {
            List<List<Stroke>> ways = new ArrayList<>();
            for (String path : paths) {
                List<Stroke> strokes = new ArrayList<>();
                for (String stroke : path.substring(1).split("M", -1)) {
                    strokes.add(parseStroke(stroke.trim().split("\\s+", -1)));
                }
                ways.add(List.copyOf(strokes));
            }
            digits.add(List.copyOf(ways));
        }
        return List.copyOf(digits);
    }

    private static Stroke parseStroke(String[] words) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        x.add(Double.valueOf(words[0]));
        y.add(Double.valueOf(words[1]));
        int at = 2;
        while (at < words.length) {
            boolean curve = words[at++].equals("C");
            int points = curve ? 3 : 1;
            if (!curve) {
                addThirds(x, Double.parseDouble(words[at]));
                addThirds(y, Double.parseDouble(words[at + 1]));
            }
            for (int i = 0; i < points; i++) {
                x.add(Double.valueOf(words[at++]));
                y.add(Double.valueOf(words[at++]));
            }
        }
        return new Stroke(
                x.stream().mapToDouble(Double::doubleValue).toArray(),
                y.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The control points that make a Bézier curve from the last value to {@code end} a straight line. */
    private static void addThirds(List<Double> values, double end) {
        double start = values.get(values.size() - 1);
        values.add(start + (end - start) / 3);
        values.add(start + (end - start) * 2 / 3);
    }
}
