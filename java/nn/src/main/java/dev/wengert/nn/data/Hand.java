package dev.wengert.nn.data;

import dev.wengert.nn.random.Philox;

/**
 * How one digit is written: an affine map from the unit square of {@link Glyphs} to pixels, a tremble, and a pen.
 *
 * <p>With the digit's middle at the origin, a point goes to {@code (a·x + b·y + left, c·x + d·y + top)}.
 *
 * @param tremble deviation of each control point, in units of the digit's height
 * @param halfWidth half the thickness of the pen, in pixels
 * @param ink how dark the strokes are, 0 to 1
 */
record Hand(
        double a, double b, double c, double d, double left, double top, double tremble, double halfWidth, double ink) {

    private static final double MIDDLE = Canvas.SIDE / 2.0;

    static Hand random(Philox random) {
        double height = random.nextUniform(14.0, 20.5);
        double width = height * random.nextUniform(0.72, 1.15);
        double turn = random.nextUniform(-0.25, 0.25);
        double slant = random.nextUniform(-0.15, 0.45);
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        // Slant first (x grows towards the top of the digit), then stretch, then turn.
        return new Hand(
                cos * width,
                -cos * slant * height - sin * height,
                sin * width,
                -sin * slant * height + cos * height,
                MIDDLE + random.nextUniform(-2.2, 2.2),
                MIDDLE + random.nextUniform(-2.2, 2.2),
                random.nextUniform(0.0, 0.055),
                random.nextUniform(0.7, 1.7),
                random.nextUniform(0.65, 1.0));
    }

    /** The stroke in pixels: a new one. */
    Glyphs.Stroke write(Glyphs.Stroke stroke, Philox random) {
        int points = stroke.points();
        double[] x = new double[points];
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            double u = stroke.x(i) - 0.5 + tremble * random.nextNormal();
            double v = stroke.y(i) - 0.5 + tremble * random.nextNormal();
            x[i] = a * u + b * v + left;
            y[i] = c * u + d * v + top;
        }
        return new Glyphs.Stroke(x, y);
    }

    /** A short curve that belongs to no digit, in pixels. */
    static Glyphs.Stroke smudge(Philox random) {
        double[] x = new double[4];
        double[] y = new double[4];
        x[0] = random.nextUniform(0, Canvas.SIDE);
        y[0] = random.nextUniform(0, Canvas.SIDE);
        for (int i = 1; i < 4; i++) {
            x[i] = x[i - 1] + random.nextUniform(-3.0, 3.0);
            y[i] = y[i - 1] + random.nextUniform(-3.0, 3.0);
        }
        return new Glyphs.Stroke(x, y);
    }
}
