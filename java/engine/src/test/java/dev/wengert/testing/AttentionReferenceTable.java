package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Attention with all its scores at once. */
final class AttentionReferenceTable {
    private final Call call;
    private final int maskAt;
    private final int batch;
    private final int queries;
    private final int keys;
    private final int width;
    private final int values;

    private AttentionReferenceTable(Call call, int maskAt) {
        Shape q = call.shape(0);
        this.call = call;
        this.maskAt = maskAt;
        this.batch = (int) q.slice(0, q.rank() - 2).size();
        this.queries = (int) q.dim(-2);
        this.width = (int) q.dim(-1);
        this.keys = (int) call.shape(1).dim(-2);
        this.values = (int) call.shape(2).dim(-1);
    }

    static void addAll() {
        row("attention",                    call -> new AttentionReferenceTable(call, 3).results());
        row("attention_vjp",                call -> new AttentionReferenceTable(call, 6).vjp());
        row("scaled_dot_product_attention", AttentionReferenceTable::broadcast);
    }

    /** The formula has the leading axes of q, k and v broadcast. */
    private static double[][] broadcast(Call call) {
        Shape y = call.z().get(0).shape();
        Shape lead = y.slice(0, y.rank() - 2);
        Call full = new Call(
                new TreeMap<>(call.attributes()),
                IntStream.range(0, call.y().size())
                        .mapToObj(i -> i < 3 ? repeated(call, i, lead) : call.y().get(i))
                        .toList(),
                call.z());
        if (Double.isNaN(call.number("scale"))) {
            full.attributes().put("scale", 1 / Math.sqrt((double) call.shape(0).dim(-1)));
        }
        return new double[][] {new AttentionReferenceTable(full, 3).results()[0]};
    }

    private static Tensor repeated(Call call, int operand, Shape lead) {
        Shape from = call.shape(operand);
        Shape to = lead.insert(lead.rank(), from.dim(-2)).insert(lead.rank() + 1, from.dim(-1));
        return Values.of(
                call.y().get(operand).type().withShape(to),
                i -> call.at(operand, Call.index(Call.coordinates(i, to), from)));
    }

    private double score(int b, int i, int j) {
        if (call.flag("isCausal") && j > i) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        for (int e = 0; e < width; e++) {
            sum += call.at(0, (b * queries + i) * width + e) * call.at(1, (b * keys + j) * width + e);
        }
        double scaled = sum * call.number("scale");
        if (call.y().size() <= maskAt) {
            return scaled;
        }
        Shape q = call.shape(0);
        long[] dims = q.dims();
        dims[dims.length - 1] = keys;
        long[] at = Call.coordinates((b * queries + i) * keys + j, Shape.of(dims));
        double mask = call.at(maskAt, Call.index(at, call.shape(maskAt)));
        boolean isBool = call.y().get(maskAt).dtype() == DType.BOOL;
        return isBool ? (mask != 0 ? scaled : Double.NEGATIVE_INFINITY) : scaled + mask;
    }

    private double[][] results() {
        double[] y = new double[batch * queries * values];
        double[] lse = new double[batch * queries];
        for (int row = 0; row < lse.length; row++) {
            double[] s = new double[keys];
            for (int j = 0; j < keys; j++) {
                s[j] = score(row / queries, row % queries, j);
            }
            double sum = Arrays.stream(s).map(Math::exp).sum();
            lse[row] = sum == 0 ? Double.POSITIVE_INFINITY : Math.log(sum);
            for (int j = 0; j < keys; j++) {
                for (int e = 0; e < values; e++) {
                    y[row * values + e] += Math.exp(s[j] - lse[row]) * call.at(2, (row / queries * keys + j) * values + e);
                }
            }
        }
        return new double[][] {y, lse};
    }

    private double[][] vjp() {
        double[] dq = new double[batch * queries * width];
        double[] dk = new double[batch * keys * width];
        double[] dv = new double[batch * keys * values];
        for (int row = 0; row < batch * queries; row++) {
            for (int j = 0; j < keys; j++) {
                int key = row / queries * keys + j;
                double p = Math.exp(score(row / queries, row % queries, j) - call.at(3, row));
                double dp = 0;
                for (int e = 0; e < values; e++) {
                    dp += call.at(5, row * values + e) * call.at(2, key * values + e);
                    dv[key * values + e] += p * call.at(5, row * values + e);
                }
                double ds = p * (dp - call.at(4, row)) * call.number("scale");
                for (int e = 0; e < width; e++) {
                    dq[row * width + e] += ds * call.at(1, key * width + e);
                    dk[key * width + e] += ds * call.at(0, row * width + e);
                }
            }
        }
        return new double[][] {dq, dk, dv};
    }
}
