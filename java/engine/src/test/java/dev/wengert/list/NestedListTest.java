package dev.wengert.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.runtime.Eager;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists that are attributes of operators, and builders within builders. */
class NestedListTest {
    private static final TensorType REAL = TensorType.of(DType.F64);
    private static final Catalogue CATALOGUE = Catalogue.standard().with(Outputs.class);

    /** Gives the outputs of a list. */
    record Outputs(WengertList body) implements Composite {
        @Override
        public List<Register> decompose(List<Register> operands) {
            Copies copies = new Copies();
            for (int i = 0; i < operands.size(); i++) {
                copies.put(body.inputs().get(i), operands.get(i));
            }
            operands.get(0).builder().inline(body, copies);
            return body.outputs().stream().map(copies::of).toList();
        }

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return body.outputs().stream().map(Register::type).toList();
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            long n = z.operand(0).type().size();
            for (int i = 0; i < z.results().size(); i++) {
                out.emit("exp_f64", 1, new long[] {n}, new double[0], out.result(i), out.operand(0));
            }
        }

        @Override
        public Overwrites overwrites() {
            return Overwrites.NOTHING;
        }
    }

    private static final String TEXT = """
        list outer {
          input x: f64[]
          list body {
            input x: f64[]
            list body {
              input y: f64[]
              z1: f64[] = exp(y)
              output z1
            }
            a: f64[] = outputs(x, body=body)
            output a
          }
          z: f64[] = outputs(x, body=body)
        adjoint:
          list body_2 {
            input y: f64[]
            z1: f64[] = sin(y)
            output z1
          }
          w: f64[] = outputs(z, body=body_2)
          again: f64[] = outputs(w, body=body)
          output again
        }
        """;

    @Test
    void standInTheTextBeforeTheirFirstUseAndAreReadBack() {
        assertThat(WengertList.parse(TEXT, CATALOGUE).toString()).isEqualTo(TEXT);
    }

    @Test
    void getAFreeNameWhereTwoHaveTheSame() {
        ListBuilder list = WengertList.builder("f", CATALOGUE);
        Register x = list.input("x", REAL);
        Register y = x.apply(new Outputs(exponential())).apply(new Outputs(exponential()));
        list.output("y", y);
        assertThat(list.build().toString())
                .contains("list body {", "list body_2 {", "= outputs(x, body=body)\n", "body=body_2)");
    }

    @Test
    void refusesTwoOfOneNameAndOneThatIsMissingOrOpen() {
        String body = "  list body {\n    input y: f64[]\n    output y\n  }\n";
        assertThatThrownBy(() -> WengertList.parse("list f {\n" + body + body + "}", CATALOGUE))
                .hasMessage("line 6: there are two lists body within f");
        assertThatThrownBy(() -> WengertList.parse("input x: f64[]\nz = outputs(x, body=other)", CATALOGUE))
                .hasMessageContaining("line 2: ")
                .hasMessageContaining("'other'");
        assertThatThrownBy(() -> WengertList.parse("input x: f64[]\nlist body {\n input y: f64[]\n", CATALOGUE))
                .hasMessageContaining("the list within list has no closing brace");
        assertThatThrownBy(() -> WengertList.parse("input x: f64[]\nlist body {\n input y: i8[]\n", CATALOGUE))
                .hasMessageContaining("line 3: ");
    }

    @Test
    void takeConstantsFromTheOutermost() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", REAL);
        ListBuilder inner = list.nested("body");
        Register y = inner.input("y", REAL);
        try (Tensor two = Tensor.scalar(2.0)) {
            inner.output("z", y.mul(inner.constant(two)));
        }
        List<Register> captured = new ArrayList<>(inner.captured().keySet());
        assertThat(captured).hasSize(1).allMatch(register -> register.builder() == list);
        assertThat(inner.build().inputs())
                .noneMatch(input -> input.defaultValue().isPresent());
        list.output("w", x.add(captured.get(0)));
        assertThat(list.build().inputs().get(1).defaultValue())
                .hasValueSatisfying(value -> assertThat(value.item()).isEqualTo(2.0));
    }

    @Test
    void letsAnAssignmentGiveMoreInItsPlace() {
        ListBuilder list = WengertList.builder("f", CATALOGUE);
        Register x = list.input("x", REAL);
        Register z = x.apply(new Outputs(exponential())).named("z");
        Register sum = z.add(x).named("sum");
        List<Register> more = list.extend(list.definition(z), new Outputs(twice()));
        list.output("y", sum.mul(more.get(0)));
        assertThat(list.definition(z).results()).containsExactly(z, more.get(0));
        assertThat(list.assignments()).hasSize(3);
        assertThat(list.build().toString()).contains("z: f64[], z3: f64[] = outputs(x, body=body)");
    }

    @Test
    void refusesToExtendByAnOperatorThatBeginsOtherwise() {
        ListBuilder list = WengertList.builder("f", CATALOGUE);
        Register z = list.input("x", REAL).apply(new Outputs(twice()));
        Assignment both = list.definition(z);
        assertThatThrownBy(() -> list.extend(both, new Outputs(exponential())))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("cannot be extended by an operator outputs");
        assertThatThrownBy(() -> list.definition(list.register("x"))).hasMessage("x: f64[] is declared, not assigned");
    }

    @Test
    void computesAgainWhatIsExtendedInEagerMode() {
        try (Tensor one = Tensor.scalar(1.0);
                Eager eager = Eager.open()) {
            Register x = eager.input("x", one);
            Register z = x.apply(new Outputs(exponential()));
            List<Register> more = eager.list().extend(eager.list().definition(z), new Outputs(twice()));
            assertThat(more).hasSize(1);
            assertThat(more.get(0).item()).isEqualTo(x.exp().item());
            assertThat(z.item()).isEqualTo(x.exp().item());
        }
    }

    private static WengertList exponential() {
        return WengertList.parse("list body {\n input y: f64[]\n z1 = exp(y)\n output z1\n}");
    }

    private static WengertList twice() {
        return WengertList.parse(
                "list body {\n input y: f64[]\n z1 = exp(y)\n z2 = exp(z1)\n output z1\n output z2\n}");
    }

    @Test
    void areFoundAmongTheAttributes() {
        WengertList body = exponential();
        assertThat(new Outputs(body).attributes()).isEqualTo(Map.of("body", body));
    }
}
