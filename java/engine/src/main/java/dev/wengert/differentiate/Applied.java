package dev.wengert.differentiate;

import dev.wengert.list.Register;
import dev.wengert.list.Structure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A function that was applied to registers of its own, so that its result depends on them as the function says and in no other
 * way.
 */
record Applied<X, Y>(Structure<X> x, Structure<Y> y) {
    static <X, Y> Applied<X, Y> of(Function<X, Y> f, X x) {
        Structure<X> own = own(x);
        return new Applied<>(own, Structure.of(f.apply(own.value())));
    }

    /** The argument as registers that nothing else has been written with. */
    static <X> Structure<X> own(X x) {
        Structure<X> given = Structure.of(x);
        return Structure.of(
                given.with(given.leaves().stream().map(Register::alias).toList()));
    }

    /** The tangent of y where that of x is {@code tx}; what it holds for registers of integers is not looked at. */
    Y tangent(X tx) {
        List<Register> tangents =
                Structure.of(x.with(Structure.of(tx).leaves())).leaves();
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
        return x.with(cotangents(Structure.of(dy).leaves()));
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

    static boolean isReal(Register register) {
        return register.type().dtype().isReal();
    }
}
