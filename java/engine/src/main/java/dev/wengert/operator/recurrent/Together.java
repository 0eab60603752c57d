package dev.wengert.operator.recurrent;

import dev.wengert.list.Assignment;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** An assignment for a whole batch of samples, each a sequence of rows. */
final class Together {
    private final Assignment z;
    private final List<Register> operands;
    private final boolean[] batched;
    private final int size;

    /** The operands to use, some with the batch as first axis. */
    Together(Assignment z, List<Register> operands, boolean[] batched) {
        this.z = z;
        this.operands = operands;
        this.batched = batched;
        int first = 0;
        while (!batched[first]) {
            first++;
        }
        this.size = Math.toIntExact(operands.get(first).type().shape().dim(0));
    }

    /**
     * The rows of all samples side by side.
     *
     * @param withSteps which operands are {@code (steps, rows, …)}
     * @param withRows which operands are {@code (rows, …)}
     */
    List<Register> asRows(IntPredicate withSteps, IntPredicate withRows) {
        List<Register> merged = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Register operand = operands.get(i);
            if (withSteps.test(i)) {
                Shape all = full(i).type().shape();
                operand = full(i).transpose(1, 0, 2, 3).reshape(all.dim(1), size * all.dim(2), all.dim(3));
            } else if (withRows.test(i)) {
                Shape all = full(i).type().shape();
                operand = full(i).reshape(all.slice(2, all.rank()).insert(0, size * all.dim(1)));
            }
            merged.add(operand);
        }
        List<Register> results = new ArrayList<>();
        for (Register result : apply(merged)) {
            Shape one = z.result(results.size()).type().shape();
            results.add(result.reshape(one.dim(0), size, one.dim(1), one.dim(2)).transpose(1, 0, 2, 3));
        }
        return results;
    }

    /** The samples one after the other. */
    List<Register> eachAlone() {
        List<List<Register>> byResult = new ArrayList<>();
        z.results().forEach(result -> byResult.add(new ArrayList<>()));
        for (int sample = 0; sample < size; sample++) {
            List<Register> own = new ArrayList<>();
            for (int i = 0; i < operands.size(); i++) {
                Register operand = operands.get(i);
                own.add(
                        batched[i]
                                ? operand.slice(0, sample, sample + 1)
                                        .reshape(z.operand(i).type().shape())
                                : operand);
            }
            List<Register> results = apply(own);
            for (int i = 0; i < results.size(); i++) {
                byResult.get(i).add(results.get(i));
            }
        }
        List<Register> stacked = new ArrayList<>();
        for (List<Register> results : byResult) {
            TensorType one = z.result(stacked.size()).type();
            stacked.add(
                    size == 0
                            ? operands.get(0)
                                    .builder()
                                    .fill(0, one.withShape(one.shape().insert(0, 0)))
                            : Operators.stack(0, results.toArray(Register[]::new)));
        }
        return stacked;
    }

    private Register full(int i) {
        return batched[i]
                ? operands.get(i)
                : operands.get(i).broadcastTo(z.operand(i).type().shape().insert(0, size));
    }

    private List<Register> apply(List<Register> to) {
        Operator operator = z.operator();
        return to.get(0).builder().apply(operator, to);
    }
}
