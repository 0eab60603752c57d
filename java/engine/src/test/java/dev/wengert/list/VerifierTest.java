package dev.wengert.list;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists that no builder gives, each breaking one rule. */
class VerifierTest {
    private final ListBuilder builder = WengertList.builder("f");
    private final Register x = builder.input("x", DType.F64, 2);
    private final Register p = builder.parameter("p", DType.F64, 2);
    private final Register y = x.add(p).named("y");
    private final Register z = y.tanh().named("z");
    private final Assignment first = builder.assignments().get(0);
    private final Assignment second = builder.assignments().get(1);

    private static void accepts(WengertList list) {
        assertThatCode(() -> Verifier.verify(list)).doesNotThrowAnyException();
    }

    private static void refuses(WengertList list, String... expected) {
        assertThatThrownBy(() -> Verifier.verify(list))
                .isInstanceOf(ListException.class)
                .hasMessageStartingWith("list f: ")
                .hasMessageContainingAll(expected);
    }

    private WengertList list(List<Assignment> assignments) {
        return list(List.of(x), List.of(p), assignments, List.of(z), Map.of(p, z));
    }

    private static WengertList list(
            List<Register> inputs,
            List<Register> parameters,
            List<Assignment> assignments,
            List<Register> outputs,
            Map<Register, Register> updates) {
        return new WengertList("f", Catalogue.standard(), inputs, parameters, Set.of(), assignments, outputs, updates);
    }

    private Register result(String name, TensorType type, Role role) {
        return new Register(builder, 99, name, type, role, null);
    }

    private Assignment sum(Register result) {
        return new Assignment(first.operator(), List.of(x, p), List.of(result), Part.PRIMAL, Optional.empty());
    }

    @Test
    void acceptsWhatABuilderGives() {
        accepts(list(List.of(first, second)));
    }

    @Test
    void refusesUseBeforeDefinition() {
        refuses(
                list(List.of(second, first)),
                "z = tanh(y: f64[2]) at VerifierTest.java:",
                "y is used before it is defined");
    }

    @Test
    void refusesASecondAssignment() {
        refuses(list(List.of(first, second, first)), "y: f64[2] is assigned twice");
    }

    @Test
    void refusesANameThatIsUsedTwice() {
        Register other = result("y", y.type(), Role.RESULT);
        refuses(list(List.of(first, second, sum(other))), "the name y is used twice");
    }

    @Test
    void refusesResultsOfAnotherType() {
        Register wrong = result("q", TensorType.of(DType.F64, 3), Role.RESULT);
        refuses(list(List.of(first, second, sum(wrong))), "infers [f64[2]]", "f64[3]");
    }

    @Test
    void refusesResultsThatAreNone() {
        Register input = result("q", y.type(), Role.INPUT);
        refuses(list(List.of(first, second, sum(input))), "q: f64[2] is no result");
    }

    @Test
    void refusesMoreResultsThanTheOperatorHas() {
        Register more = result("q", y.type(), Role.RESULT);
        Assignment two =
                new Assignment(first.operator(), List.of(x, p), List.of(y, more), Part.PRIMAL, Optional.empty());
        refuses(list(List.of(two, second)), "infers [f64[2]]", "f64[2], f64[2]");
    }

    @Test
    void refusesOperandsThatTheOperatorDoesNotTake() {
        Assignment wrong = new Assignment(first.operator(), List.of(x), List.of(y), Part.PRIMAL, Optional.empty());
        refuses(list(List.of(wrong, second)), "y = add(x: f64[2])", "expected 2 operands, found 1");
    }

    @Test
    void refusesDeclarationsOfAnotherRole() {
        refuses(list(List.of(p), List.of(), List.of(), List.of(), Map.of()), "input p: f64[2] has the role PARAMETER");
        refuses(list(List.of(), List.of(x), List.of(), List.of(), Map.of()), "parameter x: f64[2] has the role INPUT");
        refuses(list(List.of(x, x), List.of(), List.of(), List.of(), Map.of()), "x: f64[2] is declared twice");
    }

    @Test
    void refusesOutputsAndUpdatesOfWhatIsNotThere() {
        refuses(list(List.of(x), List.of(p), List.of(first), List.of(z), Map.of()), "output z: f64[2] is not defined");
        refuses(list(List.of(x), List.of(p), List.of(first), List.of(), Map.of(p, z)), "update of p", "not defined");
        refuses(list(List.of(x), List.of(p), List.of(), List.of(), Map.of(x, p)), "update of x", "no parameter");
    }

    @Test
    void refusesAnUpdateOfAnotherType() {
        Register s = y.sum().named("s");
        List<Assignment> all = builder.assignments();
        refuses(list(List.of(x), List.of(p), all, List.of(), Map.of(p, s)), "update of p", "another type");
    }
}
