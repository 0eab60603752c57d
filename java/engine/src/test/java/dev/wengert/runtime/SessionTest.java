package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static WengertList squareOfSum() {
        ListBuilder list = WengertList.builder("square_of_sum");
        Register x1 = list.input("x1", DType.F64);
        Register x2 = list.input("x2", DType.F64);
        list.output("y", x1.mul(2).add(x2).square());
        return list.build();
    }

    @Test
    void computesValueAndGradient() {
        WengertList gradient = Reverse.differentiate(squareOfSum(), "y", "x1", "x2");
        try (Tensor a = Tensor.scalar(3.0);
                Tensor b = Tensor.scalar(4.0);
                Session session = Program.compile(gradient).open()) {
            session.bind("x1", a);
            session.bind("x2", b);
            session.run();
            assertThat(session.value("y")).isEqualTo(100);
            assertThat(session.value("dx1")).isEqualTo(8 * 3 + 4 * 4);
            assertThat(session.value("dx2")).isEqualTo(4 * 3 + 2 * 4);
        }
    }

    @Test
    void refusesToRunBeforeInputsAreBound() {
        try (Session session = Program.compile(squareOfSum()).open()) {
            assertThatThrownBy(session::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("x1: f64[]")
                    .hasMessageContaining("not bound");
        }
    }

    @Test
    void keepsABoundTensorFromBeingClosed() {
        Tensor a = Tensor.scalar(3.0);
        try (Session session = Program.compile(squareOfSum()).open()) {
            session.bind("x1", a);
            assertThatThrownBy(a::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("bound");
        }
        a.close();
        assertThatThrownBy(a::segment).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @Test
    void updatesAParameterInPlace() {
        ListBuilder list = WengertList.builder("descent");
        Register w;
        try (Tensor start = Tensor.of(Shape.of(2), 1.0, -2.0)) {
            w = list.parameter("w", start);
        }
        Register loss = w.square().sum();
        Register dw = Reverse.gradients(loss, java.util.List.of(w)).get(0);
        list.update(w, w.sub(dw.mul(0.25)));
        list.output("loss", loss);
        try (Session session = Program.compile(list.build()).open()) {
            session.run();
            assertThat(session.value("loss")).isEqualTo(5);
            assertThat(session.tensor("w").toDoubles()).containsExactly(0.5, -1.0);
            session.run();
            assertThat(session.value("loss")).isEqualTo(1.25);
        }
    }
}
