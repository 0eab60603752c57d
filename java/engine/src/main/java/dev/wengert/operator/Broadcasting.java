package dev.wengert.operator;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the rules of broadcasting operators share. */
public final class Broadcasting {
    private Broadcasting() {}

    /** Sums {@code dz} over the axes along which an operand of {@code shape} was repeated: the adjoint of broadcasting. */
    public static Register sumTo(Register dz, Shape shape) {
        Shape from = dz.type().shape();
        if (from.equals(shape)) {
            return dz;
        }
        int[] axes = new int[from.rank()];
        int n = 0;
        int lead = from.rank() - shape.rank();
        for (int axis = 0; axis < from.rank(); axis++) {
            if (axis < lead || (shape.dim(axis - lead) == 1 && from.dim(axis) != 1)) {
                axes[n++] = axis;
            }
        }
        Register sum = n == 0 ? dz : dz.sum(Arrays.copyOf(axes, n));
        return sum.reshape(shape);
    }

    /**
     * A batched operand whose own dimensions (those after the batch) are aligned at the last of {@code rank}: ones are put
     * between. An operand without a batch stays as it is.
     */
    public static Register align(Register operand, boolean batched, int rank) {
        Shape shape = operand.type().shape();
        int own = shape.rank() - 1;
        if (!batched || own == rank) {
            return operand;
        }
        Shape aligned = shape;
        for (int i = own; i < rank; i++) {
            aligned = aligned.insert(1, 1);
        }
        return operand.reshape(aligned);
    }

    /** The operand itself if it has a batch, otherwise one copy of it for each element of the batch. */
    public static Register repeat(Register operand, boolean batched, long size) {
        return batched ? operand : operand.broadcastTo(operand.type().shape().insert(0, size));
    }

    /** The size of the batch. */
    public static long batchSize(List<Register> operands, boolean[] batched) {
        for (int i = 0; i < batched.length; i++) {
            if (batched[i]) {
                return operands.get(i).type().shape().dim(0);
            }
        }
        throw new IllegalArgumentException("no operand has a batch");
    }

    /** The result for each sample of a batch by itself, for what kernels cannot do for several at once. */
    public static Register oneByOne(Operator operator, List<Register> operands, boolean[] batched) {
        Register[] samples = new Register[Math.toIntExact(batchSize(operands, batched))];
        ListBuilder list = operands.get(0).builder();
        for (int i = 0; i < samples.length; i++) {
            List<Register> own = new ArrayList<>();
            for (int j = 0; j < batched.length; j++) {
                own.add(batched[j] ? operands.get(j).select(0, i) : operands.get(j));
            }
            samples[i] = list.apply(operator, own).get(0);
        }
        return list.call("stack", Map.of(), List.of(samples)).get(0);
    }
}
