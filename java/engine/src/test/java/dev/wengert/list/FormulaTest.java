package dev.wengert.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import org.junit.jupiter.api.Test;

/** A formula is a name for other operators: what is written is those. */
class FormulaTest {
    @Test
    void isWrittenAsWhatItStandsFor() {
        WengertList list = WengertList.parse("input x: f64[3]\n y = flip(x)\n output y");
        assertThat(list.assignments())
                .singleElement()
                .satisfies(flip -> assertThat(flip.operator().name()).isEqualTo("slice"));
        assertThat(list.register("y").type()).isEqualTo(TensorType.of(DType.F64, 3));
        assertThat(WengertList.parse(list.toString()).toString()).isEqualTo(list.toString());
    }

    @Test
    void ofNoEffectGivesARegisterOfItsOwn() {
        WengertList list = WengertList.parse("input x: f64[3]\n y = squeeze(x)\n output y\n output x");
        assertThat(list.outputs()).extracting(Register::name).containsExactly("y", "x");
    }

    @Test
    void isNamedInTheErrorsOfItsParts() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.BOOL, 2, 2);
        assertThatThrownBy(() -> x.call("no_such"))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("there is no operator");
        assertThatThrownBy(() -> x.unsqueeze(4))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("unsqueeze(x: bool[2,2]) at FormulaTest.java:")
                .hasMessageContaining("axis 4 does not exist");
        assertThat(list.assignments()).isEmpty();
    }

    @Test
    void keepsTheLineThatWroteIt() {
        ListBuilder list = WengertList.builder("f");
        Register y = list.input("x", DType.F64, 2, 2).roll(0, 1);
        assertThat(y.type()).isEqualTo(TensorType.of(DType.F64, 2, 2));
        assertThat(list.assignments())
                .hasSizeGreaterThan(1)
                .allSatisfy(step -> assertThat(step.source().map(SourceLine::toString))
                        .hasValueSatisfying(line -> assertThat(line).startsWith("FormulaTest.java:")));
    }
}
