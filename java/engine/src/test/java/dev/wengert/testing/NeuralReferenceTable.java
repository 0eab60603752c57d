package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.array;
import static dev.wengert.testing.ReferenceTable.each;
import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** What the operators of neural networks compute, one element after the other. */
final class NeuralReferenceTable {
    private NeuralReferenceTable() {}

    static void addAll() {
        each("linear",               NeuralReferenceTable::linear);
        each("embedding",            NeuralReferenceTable::embedding);
        row("layer_norm",            call -> rows(call).normalized(call, true));
        row("rms_norm",              call -> rows(call).normalized(call, false));
        row("group_norm",            call -> groups(call).normalized(call, true));
        row("layer_norm_vjp",        call -> rows(call).vjp(call, true));
        row("rms_norm_vjp",          call -> rows(call).vjp(call, false));
        row("group_norm_vjp",        call -> groups(call).vjp(call, true));
        row("batch_norm",            NeuralReferenceTable::batchNorm);
        row("batch_norm_inference",  call -> channels(call).affine(call, channels(call).given(call, 1, 2), 3, 4));
        row("batch_norm_training",   NeuralReferenceTable::batchNormTraining);
        row("batch_norm_training_vjp", call -> channels(call).vjp(call, channels(call).given(call, 1, 2), true, 3, 4));
        each("normalize",            NeuralReferenceTable::normalize);
        each("dropout",              NeuralReferenceTable::dropout);
    }

    private static double linear(Call call, int i) {
        Shape w = call.shape(1);
        int n = w.rank() == 2 ? (int) w.dim(0) : 1;
        int k = (int) w.dim(-1);
        double sum = call.y().size() == 3 ? call.at(2, i % n) : 0;
        for (int p = 0; p < k; p++) {
            sum += call.at(0, i / n * k + p) * call.at(1, i % n * k + p);
        }
        return sum;
    }

    private static double embedding(Call call, int i) {
        int d = (int) call.shape(1).dim(1);
        long row = (long) call.at(0, i / d);
        return call.at(1, row * d + i % d);
    }

    /** Mean, variance and factor of each line. */
    private static final class Moments {
        final double[] mean;
        final double[] var;
        final double[] factor;

        Moments(double[] mean, double[] var, double eps) {
            this.mean = mean;
            this.var = var;
            this.factor = array(var.length, l -> 1 / Math.sqrt(var[l] + eps));
        }
    }

    /** Which line an element is of, and which weight it has. */
    private record Lines(int size, int lines, int weights, IntUnaryOperator line, IntUnaryOperator weight) {
        double[] sums(int count, IntUnaryOperator group, IntToDoubleFunction term) {
            double[] sums = new double[count];
            for (int i = 0; i < size; i++) {
                sums[group.applyAsInt(i)] += term.applyAsDouble(i);
            }
            return sums;
        }

        double[] means(IntToDoubleFunction term) {
            double[] sums = sums(lines, line, term);
            double count = size / Math.max(1.0, lines);
            return array(lines, l -> sums[l] / count);
        }

        Moments moments(Call call, boolean centred) {
            double[] mean = centred ? means(i -> call.at(0, i)) : new double[lines];
            double[] var = means(i -> Math.pow(call.at(0, i) - mean[line.applyAsInt(i)], 2));
            return new Moments(mean, var, call.number("eps"));
        }

        Moments given(Call call, int mean, int var) {
            return new Moments(array(lines, l -> call.at(mean, l)), array(lines, l -> call.at(var, l)), call.number("eps"));
        }

        double h(Call call, Moments of, int i) {
            return (call.at(0, i) - of.mean[line.applyAsInt(i)]) * of.factor[line.applyAsInt(i)];
        }

        double[][] normalized(Call call, boolean centred) {
            return affine(call, moments(call, centred), 1, centred ? 2 : -1);
        }

        double[][] affine(Call call, Moments of, int w, int b) {
            return new double[][] {
                array(size, i -> h(call, of, i) * call.at(w, weight.applyAsInt(i)) + (b < 0 ? 0 : call.at(b, weight.applyAsInt(i))))
            };
        }

        double[][] vjp(Call call, boolean centred) {
            return vjp(call, moments(call, centred), centred, 1, 2);
        }

        double[][] vjp(Call call, Moments of, boolean centred, int w, int dy) {
            IntToDoubleFunction g = i -> call.at(dy, i) * call.at(w, weight.applyAsInt(i));
            double[] mean = means(g);
            double[] slope = means(i -> g.applyAsDouble(i) * h(call, of, i));
            double[] dx = array(size, i -> of.factor[line.applyAsInt(i)]
                    * (g.applyAsDouble(i) - (centred ? mean[line.applyAsInt(i)] : 0) - h(call, of, i) * slope[line.applyAsInt(i)]));
            double[] dw = sums(weights, weight, i -> call.at(dy, i) * h(call, of, i));
            double[] db = sums(weights, weight, i -> call.at(dy, i));
            return centred ? new double[][] {dx, dw, db} : new double[][] {dx, dw};
        }
    }

    private static Lines rows(Call call) {
        int n = (int) call.shape(1).size();
        int size = (int) call.shape(0).size();
        return new Lines(size, n == 0 ? 0 : size / n, n, i -> i / n, i -> i % n);
    }

    private static Lines groups(Call call) {
        Shape x = call.shape(0);
        int groups = call.integer("numGroups");
        int channels = (int) x.dim(1);
        int length = (int) x.slice(2, x.rank()).size();
        int line = channels / groups * length;
        return new Lines((int) x.size(), (int) x.dim(0) * groups, channels, i -> i / line, i -> i / length % channels);
    }

    private static Lines channels(Call call) {
        Shape x = call.shape(0);
        int channels = (int) x.dim(1);
        int length = (int) x.slice(2, x.rank()).size();
        IntUnaryOperator channel = i -> i / length % channels;
        return new Lines((int) x.size(), channels, channels, channel, channel);
    }

    private static double[][] batchNormTraining(Call call) {
        Moments of = channels(call).moments(call, true);
        return new double[][] {channels(call).affine(call, of, 1, 2)[0], of.mean, of.var};
    }

    private static double[][] batchNorm(Call call) {
        Lines channels = channels(call);
        if (!call.flag("training")) {
            return channels.affine(call, channels.given(call, 1, 2), 3, 4);
        }
        Moments of = channels.moments(call, true);
        double count = channels.size / Math.max(1.0, channels.lines);
        double momentum = call.number("momentum");
        return new double[][] {
            channels.affine(call, of, 3, 4)[0],
            array(channels.lines, c -> (1 - momentum) * call.at(1, c) + momentum * of.mean[c]),
            array(channels.lines, c -> (1 - momentum) * call.at(2, c) + momentum * of.var[c] * count / (count - 1))
        };
    }

    private static double normalize(Call call, int i) {
        Shape x = call.shape(0);
        int axis = Axes.normalize(call.integer("axis"), x.rank());
        int inner = (int) x.slice(axis + 1, x.rank()).size();
        int n = (int) x.dim(axis);
        double p = call.number("p");
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += Math.pow(Math.abs(call.at(0, i / (n * inner) * n * inner + j * inner + i % inner)), p);
        }
        return call.at(0, i) / Math.max(Math.pow(sum, 1 / p), call.number("eps"));
    }

    /** Of 32 elements, the first 16 have words 0 and 2 of eight blocks by turns, the others words 1 and 3. */
    private static double dropout(Call call, int i) {
        int[] block = {i / 32 * 8 + i % 16 / 2, 0, call.integer("stream"), (int) call.at(1, 0)};
        RandomReferenceTable.philox(block, call.integer("seed"), 0);
        double u = Integer.toUnsignedLong(block[i % 2 * 2 + i % 32 / 16]) * 0x1p-32;
        double p = call.number("p");
        return u < p ? 0 : call.at(0, i) / (1 - p);
    }
}
