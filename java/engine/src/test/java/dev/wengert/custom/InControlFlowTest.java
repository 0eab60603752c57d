package dev.wengert.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.control.ControlFlow;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Vmap;
import dev.wengert.inspect.CheckGrads;
import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.TwoModes;
import dev.wengert.testing.UserKernels;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Operators of a user's own in loops, branches and checkpoints, differentiated and batched there. */
class InControlFlowTest {
    private static final CustomOperator SINE = CustomOperator.inJava("sine", ShapeRule.SAME, (y, z) -> {
                for (long i = 0; i < z.get(0).type().size(); i++) {
                    z.get(0).setDouble(i, Math.sin(y.get(0).getDouble(i)));
                }
            })
            .withVjp((y, z, dz) -> List.of(y.get(0).cos().mul(dz.get(0))));

    private static final CustomOperator LOG1P_EXP = CustomOperator.writtenOfOne(
                    "log1p_exp", x -> x.exp().log1p())
            .withVjp((y, z, dz) -> List.of(y.get(0).sigmoid().mul(dz.get(0))));

    private static final Tensor X = Tensor.of(Shape.of(2), 0.3, -0.8);

    /** One operator of each kind. */
    private static Register step(Register x) {
        return x.apply(LOG1P_EXP).apply(SINE).apply(UserKernels.CUBE).add(x);
    }

    private static void check(UnaryOperator<Register> f) {
        List<Tensor> x = List.of(X);
        CheckGrads.checkGrads(y -> List.of(f.apply(y.get(0))), x, 1, EnumSet.allOf(CheckGrads.Mode.class), 1e-6);
        Tensor alone =
                TwoModes.apply(Derivatives.grad((Register y) -> f.apply(y).sum()), X);
        Tensor rows = Tensor.of(Shape.of(1, 2), 0.3, -0.8);
        Tensor batch = TwoModes.apply(
                Vmap.vmap(Derivatives.grad((Register y) -> f.apply(y).sum())), rows);
        assertThat(batch.toDoubles()).containsExactly(alone.toDoubles(), Offset.offset(1e-14));
    }

    @Test
    void standsInALoop() {
        check(x -> ControlFlow.repeat(x, 3, InControlFlowTest::step));
    }

    @Test
    void standsInABranch() {
        check(x -> ControlFlow.cond(x.sum().greater(0), () -> x, () -> step(x)));
    }

    @Test
    void standsInACheckpoint() {
        check(x -> ControlFlow.checkpoint((Register y) -> step(step(y))).apply(x));
    }

    @Test
    void hooksWorkAtEachStepOfALoop() {
        List<Double> seen = new ArrayList<>();
        CustomOperator observe =
                GradientHooks.observe("watch", dz -> seen.add(dz.item())).hook();
        Function<Register, Register> f = x -> ControlFlow.repeat(
                x, 3, c -> c.apply(observe).apply(new ClipGradient(-5, 5)).mul(2));
        Tensor dx = TwoModes.apply(Derivatives.grad(f), Tensor.scalar(1.0));
        assertThat(dx.item()).isEqualTo(5);
        assertThat(seen).containsExactly(2.0, 4.0, 5.0, 2.0, 4.0, 5.0);
    }

    @Test
    void isPrintedAndReadBackWithTheBody() {
        Catalogue catalogue = Catalogue.standard().with(SINE);
        ListBuilder list = WengertList.builder("f", catalogue);
        Register x = list.input("x", DType.F64);
        list.output("z", ControlFlow.repeat(x, 3, c -> c.apply(SINE)));
        WengertList f = list.build();
        assertThat(f.toString()).contains(" = sine(");
        assertThat(WengertList.parse(f.toString(), catalogue)).hasToString(f.toString());
    }
}
