package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunExceptionTest {
    @ParameterizedTest(name = "index {1} of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "y = gather(x, i)                                     | 5",
                "y = gather(x, i)                                     | -1",
                "y = gather(x, i)                                     | 1099511627776",
                "y = gather(x, i)                                     | -9223372036854775808",
                "y = scatter_add(i, v, rows=5)                        | 5",
                "y = scatter_add(i, v, rows=5)                        | -4294967295",
                "y = one_hot(i, classes=5, dtype=f64)                 | 5",
                "y = one_hot(i, classes=5, dtype=f64)                 | -1",
                "y = softmax_cross_entropy(w, i)                      | 7",
                "y = softmax_cross_entropy(w, i)                      | -1",
                "y = softmax_cross_entropy(w, i, ignoreIndex=7)       | 8",
                "y = softmax_cross_entropy_vjp(w, i, v)               | 7",
                "y = softmax_cross_entropy_vjp(w, i, v)               | 4294967296",
            })
    void namesTheAssignmentWhoseIndexIsOutOfRange(String line, long index) {
        for (DType dtype : new DType[] {DType.I32, DType.I64}) {
            if (dtype == DType.I64 || index == (int) index) {
                check(line.strip(), dtype, index);
            }
        }
    }

    private static void check(String line, DType dtype, long index) {
        WengertList list = WengertList.parse("input x: f64[5]\ninput v: f64[3]\ninput w: f64[3,7]\ninput i: " + dtype
                + "[3]\n" + line + "\ns = sum(y)\noutput s");
        try (Tensor i = Tensor.zeros(dtype, 3);
                Session session = Program.compile(list).open(Runs.workers(3))) {
            list.inputs()
                    .forEach(input -> session.bind(
                            input.name(), input.name().equals("i") ? i : Values.of(input.type(), k -> 0.5)));
            session.run();
            double before = session.value("s");
            i.setLong(1, index);
            for (Runnable run : new Runnable[] {session::run, () -> session.runStepwise(instruction -> {})}) {
                assertThatThrownBy(run::run)
                        .isInstanceOf(RunException.class)
                        .hasMessageContaining(line.substring(0, line.indexOf('(')) + "(")
                        .hasMessageContaining("i: " + dtype + "[3]")
                        .hasMessageContaining("at text:5")
                        .hasMessageContaining("index");
            }
            i.setLong(1, 0);
            session.run();
            assertThat(session.value("s")).isEqualTo(before);
        }
    }

    @Test
    void comesFromOpeningWhereAConstantIsWrong() {
        WengertList list = WengertList.parse("""
            i = fill(value=9, dtype=i64, shape=[2])
            x = fill(value=1, dtype=f64, shape=[3])
            y = gather(x, i)
            output y
            """);
        long held = NativeMemory.heldBytes();
        Workers workers = Workers.of(2);
        assertThatThrownBy(() -> Program.compile(list).open(workers))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("y = gather(x: f64[3], i: i64[2]) at text:3");
        assertThat(NativeMemory.heldBytes()).isEqualTo(held);
        workers.close();
    }

    @Test
    void ofAStepwiseCallbackLeavesTheSessionUsable() {
        WengertList list = WengertList.parse("input x: f64[] = 1\ny = exp(x)\nz = neg(y)\noutput z");
        try (Session session = Program.compile(list).open()) {
            AtomicInteger calls = new AtomicInteger();
            assertThatThrownBy(() -> session.runStepwise(instruction -> {
                        calls.incrementAndGet();
                        throw new UnsupportedOperationException("enough");
                    }))
                    .hasMessage("enough");
            assertThat(calls).hasValue(1);
            session.run();
            assertThat(session.value("z")).isCloseTo(-Math.E, within(1e-15));
        }
    }
}
