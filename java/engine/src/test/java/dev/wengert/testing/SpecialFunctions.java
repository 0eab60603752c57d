package dev.wengert.testing;

/** Special functions that {@link Math} lacks, slowly: by their series, to about 1e-15. */
public final class SpecialFunctions {
    private static final int SHIFT = 30;

    private SpecialFunctions() {}

    /** {@code 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!}, whose terms are of one sign. */
    public static double erf(double x) {
        if (!(Math.abs(x) < 6)) {
            return Math.signum(x);
        }
        double term = x;
        double sum = 0;
        for (int n = 1; Math.abs(term) > 1e-20 * Math.abs(sum); n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /** By Newton's method. */
    public static double erfinv(double x) {
        if (!(Math.abs(x) < 1)) {
            return Math.abs(x) == 1 ? x / 0.0 : Double.NaN;
        }
        double y = 0;
        for (int step = 0; step < 60; step++) {
            y += (x - erf(y)) * Math.sqrt(Math.PI) / 2 * Math.exp(y * y);
        }
        return y;
    }

    /** Stirling's series behind a shift. */
    public static double lgamma(double x) {
        if (Double.isInfinite(x)) {
            return Double.POSITIVE_INFINITY;
        }
        double shifted = x;
        double product = 0;
        for (; shifted < SHIFT; shifted++) {
            product += Math.log(Math.abs(shifted));
        }
        double z = 1 / (shifted * shifted);
        double series = (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z / 1680))) / shifted;
        return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - product;
    }

    /** The derivative of that order of digamma, order 0 being digamma: the asymptotic series behind a shift. */
    public static double polygamma(int order, double x) {
        if (x < 0 && x == Math.floor(x)) {
            return Double.NaN;
        }
        double[] bernoulli = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66};
        double shifted = x;
        double sum = 0;
        for (; shifted < SHIFT; shifted++) {
            sum += Math.pow(shifted, -order - 1);
        }
        // (−1)ⁿ⁺¹ ψ⁽ⁿ⁾(x) = n! Σ + (n−1)!/xⁿ + n!/2xⁿ⁺¹ + Σ B₂ₖ (2k+n−1)! / (2k)! x^(2k+n)
        double tail = factorial(order) / 2 * Math.pow(shifted, -order - 1);
        tail += order == 0 ? -Math.log(shifted) : factorial(order - 1) * Math.pow(shifted, -order);
        for (int k = 1; k <= bernoulli.length; k++) {
            double ratio = factorial(2 * k + order - 1) / factorial(2 * k);
            tail += bernoulli[k - 1] * ratio * Math.pow(shifted, -2 * k - order);
        }
        return (order % 2 == 0 ? -1 : 1) * (factorial(order) * sum + tail);
    }

    private static double factorial(int n) {
        double product = 1;
        for (int i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }

    /** {@code dⁿ/dxⁿ sin(πx)/(πx)}: the derivative of each term of the series, which cancel little for such x. */
    public static double sincDerivative(int order, double x) {
        double sum = 0;
        double power = 1;
        for (int m = order; m < order + 60; m++) {
            if (m % 2 == 0) {
                sum += (m % 4 == 0 ? 1 : -1) * power / (m + 1);
            }
            power *= Math.PI * x / (m - order + 1);
        }
        return Math.pow(Math.PI, order) * sum;
    }
}
