package dev.wengert.testing;

import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A function of registers as a list: inputs {@code x0}, {@code x1}, …
 *
 * @param outputs the names of the outputs that are its results, in order; a name may come twice
 * @param constants values of inputs beyond the arguments, which are too long to be printed
 */
public record Traced(WengertList list, List<String> outputs, Map<String, Tensor> constants) {
    /** The list that a function writes, as it stands. */
    public static Traced of(Function<List<Register>, List<Register>> f, List<TensorType> types) {
        ListBuilder list = WengertList.builder("f");
        List<Register> inputs = new ArrayList<>();
        for (TensorType type : types) {
            inputs.add(list.input("x" + inputs.size(), type));
        }
        List<Register> results = f.apply(inputs);
        results.forEach(list::output);
        return new Traced(list.build(), results.stream().map(Register::name).toList(), Map.of());
    }

    /** Without what the results do not need. */
    public Traced withoutDeadCode() {
        return new Traced(list.withoutDeadCode(), outputs, constants);
    }

    /** Written as text and read again with the operators of a catalogue. */
    public Traced reread(Catalogue catalogue) {
        Map<String, Tensor> values = new HashMap<>();
        list.inputs().forEach(input -> input.defaultValue().ifPresent(value -> values.put(input.name(), value)));
        return new Traced(WengertList.parse(list.toString(), catalogue), outputs, values);
    }

    /** The results for these values of the inputs. */
    public List<Tensor> run(List<Tensor> x) {
        return run(x, Runs.Way.USUAL);
    }

    /** The results for these values of the inputs, run in that way. */
    public List<Tensor> run(List<Tensor> x, Runs.Way way) {
        Map<String, Tensor> values = new HashMap<>(constants);
        for (int i = 0; i < x.size(); i++) {
            values.put("x" + i, x.get(i));
        }
        Results results = Runs.run(list, values, way);
        return outputs.stream().map(results::get).toList();
    }
}
