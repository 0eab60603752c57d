package dev.wengert.examples;

/** Lines over logarithmic axes, as an SVG document: the plot of {@link DifferenceErrors}. */
final class LogPlot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 520;
    private static final int LEFT = 80;
    private static final int RIGHT = WIDTH - 20;
    private static final int TOP = 50;
    private static final int BOTTOM = HEIGHT - 60;
    private static final String[] COLOURS = {"#c0392b", "#2471a3", "#1e8449"};

    private final StringBuilder svg = new StringBuilder();
    private final Axis x;
    private final Axis y;
    private int lines;

    /** An axis from one power of ten to another. */
    record Axis(String label, int from, int to) {
        /** Where a value lies between two ends of the drawing; what is smaller than the axis begins lies at the first. */
        double place(double value, int first, int last) {
            double part = Math.max(0, (Math.log10(value) - from) / (to - from));
            return Math.round(10 * (first + part * (last - first))) / 10.0;
        }
    }

    LogPlot(String title, Axis x, Axis y) {
        this.x = x;
        this.y = y;
        int across = (LEFT + RIGHT) / 2;
        int down = (TOP + BOTTOM) / 2;
        text(across, 30, "middle", "font-size='17'", title);
        text(across, HEIGHT - 14, "middle", "", x.label);
        text(20, down, "middle", "transform='rotate(-90 20 %s)'".formatted(down), y.label);
        for (int power = x.from; power <= x.to; power += 2) {
            double at = across(Math.pow(10, power));
            line(at, TOP, at, BOTTOM, "#ddd");
            power(at, BOTTOM + 22, "middle", power);
        }
        for (int power = y.from; power <= y.to; power += 2) {
            double at = down(Math.pow(10, power));
            line(LEFT, at, RIGHT, at, "#ddd");
            power(LEFT - 8, at + 5, "end", power);
        }
    }

    /** Adds a line through points, with its name in the legend. */
    LogPlot line(String name, double[] xs, double[] ys) {
        String colour = COLOURS[lines];
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            points.append(across(xs[i])).append(',').append(down(ys[i])).append(' ');
        }
        svg.append("<polyline fill='none' stroke-width='2' stroke='%s' points='%s'/>\n"
                .formatted(colour, points.toString().strip()));
        double row = BOTTOM - 140 + 22.0 * lines++;
        line(RIGHT - 200, row, RIGHT - 170, row, colour);
        text(RIGHT - 162, row + 5, "start", "", name);
        return this;
    }

    private double across(double value) {
        return x.place(value, LEFT, RIGHT);
    }

    private double down(double value) {
        return y.place(value, BOTTOM, TOP);
    }

    private void line(double x1, double y1, double x2, double y2, String colour) {
        svg.append("<line x1='%s' y1='%s' x2='%s' y2='%s' stroke='%s'/>\n".formatted(x1, y1, x2, y2, colour));
    }

    private void power(double across, double down, String anchor, int power) {
        text(across, down, anchor, "", "10<tspan dy='-6' font-size='10'>%s</tspan>".formatted(power));
    }

    private void text(double across, double down, String anchor, String more, String content) {
        svg.append(
                "<text x='%s' y='%s' text-anchor='%s' %s>%s</text>\n".formatted(across, down, anchor, more, content));
    }

    /** The document. */
    @Override
    public String toString() {
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %s %s' font-family='sans-serif' font-size='14'>\n"
                        .formatted(WIDTH, HEIGHT)
                + "<rect width='100%' height='100%' fill='white'/>\n"
                + svg
                + "</svg>\n";
    }
}
