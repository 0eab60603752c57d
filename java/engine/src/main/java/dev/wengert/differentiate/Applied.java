package dev.wengert.differentiate;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.Structure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A function that was applied to registers of its own, so that its result depends on them as the function says and in no other
 * way.
 */
record Applied<X, Y>(Structure<X> x, Structure<Y> y) {
    static <X, Y> Applied<X, Y> of(Function<X, Y> f, X x) {
        Structure<X> own = own(x);
        return new Applied<>(own, result(own.leaves(), f.apply(own.value())));
    }

    /** What a function is given. */
    static <X> Structure<X> argument(X x) {
        return checked("the argument", () -> Structure.of(x));
    }

    /** What a function gave that was applied to these registers: nothing that cannot be written with them. */
    static <Y> Structure<Y> result(List<Register> x, Y y) {
        Structure<Y> result = checked("the result of the function", () -> Structure.of(y));
        List<Register> all = new ArrayList<>(x);
        all.addAll(result.leaves());
        ListBuilder.requireTogether(all);
        return result;
    }

    /** The argument as registers that nothing else has been written with. */
    static <X> Structure<X> own(X x) {
        Structure<X> given = argument(x);
        return Structure.of(
                given.with(given.leaves().stream().map(Register::alias).toList()));
    }

    /** The tangent of y where that of x is {@code tx}; what it holds for registers of integers is not looked at. */
    Y tangent(X tx) {
        List<Register> tangents = checked("the tangent of the argument", () -> x.alike(tx));
        Map<Register, Register> of = new HashMap<>();
        for (int i = 0; i < tangents.size(); i++) {
            Register leaf = x.leaves().get(i);
            if (isReal(leaf)) {
                of.put(leaf, tangents.get(i));
            }
        }
        return y.with(Forward.tangents(y.leaves(), of));
    }

    /** The cotangent of x where that of y is {@code dy}; zero for registers of integers. */
    X cotangent(Y dy) {
        return x.with(cotangents(checked("the cotangent of the result", () -> y.alike(dy))));
    }

    private List<Register> cotangents(List<Register> dy) {
        List<Register> outputs = new ArrayList<>();
        List<Register> seeds = new ArrayList<>();
        for (int i = 0; i < y.leaves().size(); i++) {
            Register output = y.leaves().get(i);
            if (isReal(output)) {
                outputs.add(output);
                seeds.add(dy.get(i));
            }
        }
        List<Register> real = x.leaves().stream().filter(Applied::isReal).toList();
        List<Register> found = Reverse.cotangents(outputs, seeds, real);
        List<Register> all = new ArrayList<>();
        for (Register leaf : x.leaves()) {
            all.add(
                    isReal(leaf)
                            ? found.get(real.indexOf(leaf))
                            : leaf.builder().fill(0, leaf.type()));
        }
        return all;
    }

    private static <T> T checked(String what, Supplier<T> body) {
        try {
            return body.get();
        } catch (IllegalArgumentException e) {
            throw new ListException(what + ": " + e.getMessage(), e);
        }
    }

    static boolean isReal(Register register) {
        return register.type().dtype().isReal();
    }
}
