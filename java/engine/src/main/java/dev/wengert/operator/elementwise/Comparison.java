package dev.wengert.operator.elementwise;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Constant;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code z = x ? y}, bool, for each pair of elements of any one type, broadcast; as IEEE 754 says where one is NaN. To logical
 * operators every number but 0 is true, NaN too.
 */
public final class Comparison implements Constant {
    /** The table. Kernels of the same names are rows of native/src/kernels/elementwise.def. */
    public static final List<Comparison> TABLE = Stream.of(
                    "equal",
                    "not_equal",
                    "less",
                    "less_equal",
                    "greater",
                    "greater_equal",
                    "logical_and",
                    "logical_or",
                    "logical_xor")
            .map(Comparison::new)
            .toList();

    private final String name;

    private Comparison(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.sameDType(y.get(0), y.get(1));
        return new TensorType(DType.BOOL, y.get(0).shape().broadcast(y.get(1).shape()));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        Aligned.lower(name + "_" + z.operand(0).type().dtype(), z, out);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return Aligned.batched(this, z, operands, batched);
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }

    @Override
    public String toString() {
        return name;
    }
}
