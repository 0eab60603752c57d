package dev.wengert.nesting;

import dev.wengert.list.Catalogue;
import dev.wengert.schedule.MemoryUse;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Traced;
import dev.wengert.testing.TwoModes;
import dev.wengert.testing.Values;
import java.util.List;

/** The ways to run a function. */
final class Modes {
    private Modes() {}

    /** The results, which are the same bits compiled, eager, on threads, with and without a plan, and read back from text. */
    static List<Tensor> agreed(Point point) {
        return agreed(point, Catalogue.standard());
    }

    /** As {@link #agreed(Point)}, where text is read with a catalogue. */
    static List<Tensor> agreed(Point point, Catalogue catalogue) {
        List<Tensor> results = TwoModes.all(point.f(), point.at());
        Traced traced =
                Traced.of(point.f(), point.at().stream().map(Tensor::type).toList());
        assertSame(traced.run(point.at(), new Runs.Way(MemoryUse.SEPARATE, 3, true)), results, "with dead code");
        assertSame(traced.withoutDeadCode().reread(catalogue).run(point.at()), results, "read from text");
        return results;
    }

    private static void assertSame(List<Tensor> found, List<Tensor> expected, String what) {
        for (int i = 0; i < expected.size(); i++) {
            Values.assertSameBits(found.get(i), expected.get(i), "result " + i + " " + what);
        }
    }
}
