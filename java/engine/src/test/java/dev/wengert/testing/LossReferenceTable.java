package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.array;
import static dev.wengert.testing.ReferenceTable.binary;
import static dev.wengert.testing.ReferenceTable.each;
import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** What losses are, by their definitions. */
final class LossReferenceTable {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private LossReferenceTable() {}

    static void addAll() {
        binary("logistic_loss", LossReferenceTable::logistic);
        binary("log_loss",      LossReferenceTable::logLoss);
        each("huber",           (call, i) -> huber(call.at(0, i), call.number("delta")));
        pair("mse_loss",        (call, x, t) -> (x - t) * (x - t));
        pair("l1_loss",         (call, x, t) -> Math.abs(x - t));
        pair("smooth_l1_loss",  (call, x, t) -> call.number("beta") == 0 ? Math.abs(x - t) : huber(x - t, call.number("beta")) / call.number("beta"));
        pair("huber_loss",      (call, x, t) -> huber(x - t, call.number("delta")));
        pair("kl_div",          (call, x, t) -> call.flag("logTarget") ? Math.exp(t) * (t - x) : t * (Math.log(t) - x));
        pair("hinge_loss",      (call, x, t) -> Math.max(0, call.number("margin") - t * x));
        pair("hinge_embedding_loss", (call, x, t) -> t == 1 ? x : Math.max(0, call.number("margin") - x));
        pair("poisson_nll_loss",     LossReferenceTable::poisson);
        weighted("binary_cross_entropy", LossReferenceTable::logLoss);
        row("binary_cross_entropy_with_logits", LossReferenceTable::withLogits);
        row("gaussian_nll_loss",     LossReferenceTable::gaussian);
        row("cross_entropy",         call -> new Scores(call).crossEntropy());
        row("nll_loss",              call -> new Scores(call).nll());
        row("multi_margin_loss",     call -> new Scores(call).multiMargin());
        row("margin_ranking_loss",   LossReferenceTable::ranking);
        row("cosine_embedding_loss", LossReferenceTable::cosineEmbedding);
        row("triplet_margin_loss",   LossReferenceTable::triplet);
        row("cosine_similarity",     LossReferenceTable::cosineSimilarity);
        each("pairwise_distance",    (call, i) -> distance(call, 0, 1, i));
    }

    /** The loss of an element and its target. */
    interface Pair {
        double of(Call call, double x, double t);
    }

    private static void pair(String name, Pair loss) {
        row(name, call -> reduced(call, array((int) call.shape(0).size(), i -> loss.of(call, call.at(0, i), call.at(1, i)))));
    }

    private static void weighted(String name, DoubleBinaryOperator loss) {
        row(name, call -> reduced(call, array((int) call.shape(0).size(), i -> weight(call, 2, i) * loss.applyAsDouble(call.at(0, i), call.at(1, i)))));
    }

    /** The element of operand {@code operand} for element {@code i} of the first; 1 where there is no such operand. */
    private static double weight(Call call, int operand, int i) {
        return operand < call.y().size() ? under(call, operand, i, call.shape(0)) : 1;
    }

    private static double under(Call call, int operand, int i, Shape shape) {
        return call.at(operand, Call.index(Call.coordinates(i, shape), call.shape(operand)));
    }

    private static double[][] reduced(Call call, double[] losses) {
        return reduced(call, losses, losses.length);
    }

    private static double[][] reduced(Call call, double[] losses, double count) {
        double sum = Arrays.stream(losses).sum();
        return new double[][] {
            switch ((String) call.attribute("reduction")) {
                case "none" -> losses;
                case "sum" -> new double[] {sum};
                case "batchmean" -> new double[] {sum / call.shape(0).dim(0)};
                default -> new double[] {sum / count};
            }
        };
    }

    private static double huber(double x, double delta) {
        return Math.abs(x) < delta ? x * x / 2 : delta * (Math.abs(x) - delta / 2);
    }

    private static double logistic(double x, double t) {
        return Math.abs(x) * (x < 0 ? t : 1 - t) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double logLoss(double x, double t) {
        return -t * Math.max(Math.log(x), -100) - (1 - t) * Math.max(Math.log(1 - x), -100);
    }

    private static double poisson(Call call, double x, double t) {
        double loss = call.flag("logInput") ? Math.exp(x) - t * x : x - t * Math.log(x + call.number("eps"));
        return call.flag("full") && t > 1 ? loss + t * Math.log(t) - t + 0.5 * (LOG_2_PI + Math.log(t)) : loss;
    }

    private static double[][] withLogits(Call call) {
        boolean posWeight = call.flag("posWeight");
        int last = call.y().size() - 1;
        return reduced(call, array((int) call.shape(0).size(), i -> {
            double p = 1 / (1 + Math.exp(-call.at(0, i)));
            double t = call.at(1, i);
            double positive = posWeight ? weight(call, last, i) : 1;
            double weight = posWeight && last == 2 ? 1 : weight(call, 2, i);
            return -weight * (positive * t * Math.log(p) + (1 - t) * Math.log(1 - p));
        }));
    }

    private static double[][] gaussian(Call call) {
        Shape shape = call.shape(0);
        boolean perRow = call.shape(2).rank() < shape.rank();
        return reduced(call, array((int) shape.size(), i -> {
            double var = perRow ? call.at(2, i / shape.dim(-1)) : under(call, 2, i, shape);
            double v = Math.max(var, call.number("eps"));
            double d = call.at(0, i) - call.at(1, i);
            return 0.5 * (Math.log(v) + d * d / v) + (call.flag("full") ? 0.5 * LOG_2_PI : 0);
        }));
    }

    private static double[][] ranking(Call call) {
        Shape shape = call.shape(0).broadcast(call.shape(1)).broadcast(call.shape(2));
        return reduced(call, array((int) shape.size(), i -> Math.max(0,
                call.number("margin") - under(call, 2, i, shape) * (under(call, 0, i, shape) - under(call, 1, i, shape)))));
    }

    private static double[][] cosineEmbedding(Call call) {
        return reduced(call, array((int) call.shape(2).size(), i -> {
            double cosine = cosine(call.row(0, i), call.row(1, i), 0);
            return call.at(2, i) == 1 ? 1 - cosine : Math.max(0, cosine - call.number("margin"));
        }));
    }

    private static double cosine(double[] x, double[] y, double eps) {
        double dot = 0;
        double xs = 0;
        double ys = 0;
        for (int i = 0; i < x.length; i++) {
            dot += x[i] * y[i];
            xs += x[i] * x[i];
            ys += y[i] * y[i];
        }
        return dot / (Math.max(Math.sqrt(xs), eps) * Math.max(Math.sqrt(ys), eps));
    }

    private static double[][] cosineSimilarity(Call call) {
        Shape shape = call.shape(0).broadcast(call.shape(1));
        int axis = Axes.normalize(call.integer("axis"), shape.rank());
        Shape rest = shape.reduce(Axes.of(axis), false);
        return new double[][] {array((int) rest.size(), i -> {
            double[][] vectors = new double[2][(int) shape.dim(axis)];
            for (int k = 0; k < shape.dim(axis); k++) {
                long[] at = Shape.of(Call.coordinates(i, rest)).insert(axis, k).dims();
                vectors[0][k] = call.at(0, Call.index(at, call.shape(0)));
                vectors[1][k] = call.at(1, Call.index(at, call.shape(1)));
            }
            return cosine(vectors[0], vectors[1], call.number("eps"));
        })};
    }

    /** The distance of vectors number {@code i} of two operands, either of which may have only one. */
    private static double distance(Call call, int a, int b, int i) {
        double p = call.number("p");
        double[] x = call.row(a, call.shape(a).rank() == 1 ? 0 : i);
        double[] y = call.row(b, call.shape(b).rank() == 1 ? 0 : i);
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += Math.pow(Math.abs(x[k] - y[k] + call.number("eps")), p);
        }
        return Math.pow(sum, 1 / p);
    }

    private static double[][] triplet(Call call) {
        int vectors = (int) (call.shape(0).size() / call.shape(0).dim(-1));
        return reduced(call, array(vectors, i -> {
            double far = distance(call, 0, 2, i);
            far = call.flag("swap") ? Math.min(far, distance(call, 1, 2, i)) : far;
            return Math.max(0, call.number("margin") + distance(call, 0, 1, i) - far);
        }));
    }

    /** Scores of classes (n, classes, inner) and their targets. */
    private record Scores(Call call, int classes, int inner, int samples) {
        Scores(Call call) {
            this(call, call.shape(0).rank() == 1 ? List.of(1L, call.shape(0).dim(0), 1L) : List.of(call.shape(0).dim(0), call.shape(0).dim(1), call.shape(0).slice(2, call.shape(0).rank()).size()));
        }

        private Scores(Call call, List<Long> dims) {
            this(call, dims.get(1).intValue(), dims.get(2).intValue(), (int) (dims.get(0) * dims.get(2)));
        }

        private double at(int operand, int sample, int c) {
            return call.at(operand, ((long) sample / inner * classes + c) * inner + sample % inner);
        }

        private double[] scores(int sample) {
            return array(classes, c -> at(0, sample, c));
        }

        private double weight(int c) {
            return call.y().size() > 2 ? call.at(2, c) : 1;
        }

        private int label(int sample) {
            return (int) call.at(1, sample);
        }

        private boolean counts(int sample) {
            return label(sample) != call.integer("ignoreIndex");
        }

        private double mass() {
            double mass = 0;
            for (int s = 0; s < samples; s++) {
                mass += counts(s) ? weight(label(s)) : 0;
            }
            return mass;
        }

        double[][] nll() {
            return reduced(call, array(samples, s -> counts(s) ? -weight(label(s)) * at(0, s, label(s)) : 0), mass());
        }

        double[][] crossEntropy() {
            boolean indices = call.y().get(1).dtype().isInteger();
            double smoothing = call.number("labelSmoothing");
            double[] losses = array(samples, s -> {
                double[] x = scores(s);
                double lse = Math.log(Arrays.stream(x).map(Math::exp).sum());
                double loss = 0;
                for (int c = 0; c < classes; c++) {
                    double t = indices ? (label(s) == c ? 1 : 0) : at(1, s, c);
                    loss -= weight(c) * ((1 - smoothing) * t + smoothing / classes) * (x[c] - lse);
                }
                return indices && !counts(s) ? 0 : loss;
            });
            return reduced(call, losses, indices ? mass() : samples);
        }

        double[][] multiMargin() {
            return reduced(call, array(samples, s -> {
                double[] x = scores(s);
                double sum = 0;
                for (int c = 0; c < classes; c++) {
                    double over = Math.max(0, call.number("margin") - x[label(s)] + x[c]);
                    sum += c == label(s) ? 0 : Math.pow(over, call.number("p"));
                }
                return weight(label(s)) * sum / classes;
            }));
        }
    }
}
