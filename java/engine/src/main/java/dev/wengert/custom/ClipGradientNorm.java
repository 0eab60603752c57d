package dev.wengert.custom;

import dev.wengert.list.Assignment;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A hook: the operand as it is, {@code dy = dz · most / max(‖dz‖, most)} for its cotangent, with the Euclidean norm over all
 * elements: a cotangent that is not too long is left as it is. Tangents are left as they are. A view: no copy is made.
 *
 * @param most the greatest norm, above 0
 * @param samples how many axes in front are of samples, each of which has a norm of its own; batching adds them
 */
public record ClipGradientNorm(double most, int samples) implements GradientHook {
    /** Checks the norm. */
    public ClipGradientNorm {
        Require.that(most > 0, "expected a norm above 0, found " + most);
        Require.that(samples >= 0, "expected no negative number of axes, found " + samples);
    }

    /** Of a single sample. */
    public ClipGradientNorm(double most) {
        this(most, 0);
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.rankAtLeast(samples, "an operand", y.get(0));
        return GradientHook.super.type(y);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        int rank = dz.type().shape().rank();
        Register squares = dz.square();
        if (rank > samples) {
            squares = squares.sum(true, IntStream.range(samples, rank).toArray());
        }
        // The larger of the squares, so that the quotient has a derivative where the cotangent is zero, and is 1 where
        // it is short.
        Register larger = squares.maximum(most * most);
        return dz.mul(
                larger.builder().fill(most * most, larger.type()).div(larger).sqrt());
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(new ClipGradientNorm(most, samples + 1));
    }
}
