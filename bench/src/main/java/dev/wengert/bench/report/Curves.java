package dev.wengert.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/** Curves over sizes, with logarithms on both axes. */
final class Curves {
    private static final String[] COLOURS = {
        "#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b", "#17becf", "#e377c2", "#7f7f7f", "#bcbd22"
    };
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 60;
    private static final int RIGHT = 220;
    private static final int TOP = 30;
    private static final int BOTTOM = 46;

    /** Beyond this many times the least value, powers of ten are enough marks. */
    private static final double FEW_DECADES = 200;

    private final String title;
    private final String across;
    private final Map<String, TreeMap<Double, Double>> curves = new LinkedHashMap<>();

    /** @param across what the x axis is */
    Curves(String title, String across) {
        this.title = title;
        this.across = across;
    }

    void add(String curve, double x, double y) {
        curves.computeIfAbsent(curve, name -> new TreeMap<>()).put(x, y);
    }

    boolean isEmpty() {
        return curves.isEmpty();
    }

    /**
     * The plot.
     *
     * @param name of a place on the x axis
     * @param step how many times as far each of these is as the one before
     */
    String draw(DoubleFunction<String> name, double step) {
        double[] xs = range(curves.values().stream()
                .flatMap(curve -> curve.keySet().stream())
                .mapToDouble(x -> x)
                .toArray());
        double[] ys = range(curves.values().stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(y -> y)
                .toArray());
        Svg svg = new Svg(WIDTH, HEIGHT)
                .text(LEFT, 16, "start", title)
                .text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", across);
        double first = Math.pow(step, Math.ceil(Math.log(xs[0]) / Math.log(step) - 1e-9));
        for (double x = first; x <= xs[1] * 1.01; x *= step) {
            double at = at(x, xs, LEFT, WIDTH - RIGHT);
            svg.line(at, TOP, at, HEIGHT - BOTTOM, "#ddd").text(at, HEIGHT - BOTTOM + 16, "middle", name.apply(x));
        }
        double[] digits = ys[1] / ys[0] > FEW_DECADES ? new double[] {1} : new double[] {1, 2, 5};
        for (double decade = Math.pow(10, Math.floor(Math.log10(ys[0]))); decade <= ys[1]; decade *= 10) {
            for (double digit : digits) {
                double y = digit * decade;
                if (y >= ys[0] && y <= ys[1]) {
                    double at = at(y, ys, HEIGHT - BOTTOM, TOP);
                    svg.line(LEFT, at, WIDTH - RIGHT, at, "#ddd").text(LEFT - 6, at + 4, "end", Svg.number(y));
                }
            }
        }
        int index = 0;
        for (var curve : curves.entrySet()) {
            String colour = COLOURS[index % COLOURS.length];
            StringBuilder points = new StringBuilder();
            curve.getValue()
                    .forEach((x, y) -> points.append(
                            "%.1f,%.1f ".formatted(at(x, xs, LEFT, WIDTH - RIGHT), at(y, ys, HEIGHT - BOTTOM, TOP))));
            svg.path(points.toString().strip(), colour, curve.getKey());
            double y = TOP + 6 + 15 * index;
            svg.line(WIDTH - RIGHT + 10, y, WIDTH - RIGHT + 28, y, colour);
            svg.text(WIDTH - RIGHT + 34, y + 4, "start", curve.getKey());
            index++;
        }
        return svg.toString();
    }

    private static double[] range(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new double[] {low, Math.max(high, low * 2)};
    }

    private static double at(double value, double[] range, double from, double to) {
        return from + (to - from) * Math.log(value / range[0]) / Math.log(range[1] / range[0]);
    }
}
