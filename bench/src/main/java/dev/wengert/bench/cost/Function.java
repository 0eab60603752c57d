package dev.wengert.bench.cost;

import dev.wengert.bench.ours.Lists;
import dev.wengert.bench.ours.Opened;
import dev.wengert.bench.workload.Batch;
import dev.wengert.bench.workload.Seed;
import dev.wengert.bench.workload.Training;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A function as a list, and as a list that also computes its gradient by every parameter, or by every input where it has none.
 *
 * @param data what a network's inputs are bound to; the inputs of others have values of their own
 */
record Function(String name, WengertList primal, WengertList gradient, Optional<Batch> data) {
    /** A function of registers, written down. */
    interface Expression {
        /** Its value. */
        Register of(List<Register> x);
    }

    static Function of(String name, Expression expression, TensorType... types) {
        return new Function(name, list(expression, types, false), list(expression, types, true), Optional.empty());
    }

    static Function of(Training training) {
        WengertList loss = Lists.loss(training);
        return new Function(
                training.network().title() + ", batch " + training.batch(),
                loss,
                Reverse.differentiate(loss, "loss"),
                Optional.of(training.data()));
    }

    /** A session of one of the programs on one thread, with the data bound. */
    Opened open(Program program) {
        Opened opened = new Opened(program, 1);
        data.ifPresent(opened::bind);
        return opened;
    }

    private static WengertList list(Expression expression, TensorType[] types, boolean gradient) {
        ListBuilder list = WengertList.builder("function");
        SplittableRandom random = new SplittableRandom(Seed.VALUE);
        List<Register> x = new ArrayList<>();
        for (TensorType type : types) {
            try (Tensor value = Tensor.zeros(type)) {
                for (long i = 0; i < type.size(); i++) {
                    value.setDouble(i, random.nextDouble(0.1, 0.9));
                }
                x.add(list.input("x" + x.size(), value));
            }
        }
        Register y = expression.of(x).named("y");
        list.output(y);
        if (gradient) {
            Reverse.gradients(y, x).forEach(list::output);
        }
        return list.build().withoutDeadCode();
    }
}
