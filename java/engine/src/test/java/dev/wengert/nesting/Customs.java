package dev.wengert.nesting;

import dev.wengert.custom.CustomOperator;
import dev.wengert.custom.GradientHooks;
import dev.wengert.custom.ShapeRule;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Register;
import java.util.List;
import java.util.function.UnaryOperator;

/** Operators of a user's own, with rules of every kind that say what is so, and what they stand for. */
record Customs(CustomOperator operator, UnaryOperator<Register> plain) {
    private static final GradientHooks.Observer OBSERVER = GradientHooks.observe("watched", dz -> {});

    static final List<Customs> ALL = List.of(
            new Customs(CustomOperator.writtenOfOne("own_body", Customs::swing), Customs::swing),
            new Customs(
                    CustomOperator.writtenOfOne("own_vjp", Customs::swing)
                            .withVjp((y, z, dz) -> List.of(slope(y.get(0)).mul(dz.get(0)))),
                    Customs::swing),
            new Customs(
                    CustomOperator.writtenOfOne("own_jvp", Customs::swing)
                            .withJvp((y, z, ty) -> List.of(ty.get(0).mul(slope(y.get(0))))),
                    Customs::swing),
            new Customs(inJava("java_swing"), Customs::swing),
            new Customs(inJava("java_elements").elementwise(), Customs::swing),
            new Customs(GradientHooks.replace("unchanged", dz -> dz), x -> x),
            new Customs(OBSERVER.hook(), x -> x));

    /** The standard operators and these. */
    static Catalogue catalogue() {
        Catalogue catalogue = Catalogue.standard().with(OBSERVER.seen());
        for (Customs custom : ALL) {
            catalogue = catalogue.with(custom.operator);
        }
        return catalogue;
    }

    private static CustomOperator inJava(String name) {
        return CustomOperator.inJava(name, ShapeRule.SAME, (y, z) -> {
                    for (long i = 0; i < y.get(0).type().size(); i++) {
                        double x = y.get(0).getDouble(i);
                        z.get(0).setDouble(i, x * Math.sin(x));
                    }
                })
                .withVjp((y, z, dz) -> List.of(slope(y.get(0)).mul(dz.get(0))));
    }

    private static Register swing(Register x) {
        return x.mul(x.sin());
    }

    private static Register slope(Register x) {
        return x.sin().add(x.mul(x.cos()));
    }
}
