package dev.wengert.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Batch;
import dev.wengert.differentiate.Reverse;
import dev.wengert.tensor.DType;
import org.junit.jupiter.api.Test;

class FrozenTest {
    private static final String TEXT = """
        list f {
          input x: f64[]
          frozen parameter w1: f64[] = 2.0
          parameter w2: f64[]
          h: f64[] = mul(x, w1)
          y: f64[] = mul(h, w2)
          output y
        }
        """;

    private static final WengertList LIST = WengertList.parse(TEXT);

    @Test
    void printsAsItIsRead() {
        assertThat(LIST).hasToString(TEXT);
        assertThat(LIST.frozen()).containsExactly(LIST.register("w1"));
        assertThat(LIST.trainable()).containsExactly(LIST.register("w2"));
    }

    @Test
    void isNoneOfTheParametersThatAreDifferentiatedByDefault() {
        assertThat(Reverse.differentiate(LIST, "y").outputs())
                .extracting(Register::name)
                .containsExactly("y", "dw2");
        assertThat(Reverse.differentiate(LIST, "y", "w1").find("dw1")).isPresent();
    }

    @Test
    void staysFrozenInWhatIsMadeOfTheList() {
        for (WengertList made : new WengertList[] {
            LIST.withoutDeadCode(),
            LIST.toBuilder().build(),
            Reverse.differentiate(LIST, "y"),
            Batch.batch(LIST, 3, "x"),
            Batch.batch(LIST, 3, "w1"),
            WengertList.parse(LIST.toString())
        }) {
            assertThat(made.frozen()).containsExactly(made.register("w1"));
        }
    }

    @Test
    void isFrozenAndFreedByTheBeginningOfItsName() {
        assertThat(LIST.freeze("w").trainable()).isEmpty();
        assertThat(LIST.unfreeze("w").trainable()).hasSize(2);
        assertThat(LIST.frozen()).hasSize(1);
        assertThatThrownBy(() -> LIST.freeze("v"))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("no parameter that begins with 'v'; it has [w1: f64[], w2: f64[]]");
    }

    @Test
    void hasNoUpdate() {
        assertThatThrownBy(() -> WengertList.parse(TEXT.replace("output y", "output y\nupdate w1 = y")))
                .hasMessageContaining("line 8: update of w1: f64[]")
                .hasMessageContaining("it is frozen");
        ListBuilder list = LIST.toBuilder();
        list.update(list.register("w2"), list.register("y"));
        assertThatThrownBy(() -> list.freeze("w2")).hasMessageContaining("the list updates it");
    }

    @Test
    void isAParameter() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64);
        assertThatThrownBy(() -> list.freeze(x))
                .hasMessageContaining("x: f64[]")
                .hasMessageContaining("no parameter");
        assertThatThrownBy(() -> WengertList.parse("frozen input x: f64[]"))
                .hasMessageContaining("expected a statement");
    }
}
