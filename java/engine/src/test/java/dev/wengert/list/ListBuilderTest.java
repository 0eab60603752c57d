package dev.wengert.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListBuilderTest {
    private final ListBuilder list = WengertList.builder("f");
    private final Register x = list.input("x", DType.F64, 2, 3);

    @Test
    void remembersTheLineThatMadeAnAssignment() {
        list.output("y", x.tanh());
        assertThat(list.assignments().get(0).source().orElseThrow().file()).isEqualTo("ListBuilderTest.java");
        assertThat(list.build().toStringWithSource())
                .containsPattern("y: .* = tanh\\(x\\)  # ListBuilderTest.java:\\d+");
    }

    @Test
    void generatesNamesInOrder() {
        x.tanh().exp().neg();
        assertThat(list.assignments()).extracting(a -> a.result().name()).containsExactly("z1", "z2", "z3");
    }

    @Test
    void givesAGeneratedNameUpToTheUserWhoAsksForIt() {
        Register first = x.tanh();
        Register second = x.exp().named("z1");
        assertThat(second.name()).isEqualTo("z1");
        assertThat(list.register("z1")).isSameAs(second);
        assertThat(list.register(first.name())).isSameAs(first);
        String generated = first.name();
        Register input = list.input(generated, DType.F64);
        assertThat(input.name()).isEqualTo(generated);
        assertThat(list.register(first.name())).isSameAs(first);
    }

    @Test
    void addsANumberToANameThatIsTaken() {
        Register a = x.tanh().named("h");
        Register b = x.exp().named("h");
        Register c = x.neg().named("h");
        assertThat(List.of(a.name(), b.name(), c.name())).containsExactly("h", "h_2", "h_3");
    }

    @Test
    void namesTwiceWithTheLastName() {
        Register h = x.tanh().named("a").named("b");
        assertThat(h.name()).isEqualTo("b");
        assertThat(list.find("a")).isEmpty();
        assertThat(x.exp().named("a").name()).isEqualTo("a");
        assertThat(h.named("b").name()).isEqualTo("b");
    }

    @Test
    void refusesADeclarationWhoseNameIsTaken() {
        assertThatThrownBy(() -> list.parameter("x", DType.F32))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining("ListBuilderTest.java:")
                .hasMessageContaining("taken in list f");
    }

    @Test
    void refusesNamesThatCouldNotBeParsed() {
        for (String name : List.of("", "1x", "a b", "ä", "x.y", "a=b")) {
            assertThatThrownBy(() -> list.input(name, DType.F32)).isInstanceOf(ListException.class);
            assertThatThrownBy(() -> x.tanh().named(name)).isInstanceOf(ListException.class);
            assertThatThrownBy(() -> WengertList.builder(name)).isInstanceOf(ListException.class);
        }
    }

    @Test
    void refusesRegistersOfAnotherList() {
        Register other = WengertList.builder("g").input("y", DType.F64, 2, 3);
        assertThatThrownBy(() -> x.add(other))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("y: f64[2,3]")
                .hasMessageContaining("belongs to another list than f");
        assertThatThrownBy(() -> list.output(other)).isInstanceOf(ListException.class);
        assertThatThrownBy(() -> list.output("o", other)).isInstanceOf(ListException.class);
        assertThatThrownBy(() -> list.update(other, x)).isInstanceOf(ListException.class);
    }

    @Test
    void refusesToGoOnAfterBuilding() {
        WengertList built = list.build();
        assertThatThrownBy(() -> x.tanh())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("toBuilder()");
        assertThatThrownBy(() -> list.input("y", DType.F64)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.output(x)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> x.named("q")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(list::build).isInstanceOf(IllegalStateException.class);
        ListBuilder next = built.toBuilder();
        next.output("y", next.register("x").tanh());
        assertThat(next.build().outputs()).hasSize(1);
        assertThat(built.outputs()).isEmpty();
    }

    @Test
    void refusesTwoOutputsOfOneName() {
        list.output("y", x.tanh());
        assertThatThrownBy(() -> list.output("y", x.exp()))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("output y")
                .hasMessageContaining("taken by y: f64[2,3]");
    }

    @Test
    void refusesTwoNamesForOneOutput() {
        Register h = x.tanh();
        list.output("a", h);
        assertThatThrownBy(() -> list.output("b", h))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("a: f64[2,3]");
        list.output("a", h);
        list.output(h);
        assertThat(list.build().outputs()).hasSize(1);
    }

    @Test
    void takesInputsAsOutputsUnderTheirOwnNamesOnly() {
        list.output("x", x);
        assertThatThrownBy(() -> list.output("y", x))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("own name");
    }

    @Test
    void refusesUpdatesThatCannotBe() {
        Register p = list.parameter("p", DType.F64, 2, 3);
        Register wrong = x.sum();
        assertThatThrownBy(() -> list.update(x, p))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("no parameter");
        assertThatThrownBy(() -> list.update(p, wrong))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("types differ");
        list.update(p, x);
        assertThatThrownBy(() -> list.update(p, x))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("already");
    }

    @Test
    void refusesAnUnknownOperatorNamingTheKnown() {
        assertThatThrownBy(() -> x.call("sine"))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("ListBuilderTest.java:")
                .hasMessageContaining("no operator 'sine'")
                .hasMessageContaining("tanh");
    }

    @Test
    void refusesAReshapeThatDoesNotFit() {
        assertThatThrownBy(() -> x.reshape(-1, -1))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("more than one");
        assertThatThrownBy(() -> x.reshape(4, -1))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("6 elements");
        assertThat(x.reshape(-1, 2).type()).isEqualTo(TensorType.of(DType.F64, 3, 2));
    }

    @Test
    void copiesDefaultValues() {
        try (Tensor value = Tensor.of(Shape.of(2), 1.0, 2.0)) {
            Register p = list.parameter("p", value);
            value.copyFrom(3.0, 4.0);
            assertThat(p.defaultValue().orElseThrow().toDoubles()).containsExactly(1, 2);
        }
    }

    @Test
    void writesAnExpressionOnceWithinAPart() {
        Register once = list.writing(Part.ADJOINT, () -> x.tanh().add(x.tanh()));
        assertThat(list.assignments()).hasSize(2);
        assertThat(once.name()).isEqualTo("z2");
        list.writing(Part.ADJOINT, () -> list.anew(() -> x.tanh()));
        assertThat(list.assignments()).hasSize(3);
        x.tanh();
        assertThat(list.assignments()).hasSize(4);
    }

    @Test
    void inlinesAListUnderNamesOfItsOwn() {
        ListBuilder inner = WengertList.builder("g");
        Register y = inner.input("x", DType.F64, 2, 3);
        Register w = inner.parameter("w", DType.F64, 3);
        Register h = y.mul(w).named("h");
        WengertList g = inner.build();
        x.exp().named("h");
        Copies copies = new Copies();
        copies.put(y, x);
        list.inline(g, copies);
        assertThat(copies.of(h).name()).isEqualTo("h_2");
        assertThat(copies.of(w).role()).isEqualTo(Role.PARAMETER);
        assertThatThrownBy(() -> copies.of(x)).isInstanceOf(IllegalArgumentException.class);
        assertThat(list.build().parameters()).hasSize(1);
    }

    @Test
    void removesDeadCode() {
        Register kept = x.tanh();
        x.exp().neg();
        Register p = list.parameter("p", DType.F64, 2, 3);
        list.update(p, p.add(x));
        list.output("y", kept);
        assertThat(list.build().withoutDeadCode().assignments())
                .extracting(a -> a.operator().name())
                .containsExactly("tanh", "add");
    }

    @Test
    void describesItself() {
        list.output("y", x.call("sum", Map.of("keepDims", true)));
        assertThat(list.toString()).isEqualTo("builder of f with 1 assignments, outputs [y]");
        assertThat(list.assignments().get(0).toString()).startsWith("y = sum(x: f64[2,3]) at ListBuilderTest.java:");
    }
}
