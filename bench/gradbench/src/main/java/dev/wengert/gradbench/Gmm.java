package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.Map;

/** The logarithm of the posterior probability of a mixture of Gaussians with a Wishart prior, as the benchmark simplifies it. */
final class Gmm {
    static final Module MODULE = new Module(
            "gmm",
            Map.of(
                    "objective",
                    Module.compiled((list, input) -> {
                        Data data = Data.of(list, input);
                        list.output("posterior", posterior(data, Mixture.of(list, input)));
                    }),
                    "jacobian",
                    Module.compiled((list, input) -> {
                        Data data = Data.of(list, input);
                        Mixture gradient = Derivatives.grad((Mixture mixture) -> posterior(data, mixture))
                                .apply(Mixture.of(list, input));
                        list.output("alpha", gradient.alpha());
                        list.output("mu", gradient.mu());
                        list.output("q", gradient.q());
                        list.output("l", gradient.l());
                    })));

    private Gmm() {}

    /**
     * What is differentiated by, for k Gaussians in d dimensions.
     *
     * @param alpha logarithms of their weights but for a factor, {@code (k)}
     * @param mu where they are, {@code (k, d)}
     * @param q logarithms of the diagonals of the factors of their precisions, {@code (k, d)}
     * @param l what is below those diagonals, column by column, {@code (k, d(d−1)/2)}
     */
    record Mixture(Register alpha, Register mu, Register q, Register l) {
        static Mixture of(Recording list, JsonNode input) {
            return new Mixture(
                    list.input("alpha", input.get("alpha")),
                    list.input("mu", input.get("mu")),
                    list.input("q", input.get("q")),
                    list.input("l", input.get("l")));
        }
    }

    /**
     * What is given.
     *
     * @param x points, {@code (n, d)}
     * @param triangle where each element of a {@code (d, d)} factor is in a row of l; behind the row above the diagonal
     * @param halves {@code (n + 1 − j)/2} for j = 1…d, where n are the degrees of freedom, the arguments of Γ in the prior
     */
    private record Data(Register x, Register triangle, Register halves, double m, double gamma) {
        static Data of(Recording list, JsonNode input) {
            int d = input.get("d").intValue();
            int m = input.get("m").intValue();
            double[] halves = new double[d];
            for (int j = 1; j <= d; j++) {
                halves[j - 1] = (d + m + 1 + 1 - j) / 2.0;
            }
            return new Data(
                    list.input("x", input.get("x")),
                    list.input("triangle", Tensor.of(Shape.of((long) d * d), triangle(d))),
                    list.input("halves", Tensor.of(Shape.of(d), halves)),
                    m,
                    input.get("gamma").doubleValue());
        }

        private static int[] triangle(int d) {
            int[] positions = new int[d * d];
            int below = d * (d - 1) / 2;
            int next = 0;
            for (int column = 0; column < d; column++) {
                for (int row = 0; row < d; row++) {
                    positions[row * d + column] = row > column ? next++ : below;
                }
            }
            return positions;
        }

        long n() {
            return x.type().shape().dim(0);
        }

        long d() {
            return x.type().shape().dim(1);
        }
    }

    private static Register posterior(Data data, Mixture mixture) {
        Register beta = mixture.alpha()
                .add(mixture.q().sum(1))
                .sub(squares(data, mixture).mul(0.5));
        return beta.logsumexp(1)
                .sum()
                .sub(mixture.alpha()
                        .logsumexp(0)
                        .add(data.d() * 0.5 * Math.log(2 * Math.PI))
                        .mul((double) data.n()))
                .add(prior(data, mixture));
    }

    /** {@code |Qₖ (xᵢ − μₖ)|²} for each point and each Gaussian, {@code (n, k)}. */
    private static Register squares(Data data, Mixture mixture) {
        long n = data.n();
        long d = data.d();
        long k = mixture.alpha().type().size();
        Register nothing = data.x().builder().fill(0, mixture.alpha().type().withShape(Shape.of(k, 1)));
        Register below = Operators.concatenate(1, mixture.l(), nothing)
                .indexSelect(1, data.triangle())
                .reshape(k, d, d);
        Register one = data.x().builder().fill(1, mixture.alpha().type().withShape(Shape.of(d)));
        Register factors = below.add(mixture.q().exp().reshape(k, d, 1).mul(one.diag()));
        Register means = factors.matmul(mixture.mu().reshape(k, d, 1)).reshape(k * d);
        return data.x()
                .matmul(factors.reshape(k * d, d), false, true)
                .add(means.neg())
                .reshape(n, k, d)
                .call("sum_squares", Map.of("axes", Axes.of(2)));
    }

    private static Register prior(Data data, Mixture mixture) {
        double d = data.d();
        double k = mixture.alpha().type().size();
        double freedom = d + data.m() + 1;
        Register frobenius =
                mixture.q().mul(2).exp().sum().add(mixture.l().square().sum());
        Register logGamma = Operators.lgamma(data.halves()).sum().add(d * (d - 1) / 4 * Math.log(Math.PI));
        return logGamma.neg()
                .add(freedom * d * Math.log(data.gamma() / Math.sqrt(2)))
                .mul(k)
                .sub(frobenius.mul(data.gamma() * data.gamma() / 2))
                .add(mixture.q().sum().mul(data.m()));
    }
}
