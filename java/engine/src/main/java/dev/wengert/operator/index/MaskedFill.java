package dev.wengert.operator.index;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;

/**
 * {@code value} where a mask of bool is true, elsewhere the element, of any element type; the two broadcast.
 * Operands: x, mask.
 *
 * @param value what is filled in; a value of the element type
 */
record MaskedFill(double value) implements IndexOperator, SingleFormula {
    @Override
    public int arity() {
        return 2;
    }

    @Override
    public void check(List<TensorType> y) {
        Require.that(y.get(1).dtype() == DType.BOOL, "expected a mask of bool, found " + y.get(1));
    }

    @Override
    public Register write(List<Register> y) {
        Register x = y.get(0);
        Register filling = x.builder().fill(value, TensorType.of(x.type().dtype()));
        return y.get(1).call("where", Map.of(), filling, x);
    }
}
