package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.WengertList;
import dev.wengert.schedule.MemoryUse;
import dev.wengert.schedule.Planner;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import dev.wengert.testing.Values;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Products by the handwritten kernels, which serve where there is no BLAS, against those by the BLAS and each other. */
class ProductsTest {
    static Stream<Arguments> samples() {
        return SampleTable.all().stream()
                .filter(sample -> sample.operator().equals("matmul"))
                .flatMap(sample -> Stream.of(Arguments.of(sample, DType.F32), Arguments.of(sample, DType.F64)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agreeWithoutABlasAndOnAnyThreads(Sample sample, DType real) {
        WengertList list = sample.list(real);
        Map<String, Tensor> inputs = sample.draw(real, new Random(sample.seed()));
        Program plain = new Program(Planner.plan(list, MemoryUse.PLANNED, routine -> 0));
        Tensor one = product(plain, inputs, 1);
        for (int threads : new int[] {2, 3, 8}) {
            Values.assertSameBits(product(plain, inputs, threads), one, threads + " threads");
        }
        double tolerance = real == DType.F32 ? 1e-4 : 1e-13;
        Values.assertClose(one, Runs.run(list, inputs).get("z1"), tolerance, sample + " without BLAS");
    }

    private static Tensor product(Program program, Map<String, Tensor> inputs, int threads) {
        assertThat(program.schedule().instructions()).noneMatch(i -> i.kernel().startsWith("gemm_blas"));
        try (Session session = program.open(Runs.workers(threads))) {
            inputs.forEach(session::bind);
            session.run();
            return Runs.results(session).get("z1");
        }
    }
}
