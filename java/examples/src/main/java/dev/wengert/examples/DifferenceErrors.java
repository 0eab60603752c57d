package dev.wengert.examples;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.inspect.FiniteDifferences;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The derivative of {@code f(x) = 64(1 − x)(1 − 2x)²(1 − 8x + 8x²)²} at 0.2 by differences of values and by reverse mode.
 *
 * <p>The error of a difference falls with h as long as it is of truncation, as h for forward and h² for central differences; then
 * it rises as 1/h, as values that nearly agree are subtracted (Baydin et al., Automatic Differentiation in Machine Learning: a
 * Survey, figure 3). Even the best step costs half or a third of the digits. A list is differentiated exactly, up to rounding.
 */
public final class DifferenceErrors {
    private static final double X = 0.2;

    /** The coefficients of f′ multiplied out, from that of x⁶ on. */
    private static final long[] SLOPE = {-114688, 393216, -532480, 360448, -126720, 21504, -1344};

    private DifferenceErrors() {}

    /** The function. */
    public static Register f(Register x) {
        Register a = x.neg().add(1);
        Register b = x.mul(-2).add(1);
        Register c = x.square().sub(x).mul(8).add(1);
        return a.mul(b.square()).mul(c.square()).mul(64);
    }

    private static double evaluate(Function<Register, Register> function, double x) {
        ListBuilder list = WengertList.builder("function");
        list.output("y", function.apply(list.input("x", DType.F64)));
        try (Tensor at = Tensor.scalar(x);
                Tensor y = Program.compile(list.build()).call(at)) {
            return y.item();
        }
    }

    /** f′(0.2) without any rounding, from the polynomial. */
    public static BigDecimal exact() {
        BigDecimal sum = BigDecimal.ZERO;
        for (long coefficient : SLOPE) {
            sum = sum.multiply(new BigDecimal(X)).add(BigDecimal.valueOf(coefficient));
        }
        return sum;
    }

    private static double error(double found) {
        return new BigDecimal(found).subtract(exact()).abs().doubleValue();
    }

    /** The error of reverse mode. */
    public static double errorOfReverseMode() {
        return error(evaluate(Derivatives.grad(DifferenceErrors::f), X));
    }

    /** Steps from 1 to 1e-16, four in each decade. */
    public static double[] steps() {
        return IntStream.rangeClosed(0, 64)
                .mapToDouble(i -> Math.pow(10, -i / 4.0))
                .toArray();
    }

    /** The error of differences for each of these steps. */
    public static double[] errors(FiniteDifferences differences) {
        return Arrays.stream(steps())
                .map(h -> error(differences.derivative(x -> evaluate(DifferenceErrors::f, x), X, h)))
                .toArray();
    }

    /** The plot of errors over steps, as SVG. */
    public static String plot() {
        double[] exact = new double[steps().length];
        Arrays.fill(exact, errorOfReverseMode());
        return new LogPlot("Error of f′(0.2)", new LogPlot.Axis("step h", -16, 0), new LogPlot.Axis("error", -16, 6))
                .line("forward differences", steps(), errors(FiniteDifferences.FORWARD))
                .line("central differences", steps(), errors(FiniteDifferences.CENTRAL))
                .line("reverse mode", steps(), exact)
                .toString();
    }

    /** Writes the plot into a file, {@code errors.svg} if none is named. */
    public static void main(String[] args) throws IOException {
        Path file = Files.writeString(Path.of(args.length > 0 ? args[0] : "errors.svg"), plot());
        System.out.println("reverse mode: " + errorOfReverseMode() + ", differences: " + file.toAbsolutePath());
    }
}
