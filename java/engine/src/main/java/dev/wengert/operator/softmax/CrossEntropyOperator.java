package dev.wengert.operator.softmax;

import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * What the cross-entropy of a softmax and its VJP share: logits {@code (…, classes)} and a target that is either class
 * indices {@code (…)} of i32 or i64, or probabilities {@code (…, classes)} of the logits' type.
 */
sealed interface CrossEntropyOperator extends SoftmaxOperator, Single
        permits SoftmaxCrossEntropy, SoftmaxCrossEntropyVjp {
    /** Checks logits and target; gives the type of the loss, {@code (…)}. */
    static TensorType lossType(TensorType logits, TensorType target) {
        Require.real("logits", logits);
        Require.rankAtLeast(1, "logits", logits);
        TensorType loss =
                logits.withShape(logits.shape().slice(0, logits.shape().rank() - 1));
        if (target.dtype().isInteger()) {
            Require.that(
                    target.shape().equals(loss.shape()),
                    "expected class indices of shape " + loss.shape() + ", found " + target);
            Require.that(
                    logits.shape().dim(-1) > 0 || loss.size() == 0, "expected at least one class, found " + logits);
        } else {
            Require.same("class indices of i32 or i64, or probabilities", logits, target);
        }
        return loss;
    }

    /** The suffix of the kernels for such operands. */
    static String suffix(Register logits, Register target) {
        DType index = target.type().dtype();
        return "_" + logits.type().dtype() + (index.isInteger() ? "_" + index : "");
    }

    /** Rows and classes. */
    static long[] sizes(Register logits) {
        Shape shape = logits.type().shape();
        return new long[] {shape.slice(0, shape.rank() - 1).size(), shape.dim(-1)};
    }

    /** The target as probabilities. */
    static Register probabilities(Register logits, Register target) {
        return target.type().dtype().isInteger()
                ? target.oneHot(logits.type().shape().dim(-1), logits.type().dtype())
                : target;
    }

    /** All operands with a batch. */
    static List<Register> repeated(List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        Register[] all = new Register[operands.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = Broadcasting.repeat(operands.get(i), batched[i], size);
        }
        return List.of(all);
    }

    /** A value for each row as a column beside the classes. */
    static Register column(Register perRow) {
        return perRow.reshape(perRow.type().shape().insert(perRow.type().shape().rank(), 1));
    }
}
