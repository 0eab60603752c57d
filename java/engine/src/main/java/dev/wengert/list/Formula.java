package dev.wengert.list;

import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * An operator without kernels and rules of its own: a name for others. Where it is written, its {@linkplain #decompose
 * decomposition} is written instead, so lists, transformations and schedules never meet one. An error names the formula and
 * then the operator within that refused.
 */
public interface Formula extends Composite {
    /** The types that the decomposition has, found by writing it into a list that is thrown away. */
    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        ListBuilder list = WengertList.builder("types");
        List<Register> inputs = new ArrayList<>();
        for (TensorType type : operands) {
            inputs.add(list.input("y" + (inputs.size() + 1), type));
        }
        return decompose(inputs).stream().map(Register::type).toList();
    }

    @Override
    default void lower(Assignment z, Lowering out) {
        throw new IllegalStateException(name() + " is written as other operators");
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
