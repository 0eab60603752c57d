package dev.wengert.testing;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Applies functions to tensors in eager mode and as a compiled list, which must give the same bits. */
public final class TwoModes {
    private TwoModes() {}

    /** The result for one tensor. */
    public static Tensor apply(Function<Register, Register> f, Tensor x) {
        return all((List<Register> y) -> List.of(f.apply(y.get(0))), List.of(x)).get(0);
    }

    /** The results for several. */
    public static List<Tensor> all(Function<List<Register>, List<Register>> f, List<Tensor> x) {
        List<Tensor> eager = eagerly(f, x);
        List<Tensor> compiled = compiled(f, x);
        for (int i = 0; i < eager.size(); i++) {
            Values.assertSameBits(compiled.get(i), eager.get(i), "result " + i + " compiled and eager");
        }
        return eager;
    }

    private static List<Tensor> eagerly(Function<List<Register>, List<Register>> f, List<Tensor> x) {
        try (Eager eager = Eager.open()) {
            List<Register> inputs = new ArrayList<>();
            for (Tensor value : x) {
                inputs.add(eager.input("x" + inputs.size(), value));
            }
            return f.apply(inputs).stream().map(y -> Tensor.constant(y.value())).toList();
        }
    }

    private static List<Tensor> compiled(Function<List<Register>, List<Register>> f, List<Tensor> x) {
        ListBuilder list = WengertList.builder("f");
        List<Register> inputs = new ArrayList<>();
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (Tensor value : x) {
            Register input = list.input("x" + inputs.size(), value.type());
            inputs.add(input);
            values.put(input.name(), value);
        }
        List<Register> outputs = f.apply(inputs);
        outputs.forEach(list::output);
        Results results = Runs.run(list.build().withoutDeadCode(), values);
        return outputs.stream().map(output -> results.get(output.name())).toList();
    }
}
