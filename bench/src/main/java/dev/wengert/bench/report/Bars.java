package dev.wengert.bench.report;

import java.util.ArrayList;
import java.util.List;

/** How many times as long others take as we do: bars from 1 to the right where we are faster, to the left where we are slower. */
final class Bars {
    private static final int WIDTH = 900;
    private static final int LEFT = 330;
    private static final int RIGHT = 60;
    private static final int TOP = 48;
    private static final int ROW = 17;

    private static final String FASTER = "#2ca02c";
    private static final String SLOWER = "#d62728";
    private static final String EVEN = "#999";

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

    boolean isEmpty() {
        return bars.isEmpty();
    }

    String draw() {
        double most = 2;
        for (Bar bar : bars) {
            most = Math.max(most, Math.max(bar.ratio, 1 / bar.ratio));
        }
        double least = bars.stream().mapToDouble(Bar::ratio).min().orElse(1);
        double from = Math.log(Math.min(least, 1) / 1.2);
        double to = Math.log(most * 1.2);
        double scale = (WIDTH - LEFT - RIGHT) / (to - from);
        double one = LEFT - from * scale;
        Svg svg = new Svg(WIDTH, TOP + ROW * bars.size() + 10).text(10, 16, "start", title);
        for (double tick : new double[] {0.25, 0.5, 1, 2, 4, 8, 16, 32, 64}) {
            double x = one + Math.log(tick) * scale;
            if (x >= LEFT && x <= WIDTH - RIGHT) {
                svg.line(x, TOP - 8, x, TOP + ROW * bars.size(), tick == 1 ? "#666" : "#ddd")
                        .text(x, TOP - 12, "middle", Svg.number(tick) + "×");
            }
        }
        double y = TOP;
        for (Bar bar : bars) {
            double end = one + Math.log(bar.ratio) * scale;
            boolean isEven = bar.low <= 1 && bar.high >= 1;
            String colour = isEven ? EVEN : bar.ratio > 1 ? FASTER : SLOWER;
            String ratio = "%.2f [%.2f, %.2f]".formatted(bar.ratio, bar.low, bar.high);
            svg.box(Math.min(one, end), y, Math.max(1, Math.abs(end - one)), ROW - 5, colour, bar.label + ": " + ratio)
                    .text(LEFT - 8, y + 10, "end", bar.label)
                    .text(Math.max(one, end) + 4, y + 10, "start", "%.2f".formatted(bar.ratio));
            y += ROW;
        }
        return svg.toString();
    }
}
