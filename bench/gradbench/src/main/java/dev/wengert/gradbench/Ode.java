package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.control.ControlFlow;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code y₀' = x₀, yᵢ' = xᵢ yᵢ₋₁} from y = 0 at time 0 to time 2, by s steps of the fourth order of Runge and Kutta. The
 * gradient is of the last element of y.
 */
final class Ode {
    static final Module MODULE = new Module(
            "ode",
            Map.of(
                    "primal",
                    Module.compiled((list, input) ->
                            list.output("y", solution(steps(input)).apply(list.input("x", input.get("x"))))),
                    "gradient",
                    Module.compiled((list, input) -> list.output(
                            "dx", Derivatives.grad(last(steps(input))).apply(list.input("x", input.get("x")))))));

    private static final double END = 2;

    private Ode() {}

    private static int steps(JsonNode input) {
        return input.get("s").intValue();
    }

    private static Function<Register, Register> last(int steps) {
        return x -> solution(steps).apply(x).select(0, -1);
    }

    private static Function<Register, Register> solution(int steps) {
        return x -> ControlFlow.repeat(x.builder().fill(0, x.type()), steps, y -> step(x, y, END / steps));
    }

    private static Register step(Register x, Register y, double h) {
        Register k1 = slope(x, y);
        Register k2 = slope(x, y.add(k1.mul(h / 2)));
        Register k3 = slope(x, y.add(k2.mul(h / 2)));
        Register k4 = slope(x, y.add(k3.mul(h)));
        return y.add(k1.add(k2.add(k3).mul(2)).add(k4).mul(h / 6));
    }

    /** {@code xᵢ yᵢ₋₁}, with 1 before the first y. */
    private static Register slope(Register x, Register y) {
        long n = y.type().size();
        Register one = x.builder().fill(1, new TensorType(DType.F64, Shape.of(1)));
        return x.mul(Operators.concatenate(0, one, y.slice(0, 0, n - 1)));
    }
}
