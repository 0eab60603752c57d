package dev.wengert.custom;

import dev.wengert.tensor.TensorType;
import java.util.List;

/** Which kernel computes an operator in C for which types, for one sample. */
@FunctionalInterface
public interface KernelRule {
    /** The call for operands and results of these types. */
    KernelCall call(List<TensorType> y, List<TensorType> z);
}
