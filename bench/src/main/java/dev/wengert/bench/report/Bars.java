package dev.wengert.bench.report;

import java.util.ArrayList;
import java.util.List;

/** How many times as long others take as we do: bars from 1 to the right where we are faster, to the left where we are slower. */
final class Bars {
    private static final int WIDTH = 900;
    private static final int LETTER = 6;
    private static final int RIGHT = 60;
    private static final int TOP = 64;
    private static final int ROW = 17;
    private static final int BAR = 12;
    private static final double MARGIN = 1.25;
    private static final int MOST_TICKS = 9;

    private static final String FASTER = "#2ca02c";
    private static final String SLOWER = "#d62728";
    private static final String EVEN = "#aaa";
    private static final String INTERVAL = "#333";

    private record Bar(String label, double ratio, double low, double high) {}

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    Bars(String title) {
        this.title = title;
    }

    /** The time of the other divided by ours, with its interval. */
    void add(String label, double ratio, double low, double high) {
        bars.add(new Bar(label, ratio, low, high));
    }

    String draw() {
        int left = 28
                + LETTER
                        * bars.stream()
                                .mapToInt(bar -> bar.label.length())
                                .max()
                                .orElse(0);
        double least = bars.stream().mapToDouble(Bar::ratio).min().orElse(1);
        double most = bars.stream().mapToDouble(Bar::ratio).max().orElse(1);
        double from = Math.log(Math.min(least, 1) / MARGIN);
        double to = Math.log(Math.max(most, 2) * MARGIN);
        double scale = (WIDTH - left - RIGHT) / (to - from);
        double one = left - from * scale;
        Svg svg = new Svg(WIDTH, TOP + ROW * bars.size() + 10)
                .text(10, 16, "start", title)
                .text(
                        10,
                        32,
                        "start",
                        "green: Wengert is faster; red: slower; grey: the interval, drawn as a line, has both");
        int octaves = Math.max(1, (int) Math.ceil((to - from) / Math.log(2) / MOST_TICKS));
        for (int octave = -12 * octaves; octave <= 12 * octaves; octave += octaves) {
            double x = one + octave * Math.log(2) * scale;
            if (x >= left && x <= WIDTH - RIGHT) {
                svg.line(x, TOP - 8, x, TOP + ROW * bars.size(), octave == 0 ? "#666" : "#ddd")
                        .text(x, TOP - 12, "middle", Svg.number(Math.pow(2, octave)) + "×");
            }
        }
        double y = TOP;
        for (Bar bar : bars) {
            double end = one + Math.log(bar.ratio) * scale;
            boolean isEven = bar.low <= 1 && bar.high >= 1;
            String colour = isEven ? EVEN : bar.ratio > 1 ? FASTER : SLOWER;
            String ratio = "%.2f [%.2f, %.2f]".formatted(bar.ratio, bar.low, bar.high);
            double low = within(one + Math.log(bar.low) * scale, left);
            double high = within(one + Math.log(bar.high) * scale, left);
            svg.box(Math.min(one, end), y, Math.max(1, Math.abs(end - one)), BAR, colour, bar.label + ": " + ratio)
                    .line(low, y + BAR / 2.0, high, y + BAR / 2.0, INTERVAL)
                    .text(left - 8, y + 10, "end", bar.label)
                    .text(Math.max(one, Math.max(end, high)) + 4, y + 10, "start", Svg.number(bar.ratio));
            y += ROW;
        }
        return svg.toString();
    }

    private static double within(double x, double left) {
        return Math.clamp(x, left, WIDTH - RIGHT);
    }
}
