package dev.wengert.golden;

import static dev.wengert.golden.Row.Scale.LARGEST;
import static dev.wengert.golden.Row.Scale.LARGEST_OF_GRADIENT;
import static java.util.Map.entry;

import dev.wengert.list.Register;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import java.util.List;
import java.util.Map;

/** Reductions, running sums and the greatest elements. */
final class GoldenReductionTable {
    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("amax",                    Row.of(a -> a.x(0).max(a.truth("keepdim", false), a.axes(-1, "dim")))),
            entry("amin",                    Row.of(a -> a.x(0).min(a.truth("keepdim", false), a.axes(-1, "dim")))),
            entry("cumsum",                  Row.of(a -> typed(a).call("cumsum", Map.of("axis", a.axis(1, "dim", 0)))).within(1e-5, LARGEST)),
            entry("logsumexp",               Row.of(a -> a.x(0).logsumexp(a.truth(2, "keepdim", false), a.axes(1, "dim"))).within(1e-4, LARGEST_OF_GRADIENT)),
            entry("max.reduction_with_dim",  Row.several(GoldenReductionTable::max)),
            entry("mean",                    Row.of(a -> typed(a).mean(a.truth("keepdim", false), a.axes(1, "dim"))).within(1e-5, LARGEST)),
            entry("sum",                     Row.of(a -> typed(a).sum(a.truth("keepdim", false), a.axes(1, "dim"))).within(1e-5, LARGEST)),
            entry("topk",                    Row.several(GoldenReductionTable::topk)));

    private GoldenReductionTable() {}

    private static Register typed(Arguments a) {
        DType dtype = a.dtype("dtype");
        return dtype == null ? a.x(0) : a.x(0).cast(dtype);
    }

    /** Of equal elements the first alone has a cotangent, unlike with amax. */
    private static List<Register> max(Arguments a) {
        Register x = a.x(0);
        int axis = a.axis(1, "dim", 0);
        Register index = x.argmax(axis);
        Register kept = index.reshape(x.type().shape().reduce(Axes.of(axis), true));
        Register greatest = x.call("take_along_axis", Map.of("axis", axis), kept);
        return a.truth(2, "keepdim", false) ? List.of(greatest, kept) : List.of(greatest.reshape(index.type().shape()), index);
    }

    private static List<Register> topk(Arguments a) {
        Map<String, Object> attributes = Map.of("k", a.whole(1, "k", 0), "axis", a.axis(2, "dim", -1), "smallest", !a.truth(3, "largest", true));
        return a.list().call("topk", attributes, List.of(a.x(0)));
    }
}
