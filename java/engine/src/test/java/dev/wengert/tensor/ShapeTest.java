package dev.wengert.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
    @Provide
    static Arbitrary<Shape> shapes() {
        return Arbitraries.longs()
                .between(0, 4)
                .array(long[].class)
                .ofMaxSize(5)
                .map(Shape::of);
    }

    @Property(tries = 200)
    void readsWhatItWrote(@ForAll("shapes") Shape shape) {
        assertThat(Shape.parse(shape.toString())).isEqualTo(shape).hasSameHashCodeAs(shape);
    }

    @Property(tries = 200)
    void broadcastsToItselfAndFromOneNumber(@ForAll("shapes") Shape shape) {
        assertThat(shape.broadcast(shape)).isEqualTo(shape);
        assertThat(shape.broadcast(Shape.scalar())).isEqualTo(shape);
        assertThat(Shape.scalar().broadcastsTo(shape)).isTrue();
    }

    @Property(tries = 500)
    void agreesOnBroadcastingWithItsQuestion(@ForAll("shapes") Shape a, @ForAll("shapes") Shape b) {
        boolean fits;
        try {
            fits = a.broadcast(b).equals(b);
        } catch (IllegalArgumentException e) {
            fits = false;
        }
        assertThat(a.broadcastsTo(b)).isEqualTo(fits);
    }

    @Property(tries = 200)
    void insertsADimensionThatReducingTakesAway(@ForAll("shapes") Shape shape) {
        for (int axis = 0; axis <= shape.rank(); axis++) {
            assertThat(shape.insert(axis, 7).dim(axis)).isEqualTo(7);
            assertThat(shape.insert(axis, 7).reduce(Axes.of(axis), false)).isEqualTo(shape);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2,3] | [3]     | [2,3]",
                "[2,1] | [3]     | [2,3]",
                "[]    | [0]     | [0]",
                "[1]   | [0,3,1] | [0,3,1]",
                "[4,1,2] | [3,1] | [4,3,2]",
            })
    void broadcastsByTheRuleOfNumPy(String a, String b, String expected) {
        assertThat(Shape.parse(a).broadcast(Shape.parse(b))).hasToString(expected.strip());
        assertThat(Shape.parse(b).broadcast(Shape.parse(a))).hasToString(expected.strip());
    }

    @Test
    void refusesShapesThatDoNotBroadcast() {
        assertThatThrownBy(() -> Shape.of(2, 3).broadcast(Shape.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2,3] and [2] do not broadcast: 3 and 2 differ");
        assertThatThrownBy(() -> Shape.of(0).broadcast(Shape.of(2))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSizesThatCannotBe() {
        assertThatThrownBy(() -> Shape.of(2, -1)).hasMessageContaining("negative dimension");
        assertThatThrownBy(() -> Shape.of(1L << 40, 1L << 40)).hasMessageContaining("more than 2^63 elements");
        assertThatThrownBy(() -> TensorType.of(DType.F64, 1L << 61)).hasMessageContaining("more than 2^63 bytes");
        assertThat(Shape.of(0, 5).size()).isZero();
        assertThat(Shape.scalar().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2,3", "[2", "[2,]", "[a]", "[1.5]", "[-1]"})
    void refusesTextThatIsNoShape(String text) {
        assertThatThrownBy(() -> Shape.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsAxesFromTheEndToo() {
        Shape shape = Shape.of(2, 3, 5);
        assertThat(shape.dim(-1)).isEqualTo(5);
        assertThat(shape.strides()).containsExactly(15, 5, 1);
        assertThat(shape.reduce(Axes.of(-1, 0), true)).isEqualTo(Shape.of(1, 3, 1));
        assertThat(shape.reduce(Axes.all(), false)).isEqualTo(Shape.scalar());
        assertThatThrownBy(() -> shape.dim(3))
                .hasMessageContaining("axis 3 does not exist in a tensor with 3 dimensions");
        assertThatThrownBy(() -> shape.reduce(Axes.of(0, -3), true))
                .hasMessageContaining("axis -3 is named twice in [0,-3]");
        assertThatThrownBy(() -> Axes.of(0, 1).permutation(3)).hasMessageContaining("an order of 3 axes, found [0,1]");
    }

    @Test
    void readsTypes() {
        for (DType dtype : DType.values()) {
            TensorType type = TensorType.of(dtype, 2, 3);
            assertThat(TensorType.parse(type.toString())).isEqualTo(type);
            assertThat(type.byteSize()).isEqualTo(6 * dtype.byteSize());
        }
        assertThat(TensorType.of(DType.F32)).hasToString("f32[]");
        assertThatThrownBy(() -> TensorType.parse("f32")).hasMessageContaining("such as f32[2,3]");
        assertThatThrownBy(() -> TensorType.parse("real[2]")).hasMessageContaining("unknown element type 'real'");
    }
}
