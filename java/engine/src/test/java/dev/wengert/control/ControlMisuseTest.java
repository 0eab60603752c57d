package dev.wengert.control;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.control.ControlFlow.Step;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is said where control flow is not used as it must be. */
class ControlMisuseTest {
    private final ListBuilder list = WengertList.builder("f");
    private final Register h = list.input("h", DType.F64, 2);
    private final Register xs = list.input("xs", DType.F64, 5, 2);
    private final Register scalar = list.input("s", DType.F64);
    private final Register p = list.input("p", DType.BOOL);

    private static void refuses(ThrowingCallable misuse, String... expected) {
        assertThatThrownBy(misuse)
                .isInstanceOf(ListException.class)
                .hasMessageContainingAll(expected)
                .hasMessageContaining("ControlMisuseTest.java:");
    }

    @Test
    void aConditionMustBeOneBool() {
        refuses(
                () -> ControlFlow.cond(h, () -> h, () -> h),
                "expected a condition of bool[], found h: f64[2]",
                "any or all");
        refuses(
                () -> ControlFlow.cond(h.call("greater", h), () -> h, () -> h),
                "expected a condition of bool[]",
                "bool[2]",
                "where");
    }

    @Test
    void branchesMustGiveTheSame() {
        refuses(
                () -> ControlFlow.cond(p, () -> h.named("h"), () -> xs),
                "cond: then and otherwise must give the same",
                "the type of h: f64[2], found xs: f64[5,2]");
        refuses(
                () -> ControlFlow.cond(p, () -> Map.of("a", h, "b", scalar), () -> Map.of("a", h, "b", h)),
                "at b: expected the type of s: f64[], found h: f64[2]");
        refuses(() -> ControlFlow.cond(p, () -> List.of(h, h), () -> List.of(h)), "expected registers", "found");
    }

    @Test
    void aStepMustGiveTheCarryAsItTakesIt() {
        refuses(
                () -> ControlFlow.scan(h, xs, (c, x) -> new Step<>(c.sum(), x)),
                "scan: a step must give the carry as it takes it: expected the type of h: f64[2], found z",
                "f64[]");
        refuses(
                () -> ControlFlow.fold(List.of(h, scalar), xs, (c, x) -> List.of(c.get(0), c.get(0))),
                "at 1: expected the type of s: f64[], found h: f64[2]");
        refuses(
                () -> ControlFlow.whileLoop(h, c -> p, c -> c.cast(DType.F32)),
                "whileLoop: the body must give the carry as it takes it: expected the type of h: f64[2], found z",
                "f32[2]");
    }

    @Test
    void slicesMustHaveOneLength() {
        refuses(
                () -> ControlFlow.fold(h, List.of(xs, h), (c, x) -> c),
                "expected first axes of one length, that of xs: f64[5,2], found h: f64[2]");
        refuses(() -> ControlFlow.fold(h, scalar, (c, x) -> c), "an axis of steps, found s: f64[]");
        refuses(() -> ControlFlow.fold(h, List.<Register>of(), (c, x) -> c), "found none; give a number of steps");
    }

    @Test
    void aTestMustGiveOneBool() {
        refuses(
                () -> ControlFlow.whileLoop(h, c -> c.call("less", h), c -> c),
                "whileLoop: expected a test that gives bool[]",
                "bool[2]",
                "any or all");
        refuses(() -> ControlFlow.whileLoop(h, 0, c -> p, c -> c), "expected a bound of at least 1, found 0");
    }

    @Test
    void nothingIsDeclaredWithin() {
        refuses(
                () -> ControlFlow.fold(h, xs, (c, x) -> c.mul(c.builder().input("w", DType.F64))),
                "w: f64[] is declared within the function; declare it outside");
        refuses(
                () -> ControlFlow.fold(h, xs, (c, x) -> c.mul(c.builder().parameter("w", c.type()))),
                "w: f64[2] is declared within the function; declare it outside");
    }

    @Test
    void somethingMustBeGiven() {
        refuses(() -> ControlFlow.repeat(List.<Register>of(), 3, c -> c), "scan: expected at least one register");
        refuses(() -> ControlFlow.repeat(h, -1, c -> c), "scan: expected a number of steps of at least 0, found -1");
    }

    @Test
    void whatIsWrittenWithinIsNotUsedAfterwards() {
        Register[] kept = new Register[1];
        Register ignored = ControlFlow.fold(h, xs, (c, x) -> kept[0] = c.mul(x));
        assertThatThrownBy(() -> kept[0].add(h)).hasMessageContaining("step");
    }

    @Test
    void afterAnErrorWithinTheListGoesOn() {
        assertThatThrownBy(() -> ControlFlow.fold(h, xs, (c, x) -> c.matmul(xs)))
                .isInstanceOf(ListException.class);
        list.output("y", ControlFlow.fold(h, xs, (c, x) -> c.mul(x)));
        list.build();
    }

    @Test
    void valuesAreNotThereWhileAListIsWritten() {
        assertThatThrownBy(scalar::item)
                .isInstanceOf(ListException.class)
                .hasMessageContaining("use eager mode (Eager), or let the list itself decide, with cond or whileLoop of"
                        + " ControlFlow, or where");
        try (Tensor one = Tensor.scalar(1.0);
                Eager eager = Eager.open()) {
            Register x = eager.input("x", one);
            assertThatThrownBy(() -> ControlFlow.repeat(x, 3, c -> c.item() > 0 ? c : c.neg()))
                    .isInstanceOf(ListException.class)
                    .hasMessageContaining(
                            "x: f64[] of list step has no value: it stands for every sample or step; let the"
                                    + " list itself decide, with cond or whileLoop of ControlFlow, or where");
        }
    }

    @Test
    void theOperatorsSayWhatTheyTake() {
        Map<String, String> wrong = Map.of(
                "z, y = scan(h, x, body=step, carries=2, length=4)", "expected y of type f64[3], as list step takes it",
                "z, y = scan(h, x, body=swapped, carries=1, xs=1, length=4)",
                        "swapped to give the carry c: f64[2] with its type, found y: f64[3]",
                "z, y = scan(h, x, body=step, carries=1, xs=1, length=5)",
                        "y of all steps of type f64[5,3], found f64[4,3]",
                "z, y = scan(x, x, body=step, carries=1, xs=1, length=4)",
                        "expected c of type f64[2], as list step takes it",
                "z, y = scan(h, body=step, carries=1, xs=1, length=4)", "expected 2 operands, found 1",
                "z, y = scan(h, x, body=step, carries=1, xs=2, length=4)",
                        "1 carries and 2 slices, found one of 2 inputs",
                "z = while_loop(h, x, test=step, body=step)", "expected a test that gives one bool[]");
        wrong.forEach((call, expected) -> assertThatThrownBy(() -> WengertList.parse(withLists(call)))
                .as(call)
                .isInstanceOf(ListException.class)
                .hasMessageContaining("line 16: ")
                .hasMessageContaining(expected));
    }

    private static String withLists(String call) {
        return """
            list f {
              input h: f64[2]
              input x: f64[4,3]
              list step {
                input c: f64[2]
                input y: f64[3]
                output c
                output y
              }
              list swapped {
                input c: f64[2]
                input y: f64[3]
                output y
                output c
              }
            """ + call + "\n}";
    }
}
