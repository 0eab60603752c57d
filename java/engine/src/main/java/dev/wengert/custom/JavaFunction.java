package dev.wengert.custom;

import dev.wengert.tensor.Tensor;
import java.util.List;

/**
 * What an operator of yours computes in Java, for one sample. It is called in each run, between two native calls, on the thread
 * that runs; sessions on several threads may call it at once. It is a function of its operands alone: what depends on constants
 * is computed once, when a session opens, and what nothing reads not at all. Each call makes its tensors, some hundred bytes on the
 * Java heap; native memory is not allocated. An exception that it throws ends the run as a {@code
 * RunException} whose cause it is; the session can run again.
 */
@FunctionalInterface
public interface JavaFunction {
    /**
     * Computes the results.
     *
     * @param y the operands, which cannot be written; {@code segment()} is their memory
     * @param z the results, which hold anything before. Each element is to be written. All are to be used during the call only
     */
    void compute(List<Tensor> y, List<Tensor> z);
}
