package dev.wengert.operator.convolution;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The adjoint of {@link Convolution} for x, of dy and w: {@code (n,groups·o,oh,ow), (groups·o,c,kh,kw) → (n,groups·c,h,w)}. What
 * the transposed convolutions are written with. Operands: dy, w.
 *
 * @param stride that of the convolution, as the others
 * @param padding zeros above and to the left of x
 * @param dilation from element to element of a window
 * @param groups into how many groups the channels are cut
 * @param size the height and width of x
 */
record ConvolutionDx(Bounds stride, Bounds padding, Bounds dilation, long groups, Bounds size) implements Bilinear {
    ConvolutionDx() {
        this(Bounds.of(1, 1), Bounds.of(0, 0), Bounds.of(1, 1), 1, Bounds.none());
    }

    @Override
    public ConvolutionDx grouped(long other) {
        return new ConvolutionDx(stride, padding, dilation, other, size);
    }

    @Override
    public TensorType type(List<TensorType> y) {
        TensorType dy = y.get(0);
        TensorType w = y.get(1);
        check(dy, w);
        perGroup("dy", dy, 1);
        agree("w", w, 0, dy.shape().dim(1));
        return dy.withShape(Shape.of(dy.shape().dim(0), groups * w.shape().dim(1), size.get(0), size.get(1)));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        new Windows(this, z.result().type(), z.operand(1).type(), z.operand(0).type())
                .adjoint(out.result(0), out.operand(0), out.operand(1), out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register dy = z.operand(0);
        Register w = z.operand(1);
        return operand == 0
                ? dz.apply(new Convolution(stride, padding, dilation, groups, Bilinear.sizeOf(dy)), w)
                : dz.apply(new ConvolutionDw(stride, padding, dilation, groups, Bilinear.sizeOf(w)), dy);
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register tdy = ty.get(0);
        Register tw = ty.get(1);
        return Bilinear.sum(
                tdy == null ? null : tdy.apply(this, z.operand(1)),
                tw == null ? null : z.operand(0).apply(this, tw));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        if (batched[1]) {
            return grouped(operands, batched);
        }
        Register dy = operands.get(0);
        return Bilinear.splitFirst(
                Bilinear.mergeFirst(dy).apply(this, operands.get(1)),
                dy.type().shape().dim(0));
    }

    @Override
    public boolean isImages(int operand) {
        return operand == 0;
    }

    @Override
    public boolean givesImages() {
        return true;
    }
}
