package dev.wengert.nesting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.tensor.DType;
import dev.wengert.testing.RandomFunction;
import dev.wengert.testing.Sweep;
import java.util.List;
import java.util.Random;
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
                step.check().check(Modes.agreed(point));
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
        assertThat(Modes.agreed(point)).allMatch(result -> result.dtype() != DType.F64);
    }

    /** All pairs one after another, every third time with a third. */
    private static List<Transformation> chain(long seed, Random random) {
        Transformation inner = ALL[(int) (seed % ALL.length)];
        Transformation outer = ALL[(int) (seed / ALL.length % ALL.length)];
        return random.nextInt(3) > 0 ? List.of(inner, outer) : List.of(inner, outer, ALL[random.nextInt(ALL.length)]);
    }
}
