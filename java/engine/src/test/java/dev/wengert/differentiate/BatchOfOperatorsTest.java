package dev.wengert.differentiate;

import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
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

    @ParameterizedTest
    @MethodSource("differentiable")
    void agreeWithSingleRunsOfTheirJvp(Sample sample) {
        WengertList list = sample.list(DType.F64);
        WengertList jvp = Derived.jvp(list, Derived.real(list.inputs()));
        check(jvp, draw(sample, jvp), anyOf(names(jvp), sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agreeWithSingleRunsWhereEachIsABatchItself(Sample sample) {
        List<String> names = names(sample.list(DType.F64));
        if (sample.operator().startsWith(DRAWS)) {
            names = names.subList(1, names.size());
        }
        if (!names.isEmpty()) {
            List<String> within = anyOf(names, sample);
            WengertList batch = Batch.batch(sample.list(DType.F64), SIZE, within.toArray(String[]::new));
            List<Map<String, Tensor>> each = new ArrayList<>();
            Random random = new Random(sample.seed());
            for (int i = 0; i < SIZE; i++) {
                each.add(together(draw(sample, sample.list(DType.F64), random), within));
            }
            check(batch, each, anyOf(names.reversed(), sample));
        }
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void haveTheDerivativesOfEachSampleAddedUpWhereTheyShareAnOperand(Sample sample) {
        WengertList one = sample.list(DType.F64);
        List<String> over = anyOf(names(one), sample);
        WengertList batch = Batch.batch(one, SIZE, over.toArray(String[]::new));
        WengertList vjp = Derived.vjp(one, Derived.real(one.inputs()));
        List<Map<String, Tensor>> each = draw(sample, vjp);
        List<String> seeds =
                names(vjp).stream().filter(name -> !names(one).contains(name)).toList();
        Results found = Runs.run(Derived.vjp(batch, Derived.real(batch.inputs())), together(each, join(over, seeds)));
        List<Register> real = Derived.real(one.inputs());
        for (int i = 0; i < real.size(); i++) {
            int operand = i;
            Tensor all = Values.stack(each.stream()
                    .map(values -> Runs.run(vjp, mixed(each.get(0), values, join(over, seeds)))
                            .all()
                            .get(operand))
                    .toList());
            boolean shared = !over.contains(real.get(i).name());
            Values.assertClose(
                    found.all().get(i),
                    shared ? sum(all) : all,
                    1e-11,
                    "cotangent of " + real.get(i) + " over " + over);
        }
    }

    /** The sum over the first axis. */
    private static Tensor sum(Tensor all) {
        TensorType type = all.type().withShape(all.shape().slice(1, all.shape().rank()));
        int size = Math.toIntExact(type.size());
        return Values.of(type, i -> {
            double sum = 0;
            for (int k = 0; k < SIZE; k++) {
                sum += all.getDouble((long) k * size + i);
            }
            return sum;
        });
    }

    /** Some of the names, always the same for a sample: every choice would be too many. */
    private static List<String> anyOf(List<String> names, Sample sample) {
        List<List<String>> choices = choices(names);
        return choices.get(new Random(sample.seed()).nextInt(choices.size()));
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static List<String> names(WengertList list) {
        return list.inputs().stream().map(Register::name).toList();
    }

    /** Values for the inputs of each sample; those that the operator does not have are seeds of its VJP. */
    private static List<Map<String, Tensor>> draw(Sample sample, WengertList list) {
        return draw(sample, list, new Random(sample.seed()));
    }

    private static List<Map<String, Tensor>> draw(Sample sample, WengertList list, Random random) {
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
        Results found = Runs.run(Batch.batch(one, SIZE, over.toArray(String[]::new)), together(each, over));
        for (Register output : one.outputs()) {
            List<Tensor> expected = new ArrayList<>();
            for (Map<String, Tensor> sample : each) {
                expected.add(Runs.run(one, mixed(each.get(0), sample, over)).get(output.name()));
            }
            Values.assertClose(
                    found.get(output.name()),
                    Values.stack(expected),
                    output.type().dtype() == DType.F32 ? 1e-6 : 1e-12,
                    output + " over " + over);
        }
    }

    /** The values of the first sample, but those that differ stacked. */
    private static Map<String, Tensor> together(List<Map<String, Tensor>> each, List<String> over) {
        Map<String, Tensor> together = new HashMap<>(each.get(0));
        over.forEach(name -> together.put(
                name, Values.stack(each.stream().map(values -> values.get(name)).toList())));
        return together;
    }

    /** The values of the first sample, but those that differ of another. */
    private static Map<String, Tensor> mixed(Map<String, Tensor> first, Map<String, Tensor> other, List<String> over) {
        Map<String, Tensor> mixed = new HashMap<>(first);
        over.forEach(name -> mixed.put(name, other.get(name)));
        return mixed;
    }
}
