package dev.wengert.operator.random;

import dev.wengert.list.Register;
import dev.wengert.operator.Randoms;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;

/**
 * A class for each row of logits, {@code (…, n) → (…)}, i64: class j with probability {@code softmax(logits)[j]}. It is the
 * first whose running sum of probabilities is above a uniform number, one for each row; a class with the logit −∞ is never
 * drawn, and a row without a finite greatest logit gives an arbitrary class.
 *
 * @param seed the key
 * @param stream tells apart the draws of one seed
 */
record RandomCategorical(long seed, long stream) implements RandomOperator, SingleFormula {
    @Override
    public int arity() {
        return 2;
    }

    @Override
    public void check(List<TensorType> y) {
        RandomOperator.checkStep(y.get(0));
        Require.real("logits", y.get(1));
        Require.rankAtLeast(1, "logits", y.get(1));
        Require.that(y.get(1).shape().dim(-1) > 0, "expected logits of at least one class, found " + y.get(1));
    }

    @Override
    public Register write(List<Register> y) {
        Register logits = y.get(1);
        Shape shape = logits.type().shape();
        Shape rows = shape.slice(0, shape.rank() - 1);
        Register sums = logits.sub(logits.max(true, -1)).exp().call("cumsum", Map.of("axis", -1));
        Register total = sums.slice(-1, -1, Long.MAX_VALUE);
        Register u =
                Randoms.uniform(y.get(0), 0, 1, seed, stream, logits.type().withShape(rows.insert(rows.rank(), 1)));
        // u · total is below total whatever is rounded, so the class exists and its probability is not 0
        return sums.lessEqual(u.mul(total)).sum(-1);
    }
}
