package dev.wengert.custom;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How an operator of a user's computes. */
interface Computation {
    /** The types of the results for one sample. */
    List<TensorType> infer(List<TensorType> operands);

    /** Writes the instructions for all samples. */
    void lower(Assignment z, Samples samples, Lowering out);

    /** What it is written as, if it is written with operators. */
    default Optional<Function<List<Register>, List<Register>>> body() {
        return Optional.empty();
    }
}
