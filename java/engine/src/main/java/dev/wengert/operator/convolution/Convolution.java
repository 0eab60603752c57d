package dev.wengert.operator.convolution;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code y[n,o,u,v] = b[o] + Σ w[o,c,i,j] · x[n,c,u·sh + i·dh − top,v·sw + j·dw − left]} over the channels c of o's group and
 * the kernel's i and j, where x is 0 outside its bounds: {@code (n,groups·c,h,w), (groups·o,c,kh,kw) → (n,groups·o,oh,ow)}. The
 * bias {@code (groups·o)} may be left out. What {@code conv1d} and {@code conv2d} are written with. Operands: x, w, b.
 *
 * @param stride from window to window, down and across
 * @param padding zeros above and to the left of x
 * @param dilation from element to element of a window
 * @param groups into how many groups the channels are cut
 * @param size the height and width of y
 */
record Convolution(Bounds stride, Bounds padding, Bounds dilation, long groups, Bounds size) implements Bilinear {
    Convolution() {
        this(Bounds.of(1, 1), Bounds.of(0, 0), Bounds.of(1, 1), 1, Bounds.none());
    }

    @Override
    public Convolution grouped(long other) {
        return new Convolution(stride, padding, dilation, other, size);
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.that(
                operands.size() == 2 || operands.size() == 3,
                "expected 2 operands, or 3 with a bias, found " + operands.size());
        return List.of(type(operands));
    }

    @Override
    public TensorType type(List<TensorType> y) {
        TensorType x = y.get(0);
        TensorType w = y.get(1);
        check(x, w);
        agree("w", w, 1, perGroup("x", x, 1));
        long out = w.shape().dim(0);
        perGroup("w", w, 0);
        if (y.size() == 3) {
            Require.same("a bias operand", w.withShape(Shape.of(out)), y.get(2));
        }
        return x.withShape(Shape.of(x.shape().dim(0), out, size.get(0), size.get(1)));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        Windows windows = new Windows(
                this, z.operand(0).type(), z.operand(1).type(), z.result().type());
        Buffer bias = z.operands().size() == 3 ? out.operand(2) : Buffer.NONE;
        windows.forward(out.result(0), out.operand(0), out.operand(1), bias, out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register x = z.operand(0);
        Register w = z.operand(1);
        return switch (operand) {
            case 0 -> dz.apply(new ConvolutionDx(stride, padding, dilation, groups, Bilinear.sizeOf(x)), w);
            case 1 -> x.apply(new ConvolutionDw(stride, padding, dilation, groups, Bilinear.sizeOf(w)), dz);
            default -> dz.sum(0, 2, 3);
        };
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register tx = ty.get(0);
        Register tw = ty.get(1);
        Register byX = tx == null ? null : tx.apply(this, z.operand(1));
        Register byW = tw == null ? null : z.operand(0).apply(this, tw);
        Register sum = Bilinear.sum(byX, byW);
        if (ty.size() == 2 || ty.get(2) == null) {
            return sum;
        }
        Register tb = Objects.requireNonNull(ty.get(2)).reshape(-1, 1, 1);
        return sum == null ? tb.broadcastTo(z.result().type().shape()) : sum.add(tb);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        boolean imagesAlone = batched[0] && !batched[1] && (batched.length == 2 || !batched[2]);
        if (!imagesAlone) {
            return grouped(operands, batched);
        }
        Register x = operands.get(0);
        Register[] others = operands.subList(1, operands.size()).toArray(Register[]::new);
        return Bilinear.splitFirst(
                Bilinear.mergeFirst(x).apply(this, others), x.type().shape().dim(0));
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
