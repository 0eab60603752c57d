package dev.wengert.operator.update;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.operator.index.ScatterAdd;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * {@code p' = p − lr scatter_add(index, dz)}: stochastic gradient descent on a table, such as that of an embedding, by the
 * cotangents of the rows that were read: {@code (rows, d…), (i…), (i…, d…), () → (rows, d…)}. The gradient of the whole table is not
 * formed, and rows that no index names cost nothing where p' takes the place of p. Operands: p, index, dz, lr. Domain: indices in
 * [0, rows); another fails the run.
 */
record SgdRows() implements UpdateOperator {
    @Override
    public List<TensorType> infer(List<TensorType> y) {
        Require.arity(4, y);
        TensorType p = y.get(0);
        Require.real("a parameter", p);
        Require.rankAtLeast(1, "a parameter", p);
        Require.index("indices", y.get(1));
        Shape rows = y.get(1).shape();
        for (int axis = 1; axis < p.shape().rank(); axis++) {
            rows = rows.insert(rows.rank(), p.shape().dim(axis));
        }
        Require.same("cotangents of rows", p.withShape(rows), y.get(2));
        Require.same("a learning rate", TensorType.of(p.dtype()), y.get(3));
        return List.of(p);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType p = z.result().type();
        TensorType index = z.operand(1).type();
        long rows = p.shape().dim(0);
        long width = rows == 0 ? 0 : p.size() / rows;
        long count = index.size();
        Buffer order = out.scratch(8 * count);
        out.emit(
                "argsort_" + index.dtype(),
                1,
                new long[] {1, count, 0},
                new double[0],
                order,
                out.operand(1),
                out.scratch(8 * count));
        out.emit(
                "sgd_rows_" + p.dtype() + "_" + index.dtype(),
                Tiling.work(rows, count * Math.max(1, width)),
                new long[] {count, width, rows},
                new double[0],
                out.result(0),
                out.operand(0),
                out.operand(1),
                out.operand(2),
                out.operand(3),
                order);
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Register p = operands.get(0);
        ScatterAdd sum = new ScatterAdd(p.type().shape().dim(0), 0);
        return List.of(p.sub(operands.get(1).apply(sum, operands.get(2)).mul(operands.get(3))));
    }
}
