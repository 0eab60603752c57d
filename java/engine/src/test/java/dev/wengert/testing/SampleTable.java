package dev.wengert.testing;

import static dev.wengert.tensor.DType.BOOL;
import static dev.wengert.tensor.DType.F32;
import static dev.wengert.tensor.DType.F64;
import static dev.wengert.tensor.DType.I32;
import static dev.wengert.tensor.DType.I64;
import static dev.wengert.testing.Sample.row;

import dev.wengert.list.Catalogue;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Samples of every operator: without dimensions, empty, of size 1, of odd sizes that straddle vectors, broadcast. A test
 * sees to it that none is left out.
 */
public final class SampleTable {
    static final Domain ANY = Domain.between(-2, 2);
    static final Domain POSITIVE = Domain.between(0.5, 2.5);
    static final Domain NONZERO = Domain.awayFromZero();
    static final Domain APART = Domain.apart();

    private static final List<Sample> ROWS = new ArrayList<>();

    static {
        elementwise();
        shapes();
        ArrangementSampleTable.addTo(ROWS);
        ElementwiseSampleTable.addTo(ROWS);
        SelectionSampleTable.addTo(ROWS);
        reductions();
        products();
        ProductSampleTable.addTo(ROWS);
        LinalgSampleTable.addTo(ROWS);
        ConvolutionSampleTable.addTo(ROWS);
        NeuralSampleTable.addTo(ROWS);
        LossSampleTable.addTo(ROWS);
        AttentionSampleTable.addTo(ROWS);
        PoolingSampleTable.addTo(ROWS);
        softmax();
        indices();
        updates();
        updatesOfRows();
        RandomSampleTable.addTo(ROWS);
        RecurrentSampleTable.addTo(ROWS);
        ControlSampleTable.addTo(ROWS);
    }

    /** The operators of the catalogue that a list can hold: all but those of eager mode, which EagerTest tests. */
    public static Set<String> operators() {
        Set<String> names = new TreeSet<>(Catalogue.standard().names());
        names.remove("masked_select");
        return names;
    }

    private SampleTable() {}

    /** All samples. */
    public static List<Sample> all() {
        return List.copyOf(ROWS);
    }

    /** The samples for derivatives, batching and values. */
    public static List<Sample> small() {
        return ROWS.stream().filter(sample -> !sample.large()).toList();
    }

    /** The samples whose work is cut into several tiles, at least one of each operator. */
    public static List<Sample> large() {
        return ROWS.stream().filter(Sample::large).toList();
    }

    private static void elementwise() {
        unary("neg",     ANY);
        unary("exp",     ANY);
        unary("log",     POSITIVE);
        unary("tanh",    ANY);
        unary("sigmoid", ANY);
        unary("relu",    NONZERO);
        unary("square",  ANY);
        unary("sqrt",    POSITIVE);
        binary("add",         ANY,      ANY);
        binary("sub",         ANY,      ANY);
        binary("mul",         ANY,      ANY);
        binary("div",         ANY,      NONZERO);
        binary("pow",         POSITIVE, ANY);
        binary("xlogy",       NONZERO,  POSITIVE);
        binary("pow_dx",      POSITIVE, NONZERO);
        binary("pow_dy",      POSITIVE, ANY);
        binary("tanh_vjp",    ANY,      ANY);
        binary("sigmoid_vjp", ANY,      ANY);
        binary("relu_vjp",    NONZERO,  ANY);
        binary("equal",       Domain.below(3), Domain.below(3));
        add(row("add",   none(), ints(I32, 9, 3, 5), ints(I32, 9, 5)));
        add(row("sub",   none(), ints(I64, 9, 17), ints(I64, 9)));
        add(row("mul",   none(), ints(I64, 9, 3, 1), ints(I64, 9, 1, 3)));
        add(row("equal", none(), ints(I32, 2, 3, 5), ints(I32, 2, 5)));
        add(row("equal", none(), ints(I64, 2, 17), ints(I64, 2, 17)));
        add(row("equal", none(), ints(BOOL, 2, 19), ints(BOOL, 2)));
        add(row("cast",  Map.of("dtype", F64), real(ANY, 3, 5)));
        add(row("cast",  Map.of("dtype", F32), real(ANY, 17)).within(0.1, 1e-4));
        add(row("cast",  Map.of("dtype", I32), real(ANY, 17)));
        add(row("cast",  Map.of("dtype", I64), real(ANY)));
        add(row("cast",  Map.of("dtype", BOOL), real(Domain.below(2), 0, 3)));
        add(row("cast",  Map.of("dtype", F64), ints(I32, 9, 2, 3)));
        add(row("cast",  Map.of("dtype", I32), ints(I64, 9, 19)));
        add(row("cast",  Map.of("dtype", F64), ints(BOOL, 2, 19)));
        add(row("cast",  Map.of("dtype", I64), real(ANY, 40_001)).inLarge());
    }

    private static void shapes() {
        add(row("fill", Map.of("value", 0.5, "dtype", F64, "shape", shape(3, 5))));
        add(row("fill", Map.of("value", -3, "dtype", I64, "shape", shape())));
        add(row("fill", Map.of("value", 7, "dtype", I32, "shape", shape(17))));
        add(row("fill", Map.of("value", 1, "dtype", BOOL, "shape", shape(0))));
        add(row("fill", Map.of("value", 0.1, "dtype", F64, "shape", shape(40_001))).inLarge());
        add(row("reshape", Map.of("shape", shape(4, 6)), real(ANY, 2, 3, 4)));
        add(row("reshape", Map.of("shape", shape(1, 1)), real(ANY)));
        add(row("reshape", Map.of("shape", shape(3, 0)), real(ANY, 0, 2)));
        add(row("reshape", Map.of("shape", shape()), ints(I32, 5, 1)));
        add(row("transpose", order(),           real(ANY)));
        add(row("transpose", order(0),          real(ANY, 5)));
        add(row("transpose", order(1, 0),       real(ANY, 3, 17)));
        add(row("transpose", order(-1, -2),     real(ANY, 9, 1)));
        add(row("transpose", order(0, 2, 1),    real(ANY, 2, 3, 5)));
        add(row("transpose", order(2, 0, 1),    real(ANY, 2, 3, 5)));
        add(row("transpose", order(2, 1, 0),    real(ANY, 2, 3, 5)));
        add(row("transpose", order(1, 0, 2),    real(ANY, 2, 3, 5)));
        add(row("transpose", order(1, 3, 0, 2), real(ANY, 2, 3, 4, 5)));
        add(row("transpose", order(1, 2, 0),    real(ANY, 2, 0, 3)));
        add(row("transpose", order(1, 0),       ints(BOOL, 2, 5, 3)));
        add(row("transpose", order(1, 0),       real(ANY, 300, 257)).inLarge());
        add(row("transpose", order(2, 1, 0),    real(ANY, 40, 30, 50)).inLarge());
        add(row("broadcast", Map.of("shape", shape(3)),       real(ANY)));
        add(row("broadcast", Map.of("shape", shape(0)),       real(ANY, 1)));
        add(row("broadcast", Map.of("shape", shape(2, 3, 4)), real(ANY, 3, 1)));
        add(row("broadcast", Map.of("shape", shape(2, 4, 3)), real(ANY, 2, 1, 3)));
        add(row("broadcast", Map.of("shape", shape(1, 1, 5)), real(ANY, 5)));
        add(row("broadcast", Map.of("shape", shape(3, 2)),    ints(I32, 9, 3, 1)));
        add(row("broadcast", Map.of("shape", shape(300, 257)), real(ANY, 257)).inLarge());
    }

    private static void reductions() {
        for (String name : List.of("sum", "sum_squares", "mean", "frobenius_norm", "max")) {
            Domain domain = name.equals("max") ? APART : NONZERO;
            add(row(name, none(),             real(domain)));
            add(row(name, none(),             real(domain, 3, 5)));
            add(row(name, axes(false, 0),     real(domain, 4, 3)));
            add(row(name, axes(true, 1),      real(domain, 4, 17)));
            add(row(name, axes(false, -1),    real(domain, 2, 3, 4)));
            add(row(name, axes(false, 1),     real(domain, 2, 3, 4)));
            add(row(name, axes(true, 0, 2),   real(domain, 2, 3, 4)));
            add(row(name, axes(false, 2, 0),  real(domain, 2, 3, 4)));
            add(row(name, axes(false, 0, 2),  real(domain, 1, 5, 1)));
            add(row(name, axes(true),         real(domain, 1, 1)));
            add(row(name, axes(false, 1),     real(domain, 0, 3)));
            add(row(name, none(),             real(domain, 33)));
            add(row(name, none(),             real(domain, 40_001)).inLarge());
            add(row(name, axes(false, 0),     real(domain, 300, 257)).inLarge());
            add(row(name, axes(false, 1),     real(domain, 257, 300)).inLarge());
            add(row(name, axes(false, 0),     real(domain, 40_000, 3)).inLarge());
            add(row(name, axes(true, 0, 2),   real(domain, 30, 40, 50)).inLarge());
        }
        add(row("sum", axes(false, 0), real(ANY, 0, 3)));
        add(row("sum", none(),         real(ANY, 0)));
        add(row("sum", axes(true, 0, 2), real(ANY, 0, 3, 2)));
        add(row("argmax", Map.of("axis", 0),  real(APART, 5)));
        add(row("argmax", Map.of("axis", -1), real(APART, 3, 17)));
        add(row("argmax", Map.of("axis", 1),  real(APART, 2, 3, 4)));
        add(row("argmax", Map.of("axis", 0),  real(APART, 1, 3)));
        add(row("argmax", Map.of("axis", 1),  real(APART, 0, 3)));
        add(row("argmax", Map.of("axis", 1),  real(APART, 300, 257)).inLarge());
        add(row("argmax", Map.of("axis", 0),  real(APART, 257, 300)).inLarge());
    }

    private static void products() {
        for (boolean tx : new boolean[] {false, true}) {
            for (boolean ty : new boolean[] {false, true}) {
                matmul(tx, ty, 3, 5, 4);
                matmul(tx, ty, 1, 1, 1);
                matmul(tx, ty, 2, 3, 0);
                matmul(tx, ty, 17, 9, 7);
                matmul(tx, ty, 3, 5, 4, shape(2), shape(2));
                matmul(tx, ty, 3, 5, 4, shape(2), shape());
                matmul(tx, ty, 3, 5, 4, shape(), shape(2));
                matmul(tx, ty, 3, 2, 4, shape(2, 1), shape(3));
                matmul(tx, ty, 2, 3, 0, shape(2), shape());
                add(matmulRow(tx, ty, 400, 330, 100, shape(), shape()).inLarge());
                add(matmulRow(tx, ty, 20, 2001, 301, shape(), shape()).inLarge());
            }
        }
        matmul(false, false, 3, 2, 4, shape(2, 1), shape(2, 3));
        matmul(false, true,  3, 2, 4, shape(1, 3), shape(2, 3));
        matmul(false, false, 0, 2, 3);
        matmul(false, false, 2, 0, 3, shape(2), shape());
        matmul(false, false, 2, 2, 3, shape(0), shape());
        matmul(false, false, 2, 2, 3, shape(1), shape(1, 1));
        add(matmulRow(false, false, 40, 50, 60, shape(9, 1), shape(3)).inLarge());
    }

    private static void softmax() {
        for (String name : List.of("softmax", "log_softmax")) {
            for (Shape shape : List.of(shape(5), shape(3, 17), shape(1, 1), shape(0, 3))) {
                add(row(name, Map.of("axis", -1), real(ANY, shape)));
                add(row(name + "_vjp", Map.of("axis", -1), real(ANY, shape), real(ANY, shape)));
            }
            add(row(name, Map.of("axis", 0), real(ANY, 4, 3)));
            add(row(name, Map.of("axis", 1), real(ANY, 2, 3, 4)));
            add(row(name + "_vjp", Map.of("axis", 1), real(ANY, 2, 3, 4), real(ANY, 2, 3, 4)));
            add(row(name, Map.of("axis", 1), real(ANY, 300, 257)).inLarge());
            add(row(name, Map.of("axis", 0), real(ANY, 257, 300)).inLarge());
            add(row(name + "_vjp", Map.of("axis", 1), real(ANY, 300, 257), real(ANY, 300, 257)).inLarge());
        }
        for (String name : List.of("softmax_cross_entropy", "softmax_cross_entropy_vjp")) {
            boolean vjp = name.endsWith("vjp");
            entropy(vjp, real(ANY, 4, 17),   ints(I32, 17, 4));
            entropy(vjp, real(ANY, 4, 7),    ints(I64, 7, 4));
            entropy(vjp, real(ANY, 4, 7),    real(POSITIVE, 4, 7));
            entropy(vjp, real(ANY, 2, 3, 5), ints(I64, 5, 2, 3));
            entropy(vjp, real(ANY, 2, 3, 5), real(POSITIVE, 2, 3, 5));
            entropy(vjp, real(ANY, 5),       ints(I32, 5));
            entropy(vjp, real(ANY, 3, 1),    ints(I32, 1, 3));
            entropy(vjp, real(ANY, 0, 3),    ints(I32, 3, 0));
            add(entropyRow(vjp, real(ANY, 3000, 17), ints(I32, 17, 3000)).inLarge());
            add(entropyRow(vjp, real(ANY, 3000, 17), real(POSITIVE, 3000, 17)).inLarge());
        }
    }

    private static void indices() {
        add(row("one_hot", classes(4), ints(I32, 4, 5)));
        add(row("one_hot", classes(17), ints(I64, 17, 2, 3)));
        add(row("one_hot", classes(3), ints(I64, 3)));
        add(row("one_hot", classes(3), ints(I64, 3, 0)));
        add(row("one_hot", classes(17), ints(I64, 17, 5000)).inLarge());
        add(row("gather", none(),        real(ANY, 5, 3),    ints(I32, 5, 4)));
        add(row("gather", none(),        real(ANY, 5),       ints(I64, 5, 2, 3)));
        add(row("gather", none(),        real(ANY, 5, 2, 3), ints(I64, 5)));
        add(row("gather", none(),        real(ANY, 5, 3),    ints(I64, 5, 0)));
        add(row("gather", none(),        ints(I32, 9, 5, 3), ints(I64, 5, 4)));
        add(row("gather", batchDims(1),  real(ANY, 3, 17),   ints(I32, 17, 3)));
        add(row("gather", batchDims(1),  real(ANY, 2, 4, 3), ints(I64, 4, 2, 5)));
        add(row("gather", batchDims(2),  real(ANY, 2, 3, 4), ints(I64, 4, 2, 3)));
        add(row("gather", none(),        real(ANY, 50, 33),  ints(I64, 50, 3000)).inLarge());
        add(row("scatter_add", rows(5, 0), ints(I32, 5, 4),    real(ANY, 4, 3)));
        add(row("scatter_add", rows(2, 0), ints(I64, 2, 2, 3), real(ANY, 2, 3)));
        add(row("scatter_add", rows(3, 0), ints(I64, 3),       real(ANY, 2, 3)));
        add(row("scatter_add", rows(3, 0), ints(I64, 3, 0),    real(ANY, 0, 2)));
        add(row("scatter_add", rows(17, 1), ints(I32, 17, 3),  real(ANY, 3)));
        add(row("scatter_add", rows(4, 1), ints(I64, 4, 2, 5), real(ANY, 2, 5, 3)));
        add(row("scatter_add", rows(900, 0), ints(I64, 900, 3000), real(ANY, 3000, 133)).inLarge());
        add(row("scatter_add", rows(500, 1), ints(I64, 500, 90, 20), real(ANY, 90, 20)).inLarge());
    }

    private static void updates() {
        for (Shape shape : List.of(shape(), shape(17), shape(0), shape(3, 5), shape(40_001))) {
            Operand x = real(ANY, shape);
            Operand v = real(POSITIVE, shape);
            Operand lr = real(POSITIVE);
            Operand step = Operand.of(I64, Domain.only(3));
            boolean large = shape.size() > 40_000;
            addSized(large, row("sgd", none(), x, x, lr));
            addSized(large, row("sgd", Map.of("weightDecay", 0.1), x, x, lr));
            addSized(large, row("momentum", Map.of("momentum", 0.9), x, x, x, lr));
            addSized(large, row("momentum", Map.of("momentum", 0.8, "dampening", 0.3, "weightDecay", 0.1), x, x, x, lr));
            addSized(large, row("momentum", Map.of("momentum", 0.9, "nesterov", true), x, x, x, lr));
            addSized(large, row("adam", adam(0), x, x, v, x, lr, step));
            addSized(large, row("adam", adam(0.1), x, x, v, x, lr, step));
        }
    }

    private static void updatesOfRows() {
        Operand lr = real(POSITIVE);
        add(row("sgd_rows", none(), real(ANY, 5, 3),       ints(I32, 5, 4),      real(ANY, 4, 3),        lr));
        add(row("sgd_rows", none(), real(ANY, 4),          ints(I64, 4, 2, 3),   real(ANY, 2, 3),        lr));
        add(row("sgd_rows", none(), real(ANY, 2, 3, 2),    ints(I64, 2),         real(ANY, 3, 2),        lr));
        add(row("sgd_rows", none(), real(ANY, 3, 2),       ints(I32, 3, 0),      real(ANY, 0, 2),        lr));
        add(row("sgd_rows", none(), real(ANY, 3, 0),       ints(I32, 3, 2),      real(ANY, 2, 0),        lr));
        add(row("sgd_rows", none(), real(ANY, 900, 133),   ints(I64, 900, 3000), real(ANY, 3000, 133),   lr).inLarge());
        add(row("sgd_rows", none(), real(ANY, 20_000, 17), ints(I32, 20_000, 4000), real(ANY, 4000, 17), lr).inLarge());
    }

    static void unary(String name, Domain x) {
        for (Shape shape : List.of(shape(), shape(2, 0), shape(1), shape(17), shape(3, 5))) {
            add(row(name, none(), real(x, shape)));
        }
        add(row(name, none(), real(x, 40_001)).inLarge());
    }

    static void binary(String name, Domain x, Domain y) {
        add(row(name, none(), real(x),          real(y)));
        add(row(name, none(), real(x, 17),      real(y, 17)));
        add(row(name, none(), real(x, 3, 5),    real(y)));
        add(row(name, none(), real(x),          real(y, 9)));
        add(row(name, none(), real(x, 3, 1),    real(y, 5)));
        add(row(name, none(), real(x, 2, 3, 4), real(y, 3, 1)));
        add(row(name, none(), real(x, 2, 1, 3), real(y, 1, 4, 1)));
        add(row(name, none(), real(x, 1),       real(y, 1, 1)));
        add(row(name, none(), real(x, 0, 3),    real(y, 3)));
        add(row(name, none(), real(x, 1, 3),    real(y, 0, 1)));
        add(row(name, none(), real(x, 40_001),  real(y, 40_001)).inLarge());
        add(row(name, none(), real(x, 300, 1),  real(y, 257)).inLarge());
    }

    private static void matmul(boolean tx, boolean ty, long m, long n, long k) {
        matmul(tx, ty, m, n, k, shape(), shape());
    }

    private static void matmul(boolean tx, boolean ty, long m, long n, long k, Shape batchX, Shape batchY) {
        add(matmulRow(tx, ty, m, n, k, batchX, batchY));
    }

    private static Sample matmulRow(boolean tx, boolean ty, long m, long n, long k, Shape batchX, Shape batchY) {
        return row(
                "matmul",
                Map.of("transposeX", tx, "transposeY", ty),
                real(ANY, append(batchX, tx ? k : m, tx ? m : k)),
                real(ANY, append(batchY, ty ? n : k, ty ? k : n)));
    }

    private static void entropy(boolean vjp, Operand logits, Operand target) {
        add(entropyRow(vjp, logits, target));
    }

    private static Sample entropyRow(boolean vjp, Operand logits, Operand target) {
        Shape loss = logits.shape().slice(0, logits.shape().rank() - 1);
        return vjp
                ? row("softmax_cross_entropy_vjp", none(), logits, target, real(ANY, loss))
                : row("softmax_cross_entropy", none(), logits, target);
    }

    private static void add(Sample sample) {
        ROWS.add(sample);
    }

    private static void addSized(boolean large, Sample sample) {
        ROWS.add(large ? sample.inLarge() : sample);
    }

    static Operand real(Domain domain, long... dims) {
        return Operand.of(F64, domain, dims);
    }

    static Operand real(Domain domain, Shape shape) {
        return Operand.of(F64, domain, shape.dims());
    }

    static Operand ints(dev.wengert.tensor.DType dtype, int below, long... dims) {
        return Operand.of(dtype, Domain.below(below), dims);
    }

    static Shape shape(long... dims) {
        return Shape.of(dims);
    }

    private static Shape append(Shape batch, long rows, long cols) {
        return batch.insert(batch.rank(), rows).insert(batch.rank() + 1, cols);
    }

    static Map<String, Object> none() {
        return Map.of();
    }

    private static Map<String, Object> axes(boolean keepDims, int... axes) {
        return Map.of("axes", Axes.of(axes), "keepDims", keepDims);
    }

    private static Map<String, Object> order(int... order) {
        return Map.of("order", Axes.of(order));
    }

    private static Map<String, Object> classes(long classes) {
        return Map.of("classes", classes, "dtype", F64);
    }

    private static Map<String, Object> batchDims(int batchDims) {
        return Map.of("batchDims", batchDims);
    }

    private static Map<String, Object> rows(long rows, int batchDims) {
        return Map.of("rows", rows, "batchDims", batchDims);
    }

    private static Map<String, Object> adam(double weightDecay) {
        return Map.of("beta1", 0.9, "beta2", 0.99, "epsilon", 1e-6, "weightDecay", weightDecay);
    }
}
