package dev.wengert.differentiate;

import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Derived;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator for three samples at once, whichever operands differ between them, against three single runs. */
class BatchOfOperatorsTest {
    private static final int SIZE = 3;

    /** More operands than this have too many subsets. */
    private static final int MANY = 5;

    /** Their first operand is a step; batched over it they would need three streams, see BatchTest for the refusal. */
    private static final String DRAWS = "random_";

    static Stream<Sample> samples() {
        return SampleTable.small().stream().filter(sample -> !sample.operands().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agreeWithSingleRuns(Sample sample) {
        WengertList one = sample.list(DType.F64);
        List<Map<String, Tensor>> each = draw(sample, one);
        for (List<String> over : choices(names(one))) {
            if (!sample.operator().startsWith(DRAWS) || !over.contains("y1")) {
                check(one, each, over);
            }
        }
    }

    /** Every choice of some names; of many names each alone and all together. */
    private static List<List<String>> choices(List<String> names) {
        List<List<String>> choices = new ArrayList<>();
        if (names.size() > MANY) {
            names.forEach(name -> choices.add(List.of(name)));
            choices.add(names);
            return choices;
        }
        for (int subset = 1; subset < 1 << names.size(); subset++) {
            List<String> over = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    over.add(names.get(i));
                }
            }
            choices.add(over);
        }
        return choices;
    }

    static Stream<Sample> differentiable() {
        return samples().filter(Sample::isDifferentiable);
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void agreeWithSingleRunsOfTheirVjp(Sample sample) {
        WengertList list = sample.list(DType.F64);
        WengertList vjp = Derived.vjp(list, Derived.real(list.inputs()));
        List<Map<String, Tensor>> each = draw(sample, vjp);
        check(vjp, each, names(vjp));
        check(vjp, each, names(vjp).subList(0, 1));
    }

    private static List<String> names(WengertList list) {
        return list.inputs().stream().map(Register::name).toList();
    }

    /** Values for the inputs of each sample; those that the operator does not have are seeds of its VJP. */
    private static List<Map<String, Tensor>> draw(Sample sample, WengertList list) {
        Random random = new Random(sample.seed());
        List<Map<String, Tensor>> each = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Map<String, Tensor> values = sample.draw(DType.F64, random);
            for (Register input : list.inputs()) {
                values.computeIfAbsent(input.name(), name -> Values.of(input.type(), k -> random.nextGaussian()));
            }
            each.add(values);
        }
        return each;
    }

    private static void check(WengertList one, List<Map<String, Tensor>> each, List<String> over) {
        Map<String, Tensor> together = new HashMap<>(each.get(0));
        over.forEach(name -> together.put(
                name, Values.stack(each.stream().map(values -> values.get(name)).toList())));
        Results found = Runs.run(Batch.batch(one, SIZE, over.toArray(String[]::new)), together);
        for (Register output : one.outputs()) {
            List<Tensor> expected = new ArrayList<>();
            for (Map<String, Tensor> sample : each) {
                Map<String, Tensor> single = new HashMap<>(each.get(0));
                over.forEach(name -> single.put(name, sample.get(name)));
                expected.add(Runs.run(one, single).get(output.name()));
            }
            Values.assertClose(
                    found.get(output.name()),
                    Values.stack(expected),
                    output.type().dtype() == DType.F32 ? 1e-6 : 1e-12,
                    output + " over " + over);
        }
    }
}
