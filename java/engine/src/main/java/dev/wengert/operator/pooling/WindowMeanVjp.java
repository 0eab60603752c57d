package dev.wengert.operator.pooling;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Linear;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * The adjoint of {@link WindowMean}: each element's share added to all elements of its window, {@code (…,oh,ow) → (…,h,w)}. Operands: dy.
 *
 * @param kernel the height and width of a window; none where the windows share rows and columns evenly
 * @param stride from window to window
 * @param padding how far the first window begins outside
 * @param countPadding whether padding counts among the elements
 * @param divisor what sums are divided by; 0 for the number of elements
 * @param size the height and width of the result
 */
record WindowMeanVjp(Bounds kernel, Bounds stride, Bounds padding, boolean countPadding, long divisor, Bounds size)
        implements WindowOperator, Linear {
    WindowMeanVjp() {
        this(Bounds.none(), Bounds.of(1), Bounds.of(0), false, 0, Bounds.none());
    }

    @Override
    public TensorType type(List<TensorType> y) {
        return resized(y.get(0));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        lower(z.result().type(), z.operand(0).type(), false, out, out.result(0), out.operand(0));
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Shape shape = z.operand(0).type().shape();
        Bounds windows = Bounds.of(shape.dim(-2), shape.dim(-1));
        return dz.apply(new WindowMean(kernel, stride, padding, countPadding, divisor, windows));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }
}
