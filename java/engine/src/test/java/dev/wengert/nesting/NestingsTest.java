package dev.wengert.nesting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.Register;
import dev.wengert.schedule.MemoryUse;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.RandomFunction;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Sweep;
import dev.wengert.testing.Traced;
import dev.wengert.testing.TwoModes;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transformations of random functions, of what they make of them, and so on, in any order. */
class NestingsTest {
    private static final Transformation[] ALL = Transformation.values();

    static LongStream seeds() {
        return LongStream.range(0, Sweep.times(120));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachIsRightOfTheOneWithin(long seed) {
        Random random = new Random(seed);
        RandomFunction f = RandomFunction.of(seed, 1 + random.nextInt(5), DType.F64);
        Point point = new Point("f", f, f.at());
        for (Transformation transformation : chain(seed, random)) {
            Transformation.Step step = transformation.apply(point, random);
            point = step.point();
            try {
                step.check().check(modesAgree(point));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(point.name() + " of seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    static LongStream fewSeeds() {
        return LongStream.range(300_000, 300_000 + Sweep.times(25));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void singlePrecisionHasTheSameBitsHoweverItIsRun(long seed) {
        Random random = new Random(seed);
        RandomFunction f = RandomFunction.of(seed, 1 + random.nextInt(5), DType.F32);
        Point point = new Point("f", f, f.at());
        for (Transformation transformation : chain(seed, random)) {
            point = transformation.apply(point, random).point();
        }
        assertThat(modesAgree(point)).allMatch(result -> result.dtype() != DType.F64);
    }

    /** All pairs one after another, every third time with a third. */
    private static List<Transformation> chain(long seed, Random random) {
        Transformation inner = ALL[(int) (seed % ALL.length)];
        Transformation outer = ALL[(int) (seed / ALL.length % ALL.length)];
        return random.nextInt(3) > 0 ? List.of(inner, outer) : List.of(inner, outer, ALL[random.nextInt(ALL.length)]);
    }

    /** The results, which are the same bits compiled, eager, on threads, with and without a plan, and read back from text. */
    private static List<Tensor> modesAgree(Point point) {
        Function<List<Register>, List<Register>> f = point.f();
        List<Tensor> results = TwoModes.all(f, point.at());
        Traced traced = Traced.of(f, point.at().stream().map(Tensor::type).toList());
        assertSame(traced.run(point.at(), new Runs.Way(MemoryUse.SEPARATE, 3, true)), results, "with dead code");
        assertSame(traced.withoutDeadCode().reread().run(point.at()), results, "read from text");
        return results;
    }

    private static void assertSame(List<Tensor> found, List<Tensor> expected, String what) {
        for (int i = 0; i < expected.size(); i++) {
            Values.assertSameBits(found.get(i), expected.get(i), "result " + i + " " + what);
        }
    }
}
