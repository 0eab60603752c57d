package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.schedule.MemoryUse;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Derived;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Runs.Way;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a list is run, the same bits come out: any number of threads, memory shared or not, in one call or in steps. */
class SameBitsTest {
    /** Against one thread and one call. */
    private static final List<Way> WAYS = List.of(
            new Way(MemoryUse.PLANNED, 2, false),
            new Way(MemoryUse.PLANNED, 3, true),
            new Way(MemoryUse.PLANNED, 8, false),
            new Way(MemoryUse.SEPARATE, 1, false));

    static Stream<Arguments> samples() {
        return SampleTable.large().stream()
                .flatMap(sample -> Stream.of(Arguments.of(sample, DType.F32), Arguments.of(sample, DType.F64)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ofEveryOperatorThatIsCutIntoTiles(Sample sample, DType real) {
        Random random = new Random(sample.seed());
        WengertList list = sample.list(real);
        Map<String, Tensor> inputs = sample.draw(real, random);
        compare(list, inputs);
        if (sample.isDifferentiable()) {
            WengertList vjp = Derived.vjp(list, Derived.real(list.inputs()));
            for (Register input : vjp.inputs()) {
                inputs.computeIfAbsent(
                        input.name(), name -> Values.of(input.type(), i -> (float) random.nextGaussian()));
            }
            compare(vjp, inputs);
        }
    }

    private static void compare(WengertList list, Map<String, Tensor> inputs) {
        Results expected = Runs.run(list, inputs);
        for (Way way : WAYS) {
            Results found = Runs.run(list, inputs, way);
            expected.byName().forEach((name, value) -> Values.assertSameBits(found.get(name), value, name + " " + way));
        }
    }

    @Test
    void largeSamplesAreCutIntoTiles() {
        assertThat(SampleTable.large()).allSatisfy(sample -> {
            Program program = Program.compile(sample.list(DType.F64));
            assertThat(Stream.concat(
                            program.schedule().prologue().stream(), program.schedule().instructions().stream()))
                    .as(sample.toString())
                    .anyMatch(instruction -> instruction.tiles() > 1);
        });
    }
}
