package dev.wengert.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Part;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardTest {
    private final ListBuilder list = WengertList.builder("f");
    private final Register x = list.input("x", DType.F64);
    private final Register y = list.input("y", DType.F64);
    private final Register v = list.input("v", DType.F64);

    private double value(String name) {
        TensorType number = TensorType.of(DType.F64);
        return Runs.run(
                        list.build(),
                        Map.of("x", Values.of(number, 3), "y", Values.of(number, 5), "v", Values.of(number, 2)))
                .get(name)
                .item();
    }

    @Test
    void writesTangentsUnderTheNamesOfWhatTheyBelongTo() {
        Register s = x.square().named("s");
        Register z = s.mul(y).named("z");
        List<Register> tangents = Forward.tangents(List.of(z, s), Map.of(x, v));
        assertThat(tangents).extracting(Register::name).containsExactly("tz", "ts");
        assertThat(list.assignments().getLast().part()).isEqualTo(Part.TANGENT);
        tangents.forEach(list::output);
        assertThat(value("tz")).isEqualTo(2 * 3 * 2 * 5);
    }

    @Test
    void addsUpOverAllDirections() {
        Register z = x.mul(y).named("z");
        list.output(Forward.tangents(List.of(z), Map.of(x, v, y, x)).get(0));
        assertThat(value("tz")).isEqualTo(2 * 5 + 3 * 3);
    }

    @Test
    void givesZeroWhereNothingDepends() {
        Register z = y.exp().named("z");
        list.output(Forward.tangents(List.of(z), Map.of(x, v)).get(0));
        assertThat(value("tz")).isZero();
    }

    @Test
    void givesTheTangentOfAnInputItself() {
        list.output(Forward.tangents(List.of(x), Map.of(x, v)).get(0));
        assertThat(value("tx")).isEqualTo(2);
    }

    @Test
    void refusesTangentsOfAnotherType() {
        Register z = x.neg();
        Register wrong = list.fill(1, TensorType.of(DType.F64, 2));
        assertThatThrownBy(() -> Forward.tangents(List.of(z), Map.of(x, wrong)))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("the tangent of x: f64[]");
        Register i = list.input("i", DType.I64);
        assertThatThrownBy(() -> Forward.tangents(List.of(z), Map.of(i, i))).isInstanceOf(ListException.class);
    }
}
