package dev.wengert.control;

import dev.wengert.control.ControlFlow.Step;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Control flow within control flow, and within and around derivatives. */
class NestedControlTest {
    private static final Tensor H = Tensor.constant(Tensor.of(Shape.of(2), 0.5, -0.25));
    private static final Tensor X = Tensor.constant(Tensor.of(Shape.of(3, 2), 0.1, -0.7, 0.9, 0.4, -0.3, 0.6));
    private static final List<Tensor> ALL = List.of(H, X);

    private static Register isPositive(Register x) {
        return x.sum().call("greater", x.builder().fill(0, TensorType.of(DType.F64)));
    }

    @Test
    void aScanInAScan() {
        Agreement.check(
                a -> ControlFlow.fold(
                        a.get(0),
                        a.get(1),
                        (h, x) -> ControlFlow.repeat(h, 2, c -> c.mul(x).sin().add(h))),
                a -> ScanTest.unrolled(a.get(0), a.get(1), false, (h, x) -> {
                            Register c = h;
                            for (int i = 0; i < 2; i++) {
                                c = c.mul(x).sin().add(h);
                            }
                            return new Step<>(c, c);
                        })
                        .carry(),
                ALL);
    }

    @Test
    void aBranchInAScan() {
        Agreement.check(
                a -> ControlFlow.scan(a.get(0), a.get(1), (h, x) -> {
                            Register next = ControlFlow.cond(
                                    isPositive(x),
                                    () -> h.mul(x).sin(),
                                    () -> h.add(x).exp());
                            return new Step<>(next.tanh(), next);
                        })
                        .y(),
                a -> ScanTest.stack(ScanTest.unrolled(a.get(0), a.get(1), false, (h, x) -> {
                            Register next =
                                    isPositive(x).where(h.mul(x).sin(), h.add(x).exp());
                            return new Step<>(next.tanh(), next);
                        })
                        .y()),
                ALL);
    }

    @Test
    void aCheckpointInAScan() {
        Agreement.check(
                a -> ControlFlow.fold(
                        a.get(0),
                        a.get(1),
                        (h, x) -> ControlFlow.checkpoint(
                                        (Register c) -> c.mul(x).sin().exp())
                                .apply(h)),
                a -> ScanTest.unrolled(a.get(0), a.get(1), false, (h, x) -> {
                            Register next = h.mul(x).sin().exp();
                            return new Step<>(next, next);
                        })
                        .carry(),
                ALL);
    }

    @Test
    void aScanInACheckpointInAScan() {
        Agreement.check(
                a -> ControlFlow.fold(
                        a.get(0),
                        a.get(1),
                        (h, x) -> ControlFlow.checkpoint((Register c) -> ControlFlow.repeat(
                                        c, 2, d -> d.mul(x).sin().add(c)))
                                .apply(h)),
                a -> ScanTest.unrolled(a.get(0), a.get(1), false, (h, x) -> {
                            Register next = h.mul(x).sin().add(h).mul(x).sin().add(h);
                            return new Step<>(next, next);
                        })
                        .carry(),
                ALL);
    }

    @Test
    void aLoopInAScanAndAScanInABranch() {
        Agreement.check(
                a -> ControlFlow.fold(
                        a.get(0),
                        a.get(1),
                        (h, x) -> ControlFlow.cond(
                                isPositive(x),
                                () -> ControlFlow.repeat(h, 2, c -> c.add(x).sin()),
                                () -> ControlFlow.whileLoop(
                                        h,
                                        3,
                                        c -> isPositive(c.add(1)),
                                        c -> c.sub(x.square()).sub(0.7)))),
                a -> ScanTest.unrolled(a.get(0), a.get(1), false, (h, x) -> {
                            Register c = h;
                            for (int i = 0; i < 3; i++) {
                                c = isPositive(c.add(1)).where(c.sub(x.square()).sub(0.7), c);
                            }
                            Register next =
                                    isPositive(x).where(h.add(x).sin().add(x).sin(), c);
                            return new Step<>(next, next);
                        })
                        .carry(),
                ALL);
    }

    @Test
    void aGradientWithinAStep() {
        // gradient descent, and how its end depends on its beginning
        Function<Register, Register> loss = c -> c.square().sum().exp().mul(0.1);
        Agreement.check(
                a -> ControlFlow.fold(
                        a.get(0),
                        a.get(1),
                        (h, x) -> h.sub(Derivatives.grad(loss).apply(h.mul(x)))),
                a -> ScanTest.unrolled(a.get(0), a.get(1), false, (h, x) -> {
                            Register next = h.sub(Derivatives.grad(loss).apply(h.mul(x)));
                            return new Step<>(next, next);
                        })
                        .carry(),
                ALL);
    }

    @Test
    void aGradientByWhatAStepTakesFromAroundIt() {
        Agreement.check(
                a -> ControlFlow.fold(
                        a.get(0),
                        a.get(1),
                        (h, x) -> Derivatives.grad((Register w) -> ControlFlow.repeat(
                                                h.mul(w), 2, c -> c.mul(w).sin())
                                        .sum())
                                .apply(x)),
                a -> ScanTest.unrolled(a.get(0), a.get(1), false, (h, x) -> {
                            Register next = Derivatives.grad((Register w) ->
                                            h.mul(w).mul(w).sin().mul(w).sin().sum())
                                    .apply(x);
                            return new Step<>(next, next);
                        })
                        .carry(),
                ALL);
    }
}
