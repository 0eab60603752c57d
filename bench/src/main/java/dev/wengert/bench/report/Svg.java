package dev.wengert.bench.report;

import java.util.Locale;

/** A drawing in SVG: texts, lines and boxes at places in pixels. */
final class Svg {
    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** @param anchor start, middle or end: which part of the text is at x */
    Svg text(double x, double y, String anchor, String text) {
        body.append(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n".formatted(x, y, anchor, escaped(text)));
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2, String colour) {
        body.append("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n"
                .formatted(x1, y1, x2, y2, colour));
        return this;
    }

    /** @param title shown when the pointer is over it */
    Svg box(double x, double y, double boxWidth, double boxHeight, String colour, String title) {
        body.append("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>%n"
                .formatted(x, y, boxWidth, boxHeight, colour, escaped(title)));
        return this;
    }

    /** @param points {@code x,y} for each, with spaces between them */
    Svg path(String points, String colour, String title) {
        body.append(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"><title>%s</title></polyline>%n"
                        .formatted(points, colour, escaped(title)));
        return this;
    }

    @Override
    public String toString() {
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
            font-family="sans-serif" font-size="11" fill="#222">
            <rect width="%1$d" height="%2$d" fill="#fff"/>
            %3$s</svg>
            """.formatted(width, height, body);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Numbers as people read them everywhere, with two or three digits that count. */
    static String number(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String text = String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.3f", value);
        return value < 1 ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
