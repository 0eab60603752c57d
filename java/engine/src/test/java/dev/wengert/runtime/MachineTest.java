package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
    /** From the least to the best; a machine of another kind has "portable" alone. */
    private static final List<String> LEVELS = List.of("portable", "baseline", "avx2", "avx512");

    @Test
    void usesTheKernelsThatTheEnvironmentAsksForWhereItHasThem() {
        Machine machine = Machine.current();
        String asked = System.getenv("WENGERT_ISA");
        int best = LEVELS.indexOf(machine.bestIsa());
        int expected = asked == null ? best : Math.min(best, LEVELS.indexOf(asked));
        assertThat(LEVELS.indexOf(machine.isa())).isEqualTo(expected);
    }

    @Test
    void describesItself() {
        Machine machine = Machine.current();
        assertThat(machine.platform()).matches("(linux|macosx|windows)-\\w+");
        assertThat(machine.version()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(machine.blas()).isNotBlank();
        assertThat(machine.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
