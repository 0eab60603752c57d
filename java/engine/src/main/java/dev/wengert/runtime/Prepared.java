package dev.wengert.runtime;

import dev.wengert.bindings.Wengert;
import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.schedule.Instruction;
import dev.wengert.schedule.Planner;
import dev.wengert.schedule.Schedule;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** One operator for operands of certain types, planned and written down, to be called with values from anywhere. */
final class Prepared implements AutoCloseable {
    private final Schedule schedule;
    private final Image image;
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
        schedule = Planner.planWithBoundOutputs(alone.build(), Blas.chosen()::address);
        image = new Image(schedule);
        operands = inputs.stream().mapToInt(schedule::slot).toArray();
        results = outputs.stream().mapToInt(schedule::slot).toArray();
    }

    /** Native memory that it holds. */
    long bytes() {
        return image.memory().byteSize();
    }

    /**
     * Computes {@code z} from {@code y}.
     *
     * @return 0, or the status of the kernel that refused a value
     */
    int call(MemorySegment pool, List<Tensor> y, List<Tensor> z) {
        bind(operands, y);
        bind(results, z);
        List<Instruction> instructions = schedule.instructions();
        return (int) Wengert.wg_run(pool, image.instructions(), instructions.size(), image.slots());
    }

    private void bind(int[] slots, List<Tensor> tensors) {
        for (int i = 0; i < slots.length; i++) {
            image.setAddress(slots[i], tensors.get(i).segment().address());
        }
    }

    @Override
    public void close() {
        Library.release(image.memory());
    }
}
