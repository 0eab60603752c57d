package dev.wengert.operator.index;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Constant;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * A row for each index, of zeros with a one at it: {@code (…) → (…, classes)}.
 *
 * @param classes the length of a row
 * @param dtype the type of the result's elements, f32 or f64
 */
record OneHot(long classes, DType dtype) implements IndexOperator, Constant {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.index("an operand", y.get(0));
        Require.that(dtype.isReal(), "expected dtype f32 or f64, found " + dtype);
        Require.that(classes > 0, "expected at least one class, found " + classes);
        return new TensorType(dtype, y.get(0).shape().insert(y.get(0).shape().rank(), classes));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        long rows = z.operand(0).type().size();
        out.emit(
                "one_hot_" + dtype + "_" + z.operand(0).type().dtype(),
                Tiling.rows(rows, classes),
                new long[] {rows, classes},
                new double[0],
                out.result(0),
                out.operand(0));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> {
            Register index = z.operand(0);
            out.declare(z.result(), "0");
            new Gather.Rows(index.type().size(), 1, 1, classes)
                    .each(out, index, (row, place) -> out.line(out.element(z.result(), row) + " = 1;"));
        });
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
