package dev.wengert.testing;

import dev.wengert.list.Operator;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/** What every operator computes, written down once more in plain Java: by its definition, one element after the other. */
public final class ReferenceTable {
    private static final Map<String, Function<Call, double[][]>> ROWS = new TreeMap<>();

    static {
        unary("neg",     x -> -x);
        unary("exp",     Math::exp);
        unary("log",     Math::log);
        unary("tanh",    Math::tanh);
        unary("sigmoid", x -> 1 / (1 + Math.exp(-x)));
        unary("relu",    x -> Math.max(x, 0));
        unary("square",  x -> x * x);
        unary("sqrt",    Math::sqrt);
        binary("add",         (x, y) -> x + y);
        binary("sub",         (x, y) -> x - y);
        binary("mul",         (x, y) -> x * y);
        binary("div",         (x, y) -> x / y);
        binary("pow",         ReferenceTable::pow);
        binary("xlogy",       (x, y) -> x == 0 && !Double.isNaN(y) ? 0 : x * Math.log(y));
        binary("pow_dx",      (x, y) -> y == 0 ? 0 : y * pow(x, y - 1));
        binary("pow_dy",      (x, y) -> x == 0 && y >= 0 ? 0 : pow(x, y) * Math.log(x));
        binary("tanh_vjp",    (y, dy) -> dy * ((1 - y) * (1 + y)));
        binary("sigmoid_vjp", (y, dy) -> dy * (y * (1 - y)));
        binary("relu_vjp",    (x, dy) -> x <= 0 ? 0 : dy);
        binary("equal",       (x, y) -> x == y ? 1 : 0);
        each("cast",      (call, i) -> cast(call.at(0, i), call.z().get(0).dtype()));
        each("fill",      (call, i) -> call.number("value"));
        each("reshape",   (call, i) -> call.at(0, i));
        each("broadcast", (call, i) -> call.broadcast(0, i));
        each("transpose", ReferenceTable::transpose);
        ArrangementReferenceTable.addAll();
        ElementwiseReferenceTable.addAll();
        SelectionReferenceTable.addAll();
        LossReferenceTable.addAll();
        reduction("sum",            all -> all.stream().mapToDouble(x -> x).sum());
        reduction("sum_squares",    all -> all.stream().mapToDouble(x -> x * x).sum());
        reduction("mean",           all -> all.stream().mapToDouble(x -> x).sum() / all.size());
        reduction("frobenius_norm", all -> Math.sqrt(all.stream().mapToDouble(x -> x * x).sum()));
        reduction("max",            all -> all.stream().mapToDouble(x -> x).reduce(Double.NEGATIVE_INFINITY, Math::max));
        row("argmax",      call -> grouped(call, Axes.of(call.integer("axis")), ReferenceTable::argmax));
        ProductReferenceTable.addAll();
        LinalgReferenceTable.addAll();
        ConvolutionReferenceTable.addAll();
        NeuralReferenceTable.addAll();
        AttentionReferenceTable.addAll();
        PoolingReferenceTable.addAll();
        lines("softmax",         (x, none) -> at(x, logSumExp(x), (i, lse) -> Math.exp(x[i] - lse)));
        lines("log_softmax",     (x, none) -> at(x, logSumExp(x), (i, lse) -> x[i] - lse));
        lines("softmax_vjp",     (y, dy)   -> at(y, dot(dy, y),   (i, dot) -> y[i] * (dy[i] - dot)));
        lines("log_softmax_vjp", (y, dy)   -> at(y, sum(dy),      (i, sum) -> dy[i] - Math.exp(y[i]) * sum));
        each("softmax_cross_entropy",     ReferenceTable::crossEntropy);
        each("softmax_cross_entropy_vjp", ReferenceTable::crossEntropyVjp);
        each("one_hot",     (call, i) -> call.at(0, i / call.integer("classes")) == i % call.integer("classes") ? 1 : 0);
        each("gather",      ReferenceTable::gather);
        row("scatter_add",  ReferenceTable::scatterAdd);
        row("sgd",          ReferenceTable::sgd);
        row("sgd_rows",     ReferenceTable::sgdRows);
        row("momentum",     ReferenceTable::momentum);
        row("adam",         ReferenceTable::adam);
        RandomReferenceTable.addAll();
        RecurrentReferenceTable.addAll();
        ControlReferenceTable.addAll();
    }

    private ReferenceTable() {}

    /** The operators that have a reference. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(ROWS.keySet());
    }

    /** The results of an operator, of those types. */
    public static List<Tensor> compute(Operator operator, List<Tensor> y, List<TensorType> z) {
        double[][] results = ROWS.get(operator.name()).apply(new Call(operator.attributes(), y, z));
        Tensor[] tensors = new Tensor[results.length];
        Arrays.setAll(tensors, i -> Values.of(z.get(i), results[i]));
        return List.of(tensors);
    }

    /** An element of a result. */
    interface Element {
        double of(Call call, int i);
    }

    /** An element of a line, given a number that belongs to the whole line. */
    interface OfLine {
        double of(int i, double line);
    }

    static void row(String name, Function<Call, double[][]> results) {
        ROWS.put(name, results);
    }

    static void each(String name, Element element) {
        row(name, call -> new double[][] {array(call.size(), i -> element.of(call, i))});
    }

    static void unary(String name, DoubleUnaryOperator f) {
        each(name, (call, i) -> f.applyAsDouble(call.at(0, i)));
    }

    static void binary(String name, DoubleBinaryOperator f) {
        each(name, (call, i) -> f.applyAsDouble(call.broadcast(0, i), call.broadcast(1, i)));
    }

    static void reduction(String name, ToDoubleFunction<List<Double>> f) {
        row(name, call -> grouped(call, (Axes) call.attribute("axes"), f));
    }

    /** Lines along an axis, given that line of the first and of the last operand. */
    static void lines(String name, BinaryOperator<double[]> f) {
        row(name, call -> {
            int axis = Axes.normalize(call.integer("axis"), call.shape(0).rank());
            double[] result = new double[call.size()];
            int n = (int) call.shape(0).dim(axis);
            int inner = (int) call.shape(0).slice(axis + 1, call.shape(0).rank()).size();
            for (int start = 0; start < result.length; start++) {
                if (start / inner % n == 0) {
                    int from = start;
                    double[] x = array(n, i -> call.at(0, from + i * inner));
                    double[] y = array(n, i -> call.at(call.y().size() - 1, from + i * inner));
                    double[] line = f.apply(x, y);
                    for (int i = 0; i < n; i++) {
                        result[from + i * inner] = line[i];
                    }
                }
            }
            return new double[][] {result};
        });
    }

    static double[] array(int n, IntToDoubleFunction f) {
        double[] result = new double[n];
        Arrays.setAll(result, f);
        return result;
    }

    private static double[] at(double[] x, double line, OfLine f) {
        return array(x.length, i -> f.of(i, line));
    }

    static double[][] grouped(Call call, Axes axes, ToDoubleFunction<List<Double>> f) {
        List<List<Double>> groups = call.groups(axes);
        return new double[][] {array(groups.size(), i -> f.applyAsDouble(groups.get(i)))};
    }

    /** As C99 has it: 1 to any power is 1, and so is −1 to an infinite one. */
    private static double pow(double x, double y) {
        return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
    }

    private static double cast(double x, DType dtype) {
        return switch (dtype) {
            case F32 -> (float) x;
            case F64 -> x;
            case I32 -> (int) x;
            case I64 -> (long) x;
            case BOOL -> x != 0 ? 1 : 0;
        };
    }

    private static double transpose(Call call, int i) {
        int[] order = ((Axes) call.attribute("order")).permutation(call.shape(0).rank());
        long[] to = Call.coordinates(i, call.z().get(0).shape());
        long[] from = new long[to.length];
        for (int axis = 0; axis < to.length; axis++) {
            from[order[axis]] = to[axis];
        }
        return call.at(0, Call.index(from, call.shape(0)));
    }

    private static double argmax(List<Double> values) {
        int best = 0;
        for (int i = 0; i < values.size(); i++) {
            if (Double.isNaN(values.get(i))) {
                return i;
            }
            best = values.get(i) > values.get(best) ? i : best;
        }
        return best;
    }

    private static double logSumExp(double[] x) {
        double max = Arrays.stream(x).reduce(Double.NEGATIVE_INFINITY, Math::max);
        return max + Math.log(Arrays.stream(x).map(xi -> Math.exp(xi - max)).sum());
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double sum(double[] x) {
        return Arrays.stream(x).sum();
    }

    private static double crossEntropy(Call call, int row) {
        double[] x = call.row(0, row);
        double[] t = call.probabilities(row, 2);
        double lse = logSumExp(x);
        double loss = 0;
        for (int i = 0; i < x.length; i++) {
            loss -= t[i] == 0 ? 0 : t[i] * (x[i] - lse);
        }
        return loss;
    }

    private static double crossEntropyVjp(Call call, int i) {
        int n = (int) call.shape(0).dim(-1);
        double[] x = call.row(0, i / n);
        double[] t = call.probabilities(i / n, 3);
        return (Math.exp(x[i % n] - logSumExp(x)) * sum(t) - t[i % n]) * call.at(2, i / n);
    }

    private static double gather(Call call, int i) {
        int batch = call.integer("batchDims");
        Shape table = call.shape(0);
        long width = table.slice(batch + 1, table.rank()).size();
        long count = call.shape(1).slice(batch, call.shape(1).rank()).size();
        long row = (long) call.at(1, i / width);
        return call.at(0, (i / width / count * table.dim(batch) + row) * width + i % width);
    }

    private static double[][] scatterAdd(Call call) {
        int batch = call.integer("batchDims");
        Shape index = call.shape(0);
        long width = call.shape(1).slice(index.rank(), call.shape(1).rank()).size();
        long count = index.slice(batch, index.rank()).size();
        double[] sums = new double[call.size()];
        for (int i = 0; i < call.shape(1).size(); i++) {
            long row = i / width / count * call.integer("rows") + (long) call.at(0, i / width);
            sums[(int) (row * width + i % width)] += call.at(1, i);
        }
        return new double[][] {sums};
    }

    private static double decayed(Call call, int gradient, int i) {
        return call.at(gradient, i) + call.number("weightDecay") * call.at(0, i);
    }

    private static double[][] sgd(Call call) {
        return new double[][] {array(call.size(), i -> call.at(0, i) - call.at(2, 0) * decayed(call, 1, i))};
    }

    private static double[][] sgdRows(Call call) {
        double[] p = array(call.size(), i -> call.at(0, i));
        int width = (int) (call.size() / Math.max(1, call.shape(0).dim(0)));
        for (int i = 0; i < call.shape(2).size(); i++) {
            int row = (int) call.at(1, i / width);
            p[row * width + i % width] -= call.at(3, 0) * call.at(2, i);
        }
        return new double[][] {p};
    }

    private static double[][] momentum(Call call) {
        double momentum = call.number("momentum");
        double[] v = array(
                call.size(), i -> momentum * call.at(1, i) + (1 - call.number("dampening")) * decayed(call, 2, i));
        return new double[][] {
            array(v.length, i -> call.at(0, i)
                    - call.at(3, 0) * (call.flag("nesterov") ? decayed(call, 2, i) + momentum * v[i] : v[i])),
            v
        };
    }

    private static double[][] adam(Call call) {
        double b1 = call.number("beta1");
        double b2 = call.number("beta2");
        double t = call.at(5, 0);
        double[] m = array(call.size(), i -> b1 * call.at(1, i) + (1 - b1) * decayed(call, 3, i));
        double[] v = array(call.size(), i -> b2 * call.at(2, i) + (1 - b2) * Math.pow(decayed(call, 3, i), 2));
        double[] p = array(call.size(), i -> call.at(0, i)
                - call.at(4, 0) * m[i] / (1 - Math.pow(b1, t))
                        / (Math.sqrt(v[i] / (1 - Math.pow(b2, t))) + call.number("epsilon")));
        return new double[][] {p, m, v};
    }
}
