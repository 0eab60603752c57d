package dev.wengert.custom;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Computes as other operators do. For each combination of operands the body is written down once, in a list of its own. */
final class Written implements Computation, Vocabulary {
    private final String name;
    private final Function<List<Register>, List<Register>> body;
    private final Map<Key, Traced> lists = new ConcurrentHashMap<>();

    private record Key(List<TensorType> operands, Samples samples) {}

    /** The list, and the types of all results, of which some may be one output. */
    private record Traced(WengertList list, List<TensorType> results) {}

    Written(String name, Function<List<Register>, List<Register>> body) {
        this.name = name;
        this.body = body;
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        return traced(operands, Samples.NONE).results();
    }

    @Override
    public void lower(Assignment z, Samples samples, Lowering out) {
        List<TensorType> types = z.operands().stream().map(Register::type).toList();
        List<Buffer> operands = new ArrayList<>();
        List<Buffer> results = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            operands.add(out.operand(i));
        }
        for (int i = 0; i < z.results().size(); i++) {
            results.add(out.isRead(i) ? out.result(i) : Buffer.NONE);
        }
        out.inline(traced(types, samples).list(), operands, results, 0);
    }

    @Override
    public Optional<Function<List<Register>, List<Register>>> body() {
        return Optional.of(body);
    }

    private Traced traced(List<TensorType> operands, Samples samples) {
        Key key = new Key(operands, samples);
        Traced known = lists.get(key);
        if (known == null) {
            known = trace(operands, samples);
            lists.put(key, known);
        }
        return known;
    }

    private Traced trace(List<TensorType> operands, Samples samples) {
        ListBuilder list = WengertList.builder(name);
        List<Register> inputs = new ArrayList<>();
        for (TensorType type : operands) {
            inputs.add(list.input("y" + (inputs.size() + 1), type));
        }
        List<Register> results = new ArrayList<>();
        for (Register result : Batched.over(samples, body).apply(inputs)) {
            if (result.builder() != list) {
                throw new ListException("its body gives " + result + ", which is of another list; let what it uses "
                        + "from elsewhere be an operand");
            }
            boolean isItself = inputs.contains(result) || list.outputs().contains(result);
            Register own = isItself ? result.alias() : result;
            list.output(own);
            results.add(own);
        }
        return new Traced(
                list.build().withoutDeadCode(),
                results.stream().map(Register::type).toList());
    }
}
