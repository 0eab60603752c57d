package dev.wengert.operator.softmax;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the cross-entropy of a softmax and its VJP share: logits {@code (…, classes)} and a target that is either class
 * indices {@code (…)} of i32 or i64, or probabilities {@code (…, classes)} of the logits' type. With indices, weights of the
 * classes {@code (classes)} may be the last operand.
 */
sealed interface CrossEntropyOperator extends SoftmaxOperator, Single
        permits SoftmaxCrossEntropy, SoftmaxCrossEntropyVjp {
    /** The class index whose rows count nothing. */
    long ignoreIndex();

    /** The part of an index's probability that all classes share. */
    double labelSmoothing();

    /** The same operator for targets that are probabilities. */
    CrossEntropyOperator ofProbabilities();

    @Override
    default int optional() {
        return 1;
    }

    /** Checks logits, target and weights; gives the type of the loss, {@code (…)}. */
    default TensorType lossType(List<TensorType> y) {
        TensorType logits = y.get(0);
        TensorType target = y.get(1);
        Require.that(
                labelSmoothing() >= 0 && labelSmoothing() <= 1,
                "expected labelSmoothing from 0 to 1, found " + labelSmoothing());
        Require.real("logits", logits);
        Require.rankAtLeast(1, "logits", logits);
        TensorType loss =
                logits.withShape(logits.shape().slice(0, logits.shape().rank() - 1));
        if (!target.dtype().isInteger()) {
            Require.same("class indices of i32 or i64, or probabilities", logits, target);
            Require.that(
                    y.size() == arity() && labelSmoothing() == 0,
                    "expected class indices where there are labelSmoothing or weights, which may be part of"
                            + " probabilities, found an operand " + target);
            return loss;
        }
        Require.that(
                target.shape().equals(loss.shape()),
                "expected class indices of shape " + loss.shape() + ", found " + target);
        Require.that(logits.shape().dim(-1) > 0 || loss.size() == 0, "expected at least one class, found " + logits);
        if (y.size() > arity()) {
            Require.same(
                    "weights, an operand",
                    logits.withShape(Shape.of(logits.shape().dim(-1))),
                    y.getLast());
        }
        return loss;
    }

    @Override
    default void lower(Assignment z, Lowering out) {
        TensorType logits = z.operand(0).type();
        DType index = z.operand(1).type().dtype();
        long rows = logits.shape().slice(0, logits.shape().rank() - 1).size();
        long classes = logits.shape().dim(-1);
        Buffer[] buffers = new Buffer[1 + z.operands().size()];
        Arrays.setAll(buffers, i -> i == 0 ? out.result(0) : out.operand(i - 1));
        out.emit(
                name() + "_" + logits.dtype() + (index.isInteger() ? "_" + index : ""),
                Tiling.rows(rows, 4 * classes),
                new long[] {rows, classes, ignoreIndex()},
                new double[] {labelSmoothing()},
                buffers);
    }

    /** The weights, if there are any. */
    default List<Register> weights(List<Register> y) {
        return y.subList(arity(), y.size());
    }

    /** The target as probabilities, which indices are of before weights come to them. */
    default Register unweighted(Register logits, Register target) {
        if (!target.type().dtype().isInteger()) {
            return target;
        }
        DType dtype = logits.type().dtype();
        long classes = logits.type().shape().dim(-1);
        Register index = target.cast(DType.I64);
        Register ignored = index.equal(target.builder().fill((double) ignoreIndex(), TensorType.of(DType.I64)));
        Register one = ignored.where(0, index).oneHot(classes, dtype);
        Register t = labelSmoothing() == 0 ? one : one.mul(1 - labelSmoothing()).add(labelSmoothing() / classes);
        return column(ignored).where(0, t);
    }

    /** The target as probabilities. */
    default Register probabilities(List<Register> y) {
        Register t = unweighted(y.get(0), y.get(1));
        return weights(y).isEmpty() ? t : t.mul(y.getLast());
    }

    /** Weights that differ between the samples go into the probabilities. */
    @Override
    default Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        List<Register> y = new ArrayList<>();
        for (int i = 0; i < arity(); i++) {
            y.add(Broadcasting.repeat(operands.get(i), batched[i], size));
        }
        if (operands.size() > arity() && batched[arity()]) {
            int rank = z.operand(0).type().shape().rank();
            Register weights = Broadcasting.align(operands.get(arity()), true, rank);
            y.set(1, unweighted(y.get(0), y.get(1)).mul(weights));
            return y.get(0).builder().apply(ofProbabilities(), y).get(0);
        }
        y.addAll(weights(operands));
        return y.get(0).builder().apply(this, y).get(0);
    }

    /** A value for each row as a column beside the classes. */
    static Register column(Register perRow) {
        return perRow.reshape(perRow.type().shape().insert(perRow.type().shape().rank(), 1));
    }
}
