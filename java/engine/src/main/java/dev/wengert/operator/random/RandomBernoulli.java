package dev.wengert.operator.random;

import dev.wengert.list.Register;
import dev.wengert.operator.Randoms;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * 1 with probability p, otherwise 0: where a uniform number of [0, 1) is below p, so never for 0 and always for 1. The
 * numbers are of f64 for f64, otherwise of f32, where p counts in steps of 2⁻²⁴.
 *
 * @param p the probability
 * @param seed the key
 * @param stream tells apart the draws of one seed
 * @param dtype the type of the elements
 * @param shape the dimensions
 */
record RandomBernoulli(double p, long seed, long stream, DType dtype, Shape shape)
        implements RandomOperator, SingleFormula {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public void check(List<TensorType> y) {
        RandomOperator.checkStep(y.get(0));
        Require.that(p >= 0 && p <= 1, "expected a probability p in [0, 1], found " + p);
    }

    @Override
    public Register write(List<Register> y) {
        DType real = dtype == DType.F64 ? DType.F64 : DType.F32;
        Register u = Randoms.uniform(y.get(0), 0, 1, seed, stream, new TensorType(real, shape));
        return u.less(p).cast(dtype);
    }
}
