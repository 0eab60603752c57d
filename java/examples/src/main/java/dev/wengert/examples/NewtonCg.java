package dev.wengert.examples;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Newton's method on {@link Rosenbrock}'s function. Each system {@code H·p = −g} is solved by conjugate gradients, which ask for
 * products {@code H·v} alone; the Hessian is never formed (Nocedal and Wright, Numerical Optimization, algorithm 7.1).
 */
public final class NewtonCg implements AutoCloseable {
    private static final double TOLERANCE = 1e-10;
    private static final int MOST_STEPS = 1000;

    private final Tensor x;
    private final Tensor v;
    private final Session gradient;
    private final Session product;
    private int products;

    private NewtonCg(int n) {
        x = Tensor.zeros(DType.F64, n);
        v = Tensor.zeros(DType.F64, n);
        gradient = Program.compile(Rosenbrock.gradient(n)).open();
        product = Program.compile(Rosenbrock.product(n, Derivatives::hessianVectorProduct))
                .open();
        gradient.bind("x", x);
        product.bind("x", x);
        product.bind("v", v);
    }

    /** Where f is least, its value there, and the steps and products that it took. */
    public record Minimum(List<Double> x, double f, int steps, int products) {}

    /** Minimises f from a point, with steps that are halved until it falls. */
    public static Minimum minimize(double... start) {
        try (NewtonCg method = new NewtonCg(start.length)) {
            double[] x = start;
            double f = method.value(x);
            double[] g = method.gradient.tensor("g").toDoubles();
            int steps = 0;
            for (; ConjugateGradients.norm(g) > TOLERANCE && steps < MOST_STEPS; steps++) {
                double[] p = ConjugateGradients.solve(method::times, g);
                double length = 1;
                while (method.value(ConjugateGradients.plus(x, length, p))
                        > f + 1e-4 * length * ConjugateGradients.dot(g, p)) {
                    length /= 2;
                }
                x = ConjugateGradients.plus(x, length, p);
                f = method.gradient.value("f");
                g = method.gradient.tensor("g").toDoubles();
            }
            return new Minimum(Arrays.stream(x).boxed().toList(), f, steps, method.products);
        }
    }

    private double value(double[] at) {
        x.copyFrom(at);
        gradient.run();
        return gradient.value("f");
    }

    private double[] times(double[] direction) {
        v.copyFrom(direction);
        product.run();
        products++;
        return product.tensor("hv").toDoubles();
    }

    @Override
    public void close() {
        gradient.close();
        product.close();
        x.close();
        v.close();
    }

    /** Minimises the functions of 2 to 1,000 arguments. */
    public static void main(String[] args) {
        for (int n : new int[] {2, 5, 100, 1000}) {
            Minimum found = minimize(n == 2 ? new double[] {-1.2, 1} : Rosenbrock.start(n));
            System.out.printf("%d: f = %.1e, %d steps, %d products%n", n, found.f(), found.steps(), found.products());
        }
    }
}
