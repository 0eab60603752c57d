package dev.wengert.differentiate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.GradientChecker;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checker of derivatives is itself checked: it must refuse what is wrong. */
class WrongRuleTest {
    /** The square, with derivative {@code vjpFactor x} where it should be 2x, and likewise for the JVP. */
    record Suspect(double vjpFactor, double jvpFactor) implements Operator {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return operands;
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            long n = z.result().type().size();
            out.emit("square_f64", 1, new long[] {n}, new double[0], out.result(0), out.operand(0));
        }

        @Override
        public Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
            return z.operand(0).mul(vjpFactor).mul(given(dz));
        }

        @Override
        public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
            return List.of(z.operand(0).mul(jvpFactor).mul(given(ty)));
        }

        private static Register given(List<@Nullable Register> registers) {
            return Objects.requireNonNull(registers.get(0));
        }

        @Override
        public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
            return List.of(operands.get(0).apply(this));
        }

        @Override
        public Keeps keeps() {
            return Keeps.OPERANDS;
        }

        @Override
        public Overwrites overwrites() {
            return Overwrites.NOTHING;
        }
    }

    private static void check(Operator operator) {
        ListBuilder list = WengertList.builder("suspect");
        Register x = list.input("x", DType.F64, 5);
        list.output("y", x.apply(operator));
        var at = Map.of("x", Values.of(x.type(), 0.5, -1, 2, 0.1, -3));
        new GradientChecker(list.build(), at, 1e-5, 1e-7, new Random(1)).checkTwice();
    }

    @Test
    void acceptsARightRule() {
        assertThatCode(() -> check(new Suspect(2, 2))).doesNotThrowAnyException();
    }

    @Test
    void rejectsAWrongVjp() {
        assertThatThrownBy(() -> check(new Suspect(2.001, 2)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("VJP by");
    }

    @Test
    void rejectsAWrongJvp() {
        assertThatThrownBy(() -> check(new Suspect(2, 1.999)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("JVP of");
    }

    @Test
    void rejectsRulesThatAgreeWithEachOtherButNotWithTheFunction() {
        assertThatThrownBy(() -> check(new Suspect(2.001, 2.001))).isInstanceOf(AssertionError.class);
    }

    @Test
    void rejectsNaN() {
        assertThatThrownBy(() -> check(new Suspect(Double.NaN, 2))).isInstanceOf(AssertionError.class);
    }
}
