package dev.wengert.runtime;

import dev.wengert.list.Assignment;
import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.schedule.Planner;
import dev.wengert.schedule.Schedule;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** One operator for operands of certain types, planned and written down, to be called with values from anywhere. */
final class Prepared implements AutoCloseable {
    private final Execution execution;
    private final int[] operands;
    private final int[] results;

    Prepared(Operator operator, List<TensorType> types, Catalogue catalogue) {
        ListBuilder alone = WengertList.builder("alone", catalogue);
        List<Register> inputs = new ArrayList<>();
        for (TensorType type : types) {
            inputs.add(alone.input("y" + (inputs.size() + 1), type));
        }
        List<Register> outputs = alone.apply(operator, inputs);
        outputs.forEach(alone::output);
        Schedule schedule = Planner.planWithBoundOutputs(alone.build(), Blas::address);
        execution = new Execution(schedule);
        operands = inputs.stream().mapToInt(schedule::slot).toArray();
        results = outputs.stream().mapToInt(schedule::slot).toArray();
        try {
            execution.prepare();
        } catch (Throwable e) {
            execution.close();
            throw e;
        }
    }

    /** Native memory that it holds. */
    long bytes() {
        return execution.image().memory().byteSize();
    }

    /**
     * Computes the results of an assignment of this operator.
     *
     * @param y the operands
     * @param values the results
     * @throws RunException if a kernel or a Java function refused a value
     */
    void call(MemorySegment pool, Assignment z, List<Tensor> y, List<Tensor> values) {
        bind(operands, y);
        bind(results, values);
        execution.run(pool, z);
    }

    private void bind(int[] slots, List<Tensor> tensors) {
        for (int i = 0; i < slots.length; i++) {
            execution.image().setAddress(slots[i], tensors.get(i).segment().address());
        }
    }

    @Override
    public void close() {
        execution.close();
    }
}
