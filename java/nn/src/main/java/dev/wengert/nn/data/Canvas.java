package dev.wengert.nn.data;

import dev.wengert.nn.random.Philox;
import java.util.Arrays;

/** A picture of 28 × 28 pixels in the making, 0 background to 1 ink. Pixel {@code (i, j)} has its middle at {@code i + ½, j + ½}. */
final class Canvas {

    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;

    private static final int SEGMENTS_PER_CURVE = 8;
    /** Over how many pixels the edge of a stroke fades out. */
    private static final double EDGE = 1.0;

    private final double[] ink = new double[PIXELS];

    void clear() {
        Arrays.fill(ink, 0);
    }

    /** Draws with a round pen; where strokes cross, the darker one shows. */
    void stroke(Glyphs.Stroke stroke, double halfWidth, double darkness) {
        for (int first = 0; first + 3 < stroke.points(); first += 3) {
            double fromX = stroke.x(first);
            double fromY = stroke.y(first);
            for (int i = 1; i <= SEGMENTS_PER_CURVE; i++) {
                double t = (double) i / SEGMENTS_PER_CURVE;
                double s = 1 - t;
                // The four Bernstein polynomials of degree 3.
                double b0 = s * s * s;
                double b1 = 3 * s * s * t;
                double b2 = 3 * s * t * t;
                double b3 = t * t * t;
                double toX = b0 * stroke.x(first)
                        + b1 * stroke.x(first + 1)
                        + b2 * stroke.x(first + 2)
                        + b3 * stroke.x(first + 3);
                double toY = b0 * stroke.y(first)
                        + b1 * stroke.y(first + 1)
                        + b2 * stroke.y(first + 2)
                        + b3 * stroke.y(first + 3);
                segment(fromX, fromY, toX, toY, halfWidth, darkness);
                fromX = toX;
                fromY = toY;
            }
        }
    }

    private void segment(double x0, double y0, double x1, double y1, double halfWidth, double darkness) {
        double reach = halfWidth + EDGE / 2;
        int firstRow = clamp(Math.floor(Math.min(y0, y1) - reach));
        int lastRow = clamp(Math.floor(Math.max(y0, y1) + reach));
        int firstColumn = clamp(Math.floor(Math.min(x0, x1) - reach));
        int lastColumn = clamp(Math.floor(Math.max(x0, x1) + reach));
        double dx = x1 - x0;
        double dy = y1 - y0;
        double lengthSquared = dx * dx + dy * dy;
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                double px = column + 0.5 - x0;
                double py = row + 0.5 - y0;
                double along = lengthSquared == 0 ? 0 : (px * dx + py * dy) / lengthSquared;
                along = Math.max(0, Math.min(1, along));
                double ex = px - along * dx;
                double ey = py - along * dy;
                double distance = Math.sqrt(ex * ex + ey * ey);
                double cover = Math.max(0, Math.min(1, (reach - distance) / EDGE));
                int at = row * SIDE + column;
                ink[at] = Math.max(ink[at], darkness * cover);
            }
        }
    }

    private static int clamp(double pixel) {
        return (int) Math.max(0, Math.min(SIDE - 1, pixel));
    }

    /** Adds to every pixel a number of mean 0 and the given deviation: the sum of two uniform ones. */
    void addNoise(Philox random, double deviation) {
        // Two uniform numbers on [0, 1) together have the variance 1/6.
        double scale = deviation * 2.449489742783178;
        for (int i = 0; i < PIXELS; i++) {
            int bits = random.nextInt();
            ink[i] += scale * ((bits & 0xFFFF) + (bits >>> 16) - 0xFFFF) * 0x1p-16;
        }
    }

    /** Writes the pixels, rounded to 0 … 255 and clipped. */
    void copyTo(byte[] pixels, int offset) {
        for (int i = 0; i < PIXELS; i++) {
            pixels[offset + i] = (byte) (int) Math.max(0, Math.min(255, ink[i] * 255 + 0.5));
        }
    }
}
