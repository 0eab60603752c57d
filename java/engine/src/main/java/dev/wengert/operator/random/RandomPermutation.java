package dev.wengert.operator.random;

import dev.wengert.list.Register;
import dev.wengert.operator.Randoms;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;

/**
 * The numbers 0 … n − 1 in random order, i64: the order that sorts n uniform numbers of 53 bits. Of equal ones, which 10⁶
 * numbers contain once in 18,000 draws, the lesser index is first.
 *
 * @param n how many
 * @param seed the key
 * @param stream tells apart the draws of one seed
 */
record RandomPermutation(long n, long seed, long stream) implements RandomOperator, SingleFormula {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public void check(List<TensorType> y) {
        RandomOperator.checkStep(y.get(0));
        Require.that(n >= 0, "expected n of at least 0, found " + n);
    }

    @Override
    public Register write(List<Register> y) {
        Register keys = Randoms.uniform(y.get(0), 0, 1, seed, stream, TensorType.of(DType.F64, n));
        return keys.call("argsort", Map.of("axis", 0));
    }
}
