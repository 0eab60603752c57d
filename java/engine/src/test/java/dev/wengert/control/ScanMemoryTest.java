package dev.wengert.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a long scan needs for its adjoint. */
class ScanMemoryTest {
    private static final int N = 64;
    private static final long STATE = N * 8;

    /** The gradients of the last state by the first and by w, where every step bends the state three times. */
    private static WengertList list(long steps, UnaryOperator<Function<Register, Register>> wrap) {
        ListBuilder list = WengertList.builder("long");
        Register h = list.input("h", DType.F64, N);
        Register w = list.input("w", DType.F64, N);
        Function<Register, Register> step =
                wrap.apply(c -> c.mul(w).tanh().mul(w).tanh().mul(w).tanh());
        Register last = ControlFlow.repeat(h, steps, step::apply).named("last");
        list.output(last);
        Reverse.gradients(last.sum(), List.of(h, w)).forEach(list::output);
        return list.build().withoutDeadCode();
    }

    private static long bytesOfAThousandSteps(UnaryOperator<Function<Register, Register>> wrap) {
        return Program.compile(list(2000, wrap)).peakBytes()
                - Program.compile(list(1000, wrap)).peakBytes();
    }

    @Test
    void growsByWhatTheAdjointReadsOfEachStep() {
        // the carry, which is multiplied by w, and what each tanh gave, of which the last is the next carry
        assertThat(bytesOfAThousandSteps(UnaryOperator.identity())).isEqualTo(1000 * 3 * STATE);
    }

    @Test
    void growsByTheCarryAloneWhereTheStepIsComputedAgain() {
        assertThat(bytesOfAThousandSteps(ControlFlow::checkpoint)).isEqualTo(1000 * STATE);
    }

    @Test
    void differentiatesAThousandStepsToTheSameBitsEitherWay() {
        WengertList kept = list(1000, UnaryOperator.identity());
        WengertList again = list(1000, ControlFlow::checkpoint);
        Map<String, Tensor> at = Map.of(
                "h", Values.of(kept.register("h").type(), i -> 0.01 * i),
                "w", Values.of(kept.register("w").type(), i -> 1 - 0.001 * i));
        for (String name : List.of("last", "dh", "dw")) {
            Values.assertSameBits(
                    Runs.run(again, at).get(name), Runs.run(kept, at).get(name), name);
        }
    }
}
