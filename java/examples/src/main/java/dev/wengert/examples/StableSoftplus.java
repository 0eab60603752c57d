package dev.wengert.examples;

import dev.wengert.custom.CustomOperator;
import dev.wengert.differentiate.Jacobians;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * An operator that is written with others and has a derivative of its own: {@code log(1 + eˣ)}, whose derivative, taken apart, is
 * {@code eˣ / (1 + eˣ)}, ∞/∞ from x = 710 on, and put together {@code 1 / (1 + e⁻ˣ)}. Second derivatives go through the rule too.
 */
public final class StableSoftplus {
    /** {@code log(1 + eˣ)}. */
    public static final CustomOperator LOG1P_EXP = CustomOperator.writtenOfOne(
                    "log1p_exp", x -> x.maximum(0).add(x.abs().neg().exp().log1p()))
            .withVjp((y, z, dz) -> List.of(y.get(0).sigmoid().mul(dz.get(0))));

    private StableSoftplus() {}

    /** Value, gradient and diagonal of the Hessian of Σ log(1 + eˣ). */
    public static double[][] evaluate(double... x) {
        try (Tensor at = Tensor.of(Shape.of(x.length), x);
                Eager eager = Eager.open()) {
            Register r = eager.input("x", at);
            Register z = r.apply(LOG1P_EXP);
            Register dx = Reverse.gradients(z, List.of(r)).get(0);
            Register hessian = Jacobians.hessian(y -> y.apply(LOG1P_EXP).sum()).apply(r);
            return new double[][] {
                z.value().toDoubles(),
                dx.value().toDoubles(),
                hessian.call("diagonal").value().toDoubles()
            };
        }
    }

    /** The gradient as a list: the catalogue lets the parser know the operator. */
    public static WengertList gradient() {
        WengertList list = WengertList.parse(
                "input x: f64[3]\nz = log1p_exp(x)\noutput z",
                Catalogue.standard().with(LOG1P_EXP));
        return Reverse.differentiate(list, "z", "x");
    }

    /** Prints the list and what it gives. */
    public static void main(String[] args) {
        System.out.println(gradient());
        for (double[] row : evaluate(-1, 0, 1000)) {
            System.out.println(Arrays.toString(row));
        }
    }
}
