package dev.wengert.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Reverse;
import dev.wengert.inspect.CheckGrads;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.TwoModes;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions that the adjoint computes again, against the same functions. */
class CheckpointTest {
    private static final Tensor X = Tensor.constant(Tensor.of(Shape.of(3), 0.5, -1.0, 2.0));
    private static final Tensor W = Tensor.constant(Tensor.of(Shape.of(3), 0.3, -0.8, 0.5));

    private static Register f(List<Register> a) {
        return a.get(0).mul(a.get(1)).sin().exp();
    }

    @Test
    void agreesWithTheFunction() {
        Function<List<Register>, Register> again = ControlFlow.checkpoint(CheckpointTest::f);
        Agreement.checkDeeply(again, CheckpointTest::f, List.of(X, W));
        Agreement.check(
                a -> again.apply(List.of(again.apply(a), a.get(1))), a -> f(List.of(f(a), a.get(1))), List.of(X, W));
        // what it takes from around it is computed with as well
        Agreement.check(
                a -> ControlFlow.checkpoint(
                                (Register x) -> f(List.of(x, a.get(1).tanh())))
                        .apply(a.get(0)),
                a -> f(List.of(a.get(0), a.get(1).tanh())),
                List.of(X, W));
        CheckGrads.checkGrads(a -> List.of(again.apply(a)), List.of(X, W));
    }

    @Test
    void givesTheSameBits() {
        Function<List<Register>, List<Register>> plain = Derivatives.grad(
                (List<Register> a) -> f(List.of(f(a), a.get(1))).sum());
        Function<List<Register>, Register> again = ControlFlow.checkpoint(CheckpointTest::f);
        Function<List<Register>, List<Register>> checkpointed = Derivatives.grad((List<Register> a) ->
                again.apply(List.of(again.apply(a), a.get(1))).sum());
        List<Tensor> expected = TwoModes.all(plain, List.of(X, W));
        List<Tensor> found = TwoModes.all(checkpointed, List.of(X, W));
        for (int i = 0; i < 2; i++) {
            Values.assertSameBits(found.get(i), expected.get(i), "gradient " + i);
        }
    }

    private static final int LAYERS = 16;
    private static final int BLOCK = 4;

    /** The gradients of a deep network, whose layers are taken together in blocks. */
    private static WengertList deep(UnaryOperator<Function<Register, Register>> wrap) {
        ListBuilder list = WengertList.builder("deep");
        Register x = list.input("x", DType.F32, 64, 32);
        List<Register> weights = new ArrayList<>();
        for (int i = 0; i < LAYERS; i++) {
            weights.add(list.input("w" + i, DType.F32, 32, 32));
        }
        Register h = x;
        for (int i = 0; i < LAYERS; i += BLOCK) {
            List<Register> block = weights.subList(i, i + BLOCK);
            h = wrap.apply(y -> {
                        for (Register w : block) {
                            y = y.matmul(w).tanh();
                        }
                        return y;
                    })
                    .apply(h);
        }
        Register loss = h.square().mean().named("loss");
        list.output(loss);
        Reverse.gradients(loss, weights).forEach(list::output);
        return list.build().withoutDeadCode();
    }

    @Test
    void takesLessMemoryForADeepNetworkAndGivesTheSameBits() {
        WengertList plain = deep(UnaryOperator.identity());
        WengertList checkpointed = deep(ControlFlow::checkpoint);
        Random random = new Random(7);
        Map<String, Tensor> at = new LinkedHashMap<>();
        plain.inputs()
                .forEach(input -> at.put(input.name(), Values.of(input.type(), i -> 0.3 * random.nextGaussian())));
        Results expected = Runs.run(plain, at);
        Results found = Runs.run(checkpointed, at);
        plain.outputs()
                .forEach(output ->
                        Values.assertSameBits(found.get(output.name()), expected.get(output.name()), output.name()));
        long activation = 64 * 32 * 4;
        long less = Program.compile(plain).peakBytes()
                - Program.compile(checkpointed).peakBytes();
        // of 16 activations those of three blocks but for their ends are not kept
        assertThat(less).isGreaterThanOrEqualTo((LAYERS - BLOCK - 2 * LAYERS / BLOCK + 2) * activation);
    }
}
