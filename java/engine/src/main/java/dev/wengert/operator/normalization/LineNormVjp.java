package dev.wengert.operator.normalization;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Composite;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The VJP of a {@link LineNorm}, of x, w and dy: with {@code g = dy·w}, {@code h} and the factor {@code r} of each line,
 * {@code dx = r (g − mean g − h mean(g h))}, {@code dw = Σ dy h} and {@code db = Σ dy}. Without centring there is no {@code
 * mean g} and no db.
 */
sealed interface LineNormVjp extends NormalizationOperator, Composite
        permits LayerNorm.LayerNormVjp, RmsNorm.RmsNormVjp, GroupNorm.GroupNormVjp {
    /** The operator that this is the VJP of. */
    LineNorm forward();

    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        Require.arity(3, operands);
        forward().checkAffine(operands.subList(0, 2));
        Require.same("dy", operands.get(0), operands.get(2));
        List<TensorType> results = new ArrayList<>(operands.subList(0, 2));
        if (forward().centred()) {
            results.add(operands.get(1));
        }
        return results;
    }

    /** The kernel leaves sums of parts; they are added up in the order of the parts. */
    @Override
    default void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        TensorType w = z.operand(1).type();
        long tiles = forward().tiles(x.shape(), 4);
        long parts = forward().partials(x.shape(), tiles);
        int results = z.results().size();
        Buffer[] buffers = new Buffer[results + 3];
        for (int i = 0; i < results; i++) {
            buffers[i] = i == 0 || parts == 1 ? out.result(i) : out.scratch(parts * w.byteSize());
        }
        for (int i = 0; i < 3; i++) {
            buffers[results + i] = out.operand(i);
        }
        out.emit(
                name() + "_" + x.dtype(),
                tiles,
                forward().sizes(x.shape()),
                new double[] {forward().eps(x.dtype())},
                buffers);
        for (int i = 1; i < results && parts != 1; i++) {
            out.emit(
                    "sum_" + x.dtype(),
                    Tiling.work(Math.ceilDiv(w.size(), 64), Math.max(1, parts * w.size())),
                    new long[] {1, parts, w.size()},
                    new double[] {1},
                    out.result(i),
                    buffers[i]);
        }
    }

    @Override
    default List<Register> decompose(List<Register> operands) {
        LineNorm norm = forward();
        Register x = operands.get(0);
        Register w = operands.get(1);
        Register dy = operands.get(2);
        Shape shape = x.type().shape();
        Shape beside = norm.beside(shape);
        long line = norm.line(shape);
        long lines = norm.sizes(shape)[0];
        Register g = dy.mul(w.reshape(beside)).reshape(lines, line);
        Register away = x.reshape(lines, line);
        if (norm.centred()) {
            away = away.sub(away.mean(true, 1));
        }
        Register r = away.square().mean(true, 1).add(norm.eps(x.type().dtype())).rsqrt();
        Register h = away.mul(r);
        Register along = norm.centred() ? g.sub(g.mean(true, 1)) : g;
        Register dx = along.sub(h.mul(g.mul(h).mean(true, 1))).mul(r).reshape(shape);
        List<Register> results = new ArrayList<>();
        results.add(dx);
        results.add(Broadcasting.sumTo(dy.mul(h.reshape(shape)), beside)
                .reshape(w.type().shape()));
        if (norm.centred()) {
            results.add(Broadcasting.sumTo(dy, beside).reshape(w.type().shape()));
        }
        return results;
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
