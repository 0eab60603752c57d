package dev.wengert.golden;

import static dev.wengert.golden.Row.Scale.LARGEST;
import static dev.wengert.golden.Row.Scale.LARGEST_OF_GRADIENT;
import static java.util.Map.entry;

import dev.wengert.list.Register;
import java.util.HashMap;
import java.util.Map;

/** Losses. */
final class GoldenLossTable {
    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("nn.functional.mse_loss",             Row.of(a -> write(a, "mse_loss", Map.of()))),
            entry("nn.functional.l1_loss",              Row.of(a -> write(a, "l1_loss", Map.of()))),
            entry("nn.functional.smooth_l1_loss",       Row.of(a -> write(a, "smooth_l1_loss", Map.of("beta", a.number("beta", 1))))),
            entry("nn.functional.binary_cross_entropy", Row.of(a -> write(a, "binary_cross_entropy", Map.of())).within(1e-6, LARGEST_OF_GRADIENT)),
            entry("nn.functional.nll_loss",             Row.of(a -> write(a, "nll_loss", Map.of("ignoreIndex", ignored(a))))),
            entry("nn.functional.cross_entropy",        Row.of(a -> write(a, "cross_entropy", Map.of("ignoreIndex", ignored(a), "labelSmoothing", a.number("label_smoothing", 0)))).within(1e-6, LARGEST)));

    private GoldenLossTable() {}

    private static long ignored(Arguments a) {
        return a.whole("ignore_index", -100);
    }

    private static Register write(Arguments a, String loss, Map<String, Object> attributes) {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put("reduction", a.word("reduction", "mean"));
        Register weight = a.optional(-1, "weight");
        return weight == null ? a.x(0).call(loss, all, a.x(1)) : a.x(0).call(loss, all, a.x(1), weight);
    }
}
