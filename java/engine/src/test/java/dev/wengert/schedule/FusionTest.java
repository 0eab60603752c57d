package dev.wengert.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Assignments that are joined give the same bits, and are joined only where nobody sees what lies between them. */
class FusionTest {
    private static final String LIST = """
        input index: i64[9] = [3, 1, 3, 999, 0, 3, 1, 500, 999]
        input z: f32[9,40]
        input lr: f32[] = 0.1
        parameter p: f32[1000,40]
        dz = exp(z)
        g = scatter_add(index, dz, rows=1000, batchDims=0)
        """;

    private static final String FUSED = "sgd_rows(p, index, dz, lr)";

    private static WengertList list(String rest) {
        return WengertList.parse(LIST + rest.replace(';', '\n'));
    }

    @Test
    void aTableIsMovedByTheRowsThatWereRead() {
        WengertList list = list("n = sgd(p, g, lr); update p = n");
        WengertList fused = list.fused();
        assertThat(fused.toString()).contains(FUSED).doesNotContain("scatter_add");
        assertThat(WengertList.parse(fused.toString()).toString()).isEqualTo(fused.toString());
        Program program = Program.compile(fused);
        assertThat(program.peakBytes())
                .isLessThan(Program.compile(list).peakBytes()
                        - list.register("g").type().byteSize() / 2);
        try (Tensor z = Values.of(list.register("z").type(), i -> Math.sin(i));
                Tensor joined = after(3, program, z);
                Tensor apart = after(3, Program.compile(list), z)) {
            Values.assertSameBits(joined, apart, "p after three steps");
        }
    }

    private static Tensor after(int steps, Program program, Tensor z) {
        try (Session session = program.open()) {
            session.bind("z", z);
            for (int step = 0; step < steps; step++) {
                session.run();
            }
            return Tensor.copyOf(session.tensor("p"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = sgd(p, g, lr); update p = n; output g",
                "n = sgd(p, g, lr); update p = n; s = sum(g); output s",
                "n = sgd(p, g, lr, weightDecay=0.1); update p = n",
                "n = sgd(g, p, lr); update p = n",
                "h = mul(g, 2); n = sgd(p, h, lr); update p = n",
                "n = sgd(g, g, lr); update p = n",
            })
    void whatIsSeenOrUsedOtherwiseStays(String rest) {
        assertThat(list(rest).fused().toString()).contains("scatter_add").doesNotContain("sgd_rows");
    }

    @Test
    void otherSumsStay() {
        WengertList batched = WengertList.parse("""
            input index: i64[2,3]
            input dz: f32[2,3]
            input lr: f32[]
            parameter p: f32[2,5]
            g = scatter_add(index, dz, rows=5, batchDims=1)
            n = sgd(p, g, lr)
            update p = n
            """);
        assertThat(batched.fused().toString()).isEqualTo(batched.toString());
    }
}
