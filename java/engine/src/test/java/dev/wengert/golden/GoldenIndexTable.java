package dev.wengert.golden;

import static dev.wengert.golden.Row.Scale.LARGEST;
import static dev.wengert.golden.Row.Scale.LARGEST_OF_GRADIENT;
import static java.util.Map.entry;

import dev.wengert.list.Register;
import dev.wengert.operator.Indexing;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.Map;
import java.util.stream.LongStream;

/** Operators that choose and replace elements by index. */
final class GoldenIndexTable {
    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("index_add",     Row.of(GoldenIndexTable::indexAdd).within(1e-5, LARGEST)),
            entry("index_put",     Row.of(GoldenIndexTable::indexPut).within(1e-5, LARGEST)),
            entry("index_select",  Row.of(a -> a.x(0).indexSelect(a.axis(1, "dim", 0), a.x(2))).within(1e-5, LARGEST_OF_GRADIENT)),
            entry("masked_select", Row.of(a -> a.x(0).call("masked_select", a.x(1))).inEagerMode().within(1e-5, LARGEST_OF_GRADIENT)),
            entry("scatter",       Row.of(a -> Indexing.scatter(a.x(0), a.axis(1, "dim", 0), a.x(2), a.x(3))).within(1e-5, LARGEST_OF_GRADIENT)));

    private GoldenIndexTable() {}

    private static Register indexAdd(Arguments a) {
        return a.x(0).indexAdd(a.axis(1, "dim", 0), a.x(2), a.x(3).mul(a.number("alpha", 1)));
    }

    private static Register indexPut(Arguments a) {
        return Indexing.indexPut(a.x(0), a.tensors(1).stream().map(index -> indices(a, index)).toList(), a.x(2), a.truth("accumulate", false));
    }

    /** A mask in PyTorch stands for the indices where it is true. */
    private static Register indices(Arguments a, Register index) {
        if (index.type().dtype() != DType.BOOL) {
            return index;
        }
        double[] mask = a.elements(index);
        long[] chosen = LongStream.range(0, mask.length).filter(i -> mask[(int) i] != 0).toArray();
        try (Tensor tensor = Tensor.of(Shape.of(chosen.length), chosen)) {
            return a.list().constant(tensor);
        }
    }
}
