package dev.wengert.testing;

import static dev.wengert.tensor.DType.I32;
import static dev.wengert.tensor.DType.I64;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.POSITIVE;
import static dev.wengert.testing.SampleTable.binary;
import static dev.wengert.testing.SampleTable.ints;
import static dev.wengert.testing.SampleTable.none;
import static dev.wengert.testing.SampleTable.real;
import static dev.wengert.testing.SampleTable.shape;

import dev.wengert.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Samples of losses. Their labels are below 7, of which 1 is ignored where the sample says so. */
final class LossSampleTable {
    private static final Domain PROBABILITY = Domain.between(0.1, 0.9);
    private static final Domain COUNT = Domain.between(0.2, 4);
    private static final Domain SIGN = (count, random) -> random.ints(count, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray();

    private LossSampleTable() {}

    static void addTo(List<Sample> rows) {
        elements(rows);
        pairs(rows);
        binaries(rows);
        likelihoods(rows);
        fused(rows);
        classes(rows);
        margins(rows);
        similarities(rows);
    }

    private static void elements(List<Sample> rows) {
        binary("logistic_loss", ANY, ANY);
        binary("log_loss", PROBABILITY, PROBABILITY);
        for (Shape shape : List.of(shape(), shape(2, 0), shape(17), shape(3, 5))) {
            rows.add(row("huber", Map.of("delta", 0.7), real(ANY, shape)));
        }
        rows.add(row("huber", none(), real(ANY, 40_001)).inLarge());
    }

    private static void pairs(List<Sample> rows) {
        pair(rows, "mse_loss",       none(),                 ANY, ANY);
        pair(rows, "l1_loss",        none(),                 ANY, ANY);
        pair(rows, "smooth_l1_loss", none(),                 ANY, ANY);
        pair(rows, "smooth_l1_loss", Map.of("beta", 0.3),    ANY, ANY);
        pair(rows, "smooth_l1_loss", Map.of("beta", 0),      ANY, ANY);
        pair(rows, "huber_loss",     none(),                 ANY, ANY);
        pair(rows, "huber_loss",     Map.of("delta", 0.3),   ANY, ANY);
        pair(rows, "kl_div",         none(),                 ANY, PROBABILITY);
        pair(rows, "kl_div",         Map.of("logTarget", true), ANY, ANY);
        pair(rows, "hinge_loss",     none(),                 ANY, ANY);
        pair(rows, "hinge_loss",     Map.of("margin", 0.4),  ANY, SIGN);
        pair(rows, "binary_cross_entropy",             none(), PROBABILITY, PROBABILITY);
        pair(rows, "binary_cross_entropy_with_logits", none(), ANY, PROBABILITY);
        pair(rows, "poisson_nll_loss", none(),                                  ANY, COUNT);
        pair(rows, "poisson_nll_loss", Map.of("full", true),                    ANY, COUNT);
        pair(rows, "poisson_nll_loss", Map.of("logInput", false, "eps", 0.1),   POSITIVE, COUNT);
        rows.add(row("kl_div", with(none(), "batchmean"), real(ANY, 3, 5), real(PROBABILITY, 3, 5)));
    }

    private static void pair(List<Sample> rows, String name, Map<String, Object> attributes, Domain x, Domain t) {
        rows.add(row(name, attributes,                real(x),         real(t)));
        rows.add(row(name, attributes,                real(x, 3, 5),   real(t, 3, 5)));
        rows.add(row(name, with(attributes, "sum"),   real(x, 17),     real(t, 17)));
        rows.add(row(name, with(attributes, "sum"),   real(x, 0, 3),   real(t, 0, 3)));
        rows.add(row(name, with(attributes, "none"),  real(x, 2, 3),   real(t, 2, 3)));
        rows.add(row(name, with(attributes, "none"),  real(x, 0),      real(t, 0)));
        rows.add(row(name, attributes,                real(x, 40_001), real(t, 40_001)).inLarge());
    }

    private static void binaries(List<Sample> rows) {
        for (String name : List.of("binary_cross_entropy", "binary_cross_entropy_with_logits")) {
            Domain x = name.endsWith("logits") ? ANY : PROBABILITY;
            rows.add(row(name, none(),               real(x, 3, 5), real(PROBABILITY, 3, 5), real(POSITIVE, 3, 5)));
            rows.add(row(name, with(none(), "none"), real(x, 3, 5), real(PROBABILITY, 3, 5), real(POSITIVE, 5)));
            rows.add(row(name, with(none(), "sum"),  real(x, 3, 5), real(PROBABILITY, 3, 5), real(POSITIVE)));
        }
        Map<String, Object> posWeight = Map.of("posWeight", true);
        String name = "binary_cross_entropy_with_logits";
        rows.add(row(name, posWeight,               real(ANY, 3, 5), real(PROBABILITY, 3, 5), real(POSITIVE, 5)));
        rows.add(row(name, with(posWeight, "none"), real(ANY, 3, 5), real(PROBABILITY, 3, 5), real(POSITIVE, 3, 1), real(POSITIVE)));
        rows.add(row(name, with(posWeight, "sum"),  real(ANY, 0, 5), real(PROBABILITY, 0, 5), real(POSITIVE, 5)));
    }

    private static void likelihoods(List<Sample> rows) {
        String name = "gaussian_nll_loss";
        rows.add(row(name, none(),                             real(ANY),       real(ANY),       real(POSITIVE)));
        rows.add(row(name, none(),                             real(ANY, 3, 5), real(ANY, 3, 5), real(POSITIVE, 3, 5)));
        rows.add(row(name, with(Map.of("full", true), "sum"),  real(ANY, 3, 5), real(ANY, 3, 5), real(POSITIVE, 3, 1)));
        rows.add(row(name, with(Map.of("eps", 1), "none"),     real(ANY, 3, 5), real(ANY, 3, 5), real(POSITIVE, 3)));
        rows.add(row(name, with(none(), "sum"),                real(ANY, 0, 5), real(ANY, 0, 5), real(POSITIVE, 0)));
        rows.add(row(name, none(),                             real(ANY, 40_001), real(ANY, 40_001), real(POSITIVE, 40_001)).inLarge());
    }

    private static void fused(List<Sample> rows) {
        for (boolean vjp : new boolean[] {false, true}) {
            Operand weights = real(POSITIVE, 7);
            rows.add(entropy(vjp, labels(1, 0),       real(ANY, 9, 7),  ints(I64, 7, 9)));
            rows.add(entropy(vjp, labels(1, 0),       real(ANY, 9, 7),  ints(I32, 7, 9), weights));
            rows.add(entropy(vjp, labels(-100, 0.2),  real(ANY, 4, 7),  ints(I64, 7, 4)));
            rows.add(entropy(vjp, labels(1, 0.2),     real(ANY, 3, 3, 7), ints(I64, 7, 3, 3), weights));
            rows.add(entropy(vjp, labels(0, 1),       real(ANY, 4, 17), ints(I32, 17, 4), real(POSITIVE, 17)));
            rows.add(entropy(vjp, labels(1, 0.2),     real(ANY, 7),     ints(I64, 7), weights));
            rows.add(entropy(vjp, labels(1, 0.2),     real(ANY, 0, 7),  ints(I64, 7, 0), weights));
            rows.add(entropy(vjp, labels(1, 0.1),     real(ANY, 3000, 17), ints(I32, 17, 3000), real(POSITIVE, 17)).inLarge());
        }
    }

    private static Sample entropy(boolean vjp, Map<String, Object> attributes, Operand logits, Operand target, Operand... weights) {
        Shape loss = logits.shape().slice(0, logits.shape().rank() - 1);
        List<Operand> operands = new ArrayList<>(List.of(logits, target));
        if (vjp) {
            operands.add(real(ANY, loss));
        }
        operands.addAll(List.of(weights));
        return row(vjp ? "softmax_cross_entropy_vjp" : "softmax_cross_entropy", attributes, operands.toArray(Operand[]::new));
    }

    private static void classes(List<Sample> rows) {
        for (String name : List.of("cross_entropy", "nll_loss")) {
            Map<String, Object> ignoring = Map.of("ignoreIndex", 1);
            rows.add(row(name, none(),                   real(ANY, 4, 7),       ints(I64, 7, 4)));
            rows.add(row(name, none(),                   real(ANY, 7),          ints(I32, 7)));
            rows.add(row(name, ignoring,                 real(ANY, 9, 7),       ints(I64, 7, 9), real(POSITIVE, 7)));
            rows.add(row(name, ignoring,                 real(ANY, 3, 7, 2, 3), ints(I64, 7, 3, 2, 3)));
            rows.add(row(name, with(none(), "none"),     real(ANY, 3, 7, 4),    ints(I32, 7, 3, 4), real(POSITIVE, 7)));
            rows.add(row(name, with(ignoring, "sum"),    real(ANY, 3, 7, 4),    ints(I32, 7, 3, 4)));
            rows.add(row(name, with(none(), "sum"),      real(ANY, 0, 7, 4),    ints(I32, 7, 0, 4)));
            rows.add(row(name, with(none(), "none"),     real(ANY, 3, 1),       ints(I64, 1, 3)));
            rows.add(row(name, ignoring,                 real(ANY, 60, 7, 90),  ints(I64, 7, 60, 90), real(POSITIVE, 7)).inLarge());
        }
        Map<String, Object> smooth = Map.of("labelSmoothing", 0.2);
        rows.add(row("cross_entropy", smooth,               real(ANY, 4, 7),       ints(I64, 7, 4), real(POSITIVE, 7)));
        rows.add(row("cross_entropy", smooth,               real(ANY, 2, 7, 3),    ints(I64, 7, 2, 3)));
        rows.add(row("cross_entropy", none(),               real(ANY, 4, 7),       real(PROBABILITY, 4, 7)));
        rows.add(row("cross_entropy", none(),               real(ANY, 7),          real(PROBABILITY, 7)));
        rows.add(row("cross_entropy", smooth,               real(ANY, 2, 7, 3),    real(PROBABILITY, 2, 7, 3), real(POSITIVE, 7)));
        rows.add(row("cross_entropy", with(none(), "sum"),  real(ANY, 2, 7, 3),    real(PROBABILITY, 2, 7, 3)));
        rows.add(row("cross_entropy", with(smooth, "none"), real(ANY, 2, 7, 3),    real(PROBABILITY, 2, 7, 3)));
        rows.add(row("multi_margin_loss", none(),               real(ANY, 4, 7),    ints(I64, 7, 4)));
        rows.add(row("multi_margin_loss", Map.of("p", 2, "margin", 0.5), real(ANY, 4, 7), ints(I32, 7, 4), real(POSITIVE, 7)));
        rows.add(row("multi_margin_loss", with(none(), "none"), real(ANY, 7),       ints(I64, 7)));
        rows.add(row("multi_margin_loss", with(none(), "sum"),  real(ANY, 0, 7),    ints(I64, 7, 0)));
        rows.add(row("multi_margin_loss", none(),               real(ANY, 5000, 7), ints(I64, 7, 5000)).inLarge());
    }

    private static void margins(List<Sample> rows) {
        for (Map<String, Object> attributes : List.of(none(), with(Map.of("margin", 0.3), "none"))) {
            rows.add(row("hinge_embedding_loss", attributes, real(ANY, 3, 5),    sign(3, 5)));
            rows.add(row("hinge_embedding_loss", attributes, real(ANY),          sign()));
            rows.add(row("margin_ranking_loss",  attributes, real(ANY, 3, 5),    real(ANY, 3, 5),    real(SIGN, 3, 5)));
            rows.add(row("margin_ranking_loss",  attributes, real(ANY, 5),       real(ANY),          real(SIGN, 5)));
            rows.add(row("cosine_embedding_loss", attributes, real(ANY, 6, 5),   real(ANY, 6, 5),    sign(6)));
            rows.add(row("cosine_embedding_loss", attributes, real(ANY, 5),      real(ANY, 5),       sign()));
            rows.add(row("triplet_margin_loss",  attributes, real(ANY, 3, 5),    real(ANY, 3, 5),    real(ANY, 3, 5)));
            rows.add(row("triplet_margin_loss",  attributes, real(ANY, 5),       real(ANY, 5),       real(ANY, 5)));
        }
        rows.add(row("triplet_margin_loss", Map.of("swap", true, "p", 3, "eps", 1e-3), real(ANY, 6, 5), real(ANY, 6, 5), real(ANY, 5)));
        rows.add(row("hinge_embedding_loss",  none(), real(ANY, 40_001),   sign(40_001)).inLarge());
        rows.add(row("margin_ranking_loss",   none(), real(ANY, 40_001),   real(ANY, 40_001),   real(SIGN, 40_001)).inLarge());
        rows.add(row("cosine_embedding_loss", none(), real(ANY, 5000, 9),  real(ANY, 5000, 9),  sign(5000)).inLarge());
        rows.add(row("triplet_margin_loss",   none(), real(ANY, 5000, 9),  real(ANY, 5000, 9),  real(ANY, 5000, 9)).inLarge());
    }

    private static void similarities(List<Sample> rows) {
        rows.add(row("cosine_similarity", none(),                         real(ANY, 3, 5),    real(ANY, 3, 5)));
        rows.add(row("cosine_similarity", Map.of("axis", 0),              real(ANY, 5),       real(ANY, 5)));
        rows.add(row("cosine_similarity", Map.of("axis", -1, "eps", 3),   real(ANY, 4, 3, 5), real(ANY, 3, 1)));
        rows.add(row("cosine_similarity", none(),                         real(ANY, 0, 5),    real(ANY, 0, 5)));
        rows.add(row("cosine_similarity", none(),                         real(ANY, 5000, 9), real(ANY, 5000, 9)).inLarge());
        rows.add(row("pairwise_distance", none(),                         real(ANY, 3, 5),    real(ANY, 3, 5)));
        rows.add(row("pairwise_distance", Map.of("p", 1, "eps", 0.1),     real(ANY, 3, 5),    real(ANY, 5)));
        rows.add(row("pairwise_distance", Map.of("p", 3, "keepDims", true), real(ANY, 5),     real(ANY, 5)));
        rows.add(row("pairwise_distance", none(),                         real(ANY, 5000, 9), real(ANY, 5000, 9)).inLarge());
    }

    private static Operand sign(long... dims) {
        return Operand.of(I64, SIGN, dims);
    }

    private static Map<String, Object> labels(long ignoreIndex, double labelSmoothing) {
        return Map.of("ignoreIndex", ignoreIndex, "labelSmoothing", labelSmoothing);
    }

    private static Map<String, Object> with(Map<String, Object> attributes, String reduction) {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put("reduction", reduction);
        return all;
    }
}
