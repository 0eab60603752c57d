package dev.wengert.examples;

import dev.wengert.custom.CustomOperator;
import dev.wengert.custom.ShapeRule;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.List;

/**
 * An operator that Java computes, over the memory of its operand and its result: Lambert's W, the solution of {@code w·eʷ = x} for
 * x ≥ 0, by Newton's method. Its derivative {@code 1 / (eʷ(1 + w))} is written with operators and reads the result, so it can be
 * differentiated again. In a compiled list a run leaves native code for it and comes back.
 */
public final class LambertW {
    /** W(x), element by element; f32 or f64. */
    public static final CustomOperator LAMBERT_W = CustomOperator.inJava("lambert_w", ShapeRule.SAME, (y, z) -> {
                for (long i = 0; i < z.get(0).type().size(); i++) {
                    z.get(0).setDouble(i, lambertW(y.get(0).getDouble(i)));
                }
            })
            .elementwise()
            .withVjp((y, z, dz) -> {
                Register w = z.get(0);
                return List.of(dz.get(0).div(w.exp().mul(w.add(1))));
            });

    private LambertW() {}

    private static double lambertW(double x) {
        if (!(x >= 0)) {
            return Double.NaN;
        }
        double w = Math.log1p(x);
        for (int i = 0; i < 20; i++) {
            double e = Math.exp(w);
            w -= (w * e - x) / (e * (1 + w));
        }
        return w;
    }

    /** A list that computes W(x) and its first two derivatives at n points. */
    public static WengertList list(long n) {
        ListBuilder list = WengertList.builder("lambert");
        Register x = list.input("x", DType.F64, n);
        Register w = x.apply(LAMBERT_W).named("w");
        Register first = Reverse.gradients(w, List.of(x)).get(0).named("first");
        Register second = Reverse.gradients(first, List.of(x)).get(0).named("second");
        List.of(w, first, second).forEach(list::output);
        return list.build();
    }

    /** W, W′ and W″ at some points. */
    public static List<double[]> evaluate(double... x) {
        try (Tensor at = Tensor.of(Shape.of(x.length), x);
                Session session = Program.compile(list(x.length)).open()) {
            session.bind("x", at);
            session.run();
            return List.of(
                    session.tensor("w").toDoubles(),
                    session.tensor("first").toDoubles(),
                    session.tensor("second").toDoubles());
        }
    }

    /** Prints the list, and W(1), the number Ω. */
    public static void main(String[] args) {
        System.out.println(list(1));
        System.out.println("W(1) = " + evaluate(1).get(0)[0]);
    }
}
