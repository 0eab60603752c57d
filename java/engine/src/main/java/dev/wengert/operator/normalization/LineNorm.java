package dev.wengert.operator.normalization;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A normalisation of each example by itself: x, seen as lines, has each line brought to one size, {@code h}; then {@code y =
 * h·w + b} with a weight and, where the lines are centred, a bias.
 */
sealed interface LineNorm extends NormalizationOperator, Single permits LastAxesNorm, GroupNorm {
    /** Refuses an operand x; gives the shape that w and b must have. */
    Shape checkInput(TensorType x);

    /** Added under the root. */
    double eps(DType dtype);

    /** Whether the mean of each line is taken away, and a bias added. */
    boolean centred();

    /** Elements of a line. */
    long line(Shape x);

    /** What the kernels take. */
    long[] sizes(Shape x);

    /** The shape of w and b as it broadcasts to x. */
    Shape beside(Shape x);

    /** Into how many rows the VJP's kernel sums what reached w and b, when it is cut into so many tiles. */
    long partials(Shape x, long tiles);

    /** The VJP: of x, w and dy, the cotangents of x, w and b. */
    LineNormVjp adjoint();

    /** The result for a whole batch of x and the same w and b. */
    Register together(Register x, List<Register> affine);

    @Override
    default int arity() {
        return centred() ? 3 : 2;
    }

    @Override
    default TensorType type(List<TensorType> y) {
        checkAffine(y);
        return y.get(0);
    }

    /** Checks x and then those of its followers that are weight and bias. */
    default void checkAffine(List<TensorType> y) {
        TensorType x = y.get(0);
        Require.real("x", x);
        TensorType affine = x.withShape(checkInput(x));
        for (int i = 1; i < y.size(); i++) {
            Require.sameDType(x, y.get(i));
            Require.same(i == 1 ? "a weight" : "a bias", affine, y.get(i));
        }
    }

    /** How many tiles a kernel with that much work for each element is cut into. */
    default long tiles(Shape x, int work) {
        return Math.max(1, Tiling.rows(sizes(x)[0], work * line(x)));
    }

    @Override
    default void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        Buffer[] buffers = new Buffer[1 + arity()];
        buffers[0] = out.result(0);
        for (int i = 0; i < arity(); i++) {
            buffers[1 + i] = out.operand(i);
        }
        out.emit(
                name() + "_" + x.dtype(),
                tiles(x.shape(), 2),
                sizes(x.shape()),
                new double[] {eps(x.dtype())},
                buffers);
    }

    @Override
    default Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofOthers(y -> {
            Register x = y.get(0);
            Shape shape = x.type().shape();
            Register away = x.reshape(sizes(shape)[0], line(shape));
            if (centred()) {
                away = away.sub(away.mean(true, 1));
            }
            Register root =
                    away.square().mean(true, 1).add(eps(x.type().dtype())).rsqrt();
            Register scaled = away.mul(root).reshape(shape).mul(beside(x, y.get(1)));
            return centred() ? scaled.add(beside(x, y.get(2))) : scaled;
        }));
    }

    @Override
    default Register pullback(Assignment z, Register dz, int operand) {
        return adjoint(z.operand(0), z.operand(1), dz).get(operand);
    }

    private List<Register> adjoint(Register x, Register w, Register dy) {
        return x.builder().apply(adjoint(), List.of(x, w, dy));
    }

    /** The Jacobian of h is symmetric, so the VJP gives h's tangent too. */
    @Override
    default @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register x = z.operand(0);
        Register w = z.operand(1);
        Register tangent = null;
        Register tx = ty.get(0);
        Register tw = ty.get(1);
        if (tx != null) {
            Register ones = x.builder().fill(1, w.type());
            tangent = adjoint(x, ones, tx).get(0).mul(beside(x, w));
        }
        if (tw != null) {
            Register term =
                    x.builder().apply(this, withAffine(x, w.type())).get(0).mul(beside(x, tw));
            tangent = tangent == null ? term : tangent.add(term);
        }
        Register tb = centred() ? ty.get(2) : null;
        if (tb != null) {
            Register term = beside(x, tb);
            tangent = tangent == null ? term.broadcastTo(x.type().shape()) : tangent.add(term);
        }
        return tangent;
    }

    private Register beside(Register x, Register affine) {
        return affine.reshape(beside(x.type().shape()));
    }

    /** x with the weight and bias that change nothing. */
    private List<Register> withAffine(Register x, TensorType affine) {
        List<Register> operands = new ArrayList<>(List.of(x, x.builder().fill(1, affine)));
        if (centred()) {
            operands.add(x.builder().fill(0, affine));
        }
        return operands;
    }

    @Override
    default Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        Register x = operands.get(0);
        if (batched[0] && !batched[1] && !(centred() && batched[2])) {
            return together(x, operands.subList(1, operands.size()));
        }
        Shape one = z.operand(0).type().shape();
        List<Register> plain = withAffine(x, z.operand(1).type());
        Register y = batched[0]
                ? together(x, plain.subList(1, plain.size()))
                : x.builder().apply(this, plain).get(0);
        y = y.mul(besideBatch(operands.get(1), batched[1], one));
        if (centred()) {
            y = y.add(besideBatch(operands.get(2), batched[2], one));
        }
        return y;
    }

    private Register besideBatch(Register affine, boolean batched, Shape x) {
        Shape beside = beside(x);
        if (!batched) {
            return affine.reshape(beside);
        }
        Shape shape = beside.insert(0, affine.type().shape().dim(0));
        return Broadcasting.align(affine.reshape(shape), true, x.rank());
    }

    @Override
    default Keeps keeps() {
        return Keeps.OPERANDS;
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
