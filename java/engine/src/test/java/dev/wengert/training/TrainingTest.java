package dev.wengert.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.testing.Mlp;
import dev.wengert.testing.Runs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
    private static final Map<String, Mlp.Rule> RULES =
            Map.of("sgd", Mlp::sgd, "momentum", Mlp::momentum, "adam", Mlp::adam);

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "adam"})
    void learnsRandomLabelsByHeart(String name) {
        Mlp.Rule rule = RULES.get(name);
        for (DType dtype : List.of(DType.F32, DType.F64)) {
            try (Session session = Program.compile(Mlp.step(dtype, rule)).open(Runs.workers(2))) {
                session.run();
                double first = session.value("loss");
                for (int i = 0; i < 400; i++) {
                    session.run();
                }
                assertThat(session.value("loss")).isLessThan(first / 4);
            }
        }
    }
}
