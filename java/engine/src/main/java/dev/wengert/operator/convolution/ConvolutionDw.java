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
 * The adjoint of {@link Convolution} for w, of x and dy: {@code (n,groups·c,h,w), (n,groups·o,oh,ow) → (groups·o,c,kh,kw)}. Operands: x, dy.
 *
 * @param stride that of the convolution, as the others
 * @param padding zeros above and to the left of x
 * @param dilation from element to element of a window
 * @param groups into how many groups the channels are cut
 * @param size the height and width of the kernel, kh and kw
 */
record ConvolutionDw(Bounds stride, Bounds padding, Bounds dilation, long groups, Bounds size) implements Bilinear {
    ConvolutionDw() {
        this(Bounds.of(1, 1), Bounds.of(0, 0), Bounds.of(1, 1), 1, Bounds.none());
    }

    @Override
    public ConvolutionDw grouped(long other) {
        return new ConvolutionDw(stride, padding, dilation, other, size);
    }

    @Override
    public TensorType type(List<TensorType> y) {
        TensorType x = y.get(0);
        TensorType dy = y.get(1);
        check(x, dy);
        agree("dy", dy, 0, x.shape().dim(0));
        perGroup("dy", dy, 1);
        return x.withShape(Shape.of(dy.shape().dim(1), perGroup("x", x, 1), size.get(0), size.get(1)));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        new Windows(this, z.operand(0).type(), z.result().type(), z.operand(1).type())
                .weights(out.result(0), out.operand(0), out.operand(1), out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register x = z.operand(0);
        Register dy = z.operand(1);
        return operand == 0
                ? dy.apply(new ConvolutionDx(stride, padding, dilation, groups, Bilinear.sizeOf(x)), dz)
                : x.apply(new Convolution(stride, padding, dilation, groups, Bilinear.sizeOf(dy)), dz);
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register tx = ty.get(0);
        Register tdy = ty.get(1);
        return Bilinear.sum(
                tx == null ? null : tx.apply(this, z.operand(1)),
                tdy == null ? null : z.operand(0).apply(this, tdy));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return grouped(operands, batched);
    }

    @Override
    public boolean isImages(int operand) {
        return true;
    }

    @Override
    public boolean givesImages() {
        return false;
    }
}
