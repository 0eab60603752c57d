package dev.wengert.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.control.ControlFlow.Step;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.inspect.CheckGrads;
import dev.wengert.list.Register;
import dev.wengert.list.Structure;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.TwoModes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Scans against the same steps written one after the other. */
class ScanTest {
    private static final Tensor H = Tensor.constant(Tensor.of(Shape.of(2), 0.5, -0.25));
    private static final Tensor X = Tensor.constant(Tensor.of(Shape.of(3, 2), 0.1, -0.7, 0.9, 0.4, -0.3, 0.6));
    private static final Tensor W = Tensor.constant(Tensor.of(Shape.of(2, 2), 0.3, -0.8, 0.5, 0.7));
    private static final List<Tensor> ALL = List.of(H, X, W);

    private static Register slice(Register x, long i) {
        return x.slice(0, i, i + 1)
                .reshape(x.type().shape().slice(1, x.type().shape().rank()));
    }

    /** What a scan does, step after step. */
    static <C, Y> Step<C, List<Y>> unrolled(
            C initial, Register xs, boolean reverse, BiFunction<C, Register, Step<C, Y>> step) {
        long length = xs.type().shape().dim(0);
        C carry = initial;
        List<Y> ys = new ArrayList<>();
        for (long i = 0; i < length; i++) {
            Step<C, Y> next = step.apply(carry, slice(xs, reverse ? length - 1 - i : i));
            carry = next.carry();
            ys.add(reverse ? 0 : ys.size(), next.y());
        }
        return new Step<>(carry, ys);
    }

    static Register stack(List<Register> rows) {
        return rows.get(0).call("stack", Map.of(), rows.subList(1, rows.size()).toArray(Register[]::new));
    }

    private static Step<Register, Register> recurrence(Register w, Register h, Register x) {
        Register next = h.matmul(w).add(x).tanh();
        return new Step<>(next, next.mul(x));
    }

    private static Register both(Register carry, Register ys) {
        return ys.mul(carry.exp());
    }

    @Test
    void agreesWithItsStepsOneAfterTheOther() {
        Agreement.checkDeeply(
                a -> {
                    Step<Register, Register> all =
                            ControlFlow.scan(a.get(0), a.get(1), (h, x) -> recurrence(a.get(2), h, x));
                    return both(all.carry(), all.y());
                },
                a -> {
                    Step<Register, List<Register>> all =
                            unrolled(a.get(0), a.get(1), false, (h, x) -> recurrence(a.get(2), h, x));
                    return both(all.carry(), stack(all.y()));
                },
                ALL);
    }

    @Test
    void goesFromTheLastToTheFirst() {
        Agreement.check(
                a -> {
                    Step<Register, Register> all =
                            ControlFlow.scanReverse(a.get(0), a.get(1), (h, x) -> recurrence(a.get(2), h, x));
                    return both(all.carry(), all.y());
                },
                a -> {
                    Step<Register, List<Register>> all =
                            unrolled(a.get(0), a.get(1), true, (h, x) -> recurrence(a.get(2), h, x));
                    return both(all.carry(), stack(all.y()));
                },
                ALL);
    }

    record State(Register position, Map<String, Register> more, String name) {}

    private static Step<State, List<Register>> swing(Register w, State s, Register x) {
        Register velocity = Structure.of(s).leaves().get(1);
        Register next = velocity.sub(s.position().sin().mul(0.1)).add(x);
        Register position = s.position().add(next.mul(0.1));
        return new Step<>(
                new State(position, Map.of("velocity", next), s.name()), List.of(position.matmul(w), next.square()));
    }

    @Test
    void carriesRecordsAndMapsAndGivesLists() {
        Agreement.check(
                a -> {
                    Step<State, List<Register>> all = ControlFlow.scan(
                            new State(a.get(0), Map.of("velocity", a.get(0).mul(2)), "pendulum"),
                            a.get(1),
                            (s, x) -> swing(a.get(2), s, x));
                    assertThat(all.carry().name()).isEqualTo("pendulum");
                    return both(all.carry().position(), all.y().get(0))
                            .add(all.y().get(1));
                },
                a -> {
                    Step<State, List<List<Register>>> all = unrolled(
                            new State(a.get(0), Map.of("velocity", a.get(0).mul(2)), "pendulum"),
                            a.get(1),
                            false,
                            (s, x) -> swing(a.get(2), s, x));
                    return both(
                                    all.carry().position(),
                                    stack(all.y().stream().map(y -> y.get(0)).toList()))
                            .add(stack(all.y().stream().map(y -> y.get(1)).toList()));
                },
                ALL);
    }

    @Test
    void takesStepsWithoutSlices() {
        // the logistic map: its derivative after n steps is a polynomial of degree 2ⁿ − 1
        Function<Register, Register> scanned =
                x -> ControlFlow.repeat(x, 5, l -> l.mul(4).mul(l.neg().add(1)));
        Function<Register, Register> written = x -> {
            Register l = x;
            for (int i = 0; i < 5; i++) {
                l = l.mul(4).mul(l.neg().add(1));
            }
            return l;
        };
        Agreement.check(
                a -> scanned.apply(a.get(0)),
                a -> written.apply(a.get(0)),
                List.of(Tensor.constant(Tensor.scalar(0.3))));
    }

    @Test
    void countsInIntegersBesideWhatIsDifferentiated() {
        // Σ x·i for i = 0 … 3, with i carried
        Function<Register, Register> f = x -> {
            Register zero = x.builder().fill(0, x.type().withDType(DType.I64));
            List<Register> last = ControlFlow.repeat(
                    List.of(zero, x.mul(0)),
                    4,
                    c -> List.of(
                            c.get(0).add(1),
                            c.get(1).add(c.get(0).cast(DType.F64).mul(x))));
            return last.get(1);
        };
        List<Tensor> found = TwoModes.all(
                a -> List.of(
                        f.apply(a.get(0)),
                        Derivatives.grad(f).apply(a.get(0)),
                        Derivatives.jvp(f, a.get(0), a.get(0)).tangent()),
                List.of(Tensor.constant(Tensor.scalar(2.0))));
        assertThat(found.stream().mapToDouble(Tensor::item)).containsExactly(12.0, 6.0, 12.0);
    }

    @Test
    void integersThatStepsChooseHaveNoDerivatives() {
        // Σ of each row's greatest element, found by a scan that carries nothing
        Function<Register, Register> f = x -> {
            Register at = ControlFlow.scan(
                            List.<Register>of(),
                            x,
                            (carry, row) -> new Step<>(carry, row.call("argmax", Map.of("axis", 0L))))
                    .y();
            return x.call("take_along_axis", Map.of("axis", 1L), at.reshape(3, 1))
                    .sum();
        };
        List<Tensor> found = TwoModes.all(
                a -> List.of(
                        Derivatives.grad(f).apply(a.get(0)),
                        Derivatives.jvp(f, a.get(0), a.get(0)).tangent()),
                List.of(X));
        assertThat(found.get(0).toDoubles()).containsExactly(1, 0, 1, 0, 0, 1);
        assertThat(found.get(1).item()).isEqualTo(0.1 + 0.9 + 0.6);
    }

    @Test
    void ofNoStepsGivesTheCarryAndNothing() {
        Tensor none = Tensor.constant(Tensor.zeros(dev.wengert.tensor.TensorType.of(DType.F64, 0, 2)));
        List<Tensor> found = TwoModes.all(
                a -> {
                    Function<List<Register>, Register> f = b -> {
                        Step<Register, Register> all =
                                ControlFlow.scan(b.get(0), b.get(1), (h, x) -> recurrence(b.get(2), h, x));
                        return all.carry().exp().sum().add(all.y().sum());
                    };
                    return Derivatives.grad(f).apply(a);
                },
                List.of(H, none, W));
        assertThat(found.get(0).toDoubles()).containsExactly(Math.exp(0.5), Math.exp(-0.25));
        assertThat(found.get(1).toDoubles()).isEmpty();
        assertThat(found.get(2).toDoubles()).containsOnly(0);
    }

    @Test
    void agreesWithFiniteDifferences() {
        CheckGrads.checkGrads(
                a -> List.of(ControlFlow.scan(a.get(0), a.get(1), (h, x) -> recurrence(a.get(2), h, x))
                        .y()),
                ALL,
                2,
                java.util.EnumSet.allOf(CheckGrads.Mode.class),
                1e-5);
    }

    @Test
    void computesOnceWhatIsTheSameInEveryStep() {
        WengertList list = WengertList.parse("input w: f64[2,2]\n input h: f64[2]\n output h");
        var builder = list.toBuilder();
        Register w = builder.register("w");
        builder.output(ControlFlow.repeat(builder.register("h"), 9, h -> h.matmul(w.exp())));
        WengertList built = builder.build();
        assertThat(built.assignments().stream().map(z -> z.operator().name())).containsExactly("exp", "scan");
    }

    @Test
    void givesWhatTheAdjointReadsOnceThoughSeveralAskForIt() {
        var builder = WengertList.builder("f");
        Register x = builder.input("x", DType.F64, 2);
        Register xs = builder.input("xs", DType.F64, 7, 2);
        Step<Register, Register> all = ControlFlow.scan(x, xs, (h, y) -> {
            Register next = h.mul(y).tanh();
            return new Step<>(next, next);
        });
        Register first = dev.wengert.differentiate.Reverse.gradients(all.y().sum(), List.of(x))
                .get(0);
        Register second = dev.wengert.differentiate.Reverse.gradients(
                        all.y().square().sum(), List.of(x))
                .get(0);
        builder.output(first);
        builder.output(second);
        WengertList built = builder.build();
        Scan forward = (Scan) built.assignments().get(0).operator();
        // tanh reads its result, which is given already, and h is not read by what asks for x alone
        assertThat(forward.body().outputs()).hasSize(2);
        assertThat(built.assignments().stream().filter(z -> z.operator() instanceof Scan))
                .hasSize(3);
    }
}
