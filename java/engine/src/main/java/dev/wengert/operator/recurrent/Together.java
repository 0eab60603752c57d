package dev.wengert.operator.recurrent;

import dev.wengert.list.Assignment;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

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

    /** The rows of all samples side by side; operands from {@code first} up to {@code end} are shared by them. */
    List<Register> asRows(int first, int end) {
        List<Register> merged = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            merged.add(i >= first && i < end ? operands.get(i) : asRows(i));
        }
        List<Register> results = new ArrayList<>();
        for (Register result : apply(merged)) {
            Shape one = z.result(results.size()).type().shape();
            results.add(
                    one.rank() == 3
                            ? result.reshape(one.dim(0), size, one.dim(1), one.dim(2))
                                    .transpose(1, 0, 2, 3)
                            : result.reshape(one.insert(0, size)));
        }
        return results;
    }

    /** What has steps has rows as its second axis, anything else as its first; a stand-in for zeros stays what it is. */
    private Register asRows(int i) {
        Shape one = z.operand(i).type().shape();
        Register full = batched[i] ? operands.get(i) : operands.get(i).broadcastTo(one.insert(0, size));
        return one.rank() == 3
                ? full.transpose(1, 0, 2, 3).reshape(one.dim(0), size * one.dim(1), one.dim(2))
                : full.reshape(one.slice(1, one.rank()).insert(0, size * one.dim(0)));
    }

    /** Whether one of the operands from {@code first} up to {@code end} differs between samples. */
    boolean differ(int first, int end) {
        boolean any = false;
        for (int i = first; i < end; i++) {
            any |= batched[i];
        }
        return any;
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

    private List<Register> apply(List<Register> to) {
        Operator operator = z.operator();
        return to.get(0).builder().apply(operator, to);
    }
}
