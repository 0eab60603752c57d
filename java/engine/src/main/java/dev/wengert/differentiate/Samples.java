package dev.wengert.differentiate;

import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written for one sample, in a list within another, and brought into that for all samples at once. Registers of the
 * enclosing list are the same for every sample.
 */
final class Samples implements AutoCloseable {
    private final ListBuilder one;
    private final List<Register> inputs = new ArrayList<>();
    private final List<Register> values = new ArrayList<>();

    Samples(ListBuilder outer) {
        this.one = outer.nested("sample");
    }

    /** What differs between samples: {@code all} has them along its first axis. */
    Register input(Register all) {
        TensorType type = all.type();
        Register input = one.input(
                "x" + (inputs.size() + 1),
                type.withShape(type.shape().slice(1, type.shape().rank())));
        inputs.add(input);
        values.add(all);
        return input;
    }

    /** Ends the inner list, whether or not it came to {@link #all}. */
    @Override
    public void close() {
        one.leave();
    }

    /** The registers for all samples, which come along a new first axis, written into the enclosing list. */
    List<Register> all(List<Register> results) {
        List<Register> outputs = results.stream().map(one::own).toList();
        outputs.forEach(one::output);
        WengertList list = one.build();
        long size = values.get(0).type().shape().dim(0);
        WengertList batched =
                Batch.batch(list, size, inputs.stream().map(Register::name).toArray(String[]::new));
        Copies copies = new Copies();
        for (int i = 0; i < inputs.size(); i++) {
            copies.put(batched.register(inputs.get(i).name()), values.get(i));
        }
        one.captured().forEach((register, input) -> copies.put(batched.register(input.name()), register));
        one.enclosing().orElseThrow().inline(batched, copies);
        return outputs.stream()
                .map(output -> copies.of(batched.outputs().get(list.outputs().indexOf(output))))
                .toList();
    }
}
