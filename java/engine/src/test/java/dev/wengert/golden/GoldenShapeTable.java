package dev.wengert.golden;

import static dev.wengert.golden.Row.Scale.LARGEST_OF_GRADIENT;
import static java.util.Map.entry;

import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import java.util.Map;

/** Operators that move elements. */
final class GoldenShapeTable {
    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("broadcast_to",            Row.of(a -> a.x(0).broadcastTo(Shape.of(a.wholes(1, "size")))).within(1e-5, LARGEST_OF_GRADIENT)),
            entry("cat",                     Row.of(a -> a.list().call("concatenate", Map.of("axis", a.axis(1, "dim", 0)), a.tensors(0)).get(0))),
            entry("diag",                    Row.of(a -> a.x(0).call("diag", Map.of("offset", a.whole(1, "diagonal", 0))))),
            entry("expand",                  Row.of(a -> a.x(0).expand(a.wholes(1, "size"))).within(1e-5, LARGEST_OF_GRADIENT)),
            entry("narrow",                  Row.of(GoldenShapeTable::narrow)),
            entry("nn.functional.pad.constant", Row.of(GoldenShapeTable::pad)),
            entry("permute",                 Row.of(a -> a.x(0).permute(a.axes(1, "dims")))),
            entry("repeat",                  Row.of(a -> a.x(0).tile(a.wholes(1, "repeats"))).within(1e-5, LARGEST_OF_GRADIENT)),
            entry("reshape",                 Row.of(a -> a.x(0).reshape(a.wholes(1, "shape")))),
            entry("select",                  Row.of(a -> a.x(0).select(a.axis(1, "dim", 0), a.whole(2, "index", 0)))),
            entry("squeeze",                 Row.of(a -> a.x(0).squeeze(a.axes(1, "dim")))),
            entry("stack",                   Row.of(a -> Operators.stack(a.axis(1, "dim", 0), a.tensors(0).toArray(Register[]::new)))),
            entry("transpose",               Row.of(a -> a.x(0).swapaxes(a.axis(1, "dim0", 0), a.axis(2, "dim1", 0)))),
            entry("triu",                    Row.of(a -> a.x(0).triu(a.whole(1, "diagonal", 0)))),
            entry("unsqueeze",               Row.of(a -> a.x(0).unsqueeze(a.axis(1, "dim", 0)))));

    private GoldenShapeTable() {}

    private static Register narrow(Arguments a) {
        long start = a.whole(2, "start", 0);
        return a.x(0).slice(a.axis(1, "dim", 0), start, start + a.whole(3, "length", 0));
    }

    /** PyTorch names the padding of the last axis first. */
    private static Register pad(Arguments a) {
        long[] pad = a.wholes(1, "pad");
        long[] before = new long[a.x(0).type().shape().rank()];
        long[] after = new long[before.length];
        for (int i = 0; i < pad.length / 2; i++) {
            before[before.length - 1 - i] = pad[2 * i];
            after[before.length - 1 - i] = pad[2 * i + 1];
        }
        return a.x(0).pad(Bounds.of(before), Bounds.of(after), a.number(3, "value", 0));
    }
}
