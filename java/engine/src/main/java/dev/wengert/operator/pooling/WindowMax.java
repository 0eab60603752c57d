package dev.wengert.operator.pooling;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The greatest element of each window of planes and its place, row · w + column: {@code (…,h,w) → (…,oh,ow)} and as many i64.
 * Padding is −∞. What {@code max_pool1d}, {@code max_pool2d} and the adaptive ones are written with. Results: y, index. Convention: of equal
 * elements the first is chosen and has all of the cotangent; NaN is greater than any number.
 *
 * @param kernel the height and width of a window; none where the windows share rows and columns evenly
 * @param stride from window to window
 * @param padding how far the first window begins outside
 * @param dilation from element to element of a window
 * @param size the height and width of the result
 */
record WindowMax(Bounds kernel, Bounds stride, Bounds padding, Bounds dilation, Bounds size) implements WindowOperator {
    WindowMax() {
        this(Bounds.none(), Bounds.of(1), Bounds.of(0), Bounds.of(1), Bounds.none());
    }

    @Override
    public List<TensorType> infer(List<TensorType> y) {
        Require.arity(1, y);
        TensorType greatest = resized(y.get(0));
        return List.of(greatest, greatest.withDType(DType.I64));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        lower(z.operand(0).type(), z.result(0).type(), true, out, out.result(0), out.result(1), out.operand(0));
    }

    @Override
    public @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        Register dy = dz.get(0);
        if (dy == null) {
            return null;
        }
        Shape shape = z.operand(0).type().shape();
        Map<String, Object> attributes = Map.of("rows", shape.dim(-2) * shape.dim(-1), "batchDims", 1);
        return lines(z.result(1)).call("scatter_add", attributes, lines(dy)).reshape(shape);
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Register tx = Objects.requireNonNull(ty.get(0));
        Register chosen = lines(tx).call("gather", Map.of("batchDims", 1), lines(z.result(1)));
        return Arrays.asList(chosen.reshape(z.result(0).type().shape()), null);
    }

    /** Planes as lines. */
    private static Register lines(Register x) {
        Shape shape = x.type().shape();
        long area = shape.dim(-2) * shape.dim(-1);
        return x.reshape(shape.slice(0, shape.rank() - 2).size(), area);
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).builder().apply(this, operands);
    }

    @Override
    public Keeps keeps() {
        return Keeps.RESULTS;
    }
}
