package dev.wengert.expression;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Composite;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operator that a user defined by others. Unlike a {@link dev.wengert.list.Formula} it stays in lists under its name; its
 * definition is planned into the schedule where it is used.
 */
final class DefinedFormula implements Composite {
    private final String name;
    private final Function<List<Register>, Register> definition;
    private final Catalogue catalogue;
    private final @Nullable DefinedFormula first;
    private final Map<List<TensorType>, WengertList> bodies = new ConcurrentHashMap<>();

    /** @param first the one that has the name already, which this must agree with */
    DefinedFormula(
            String name,
            Function<List<Register>, Register> definition,
            Catalogue catalogue,
            @Nullable DefinedFormula first) {
        this.name = name;
        this.definition = definition;
        this.catalogue = catalogue;
        this.first = first;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        return body(operands).outputs().stream().map(Register::type).toList();
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        return List.of(definition.apply(operands));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        List<Buffer> operands = new ArrayList<>();
        for (int i = 0; i < z.operands().size(); i++) {
            operands.add(out.operand(i));
        }
        WengertList body = body(z.operands().stream().map(Register::type).toList());
        out.inline(body, operands, List.of(out.result(0)), 0);
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }

    /** The definition as a list, for operands of these types. */
    private WengertList body(List<TensorType> types) {
        return bodies.computeIfAbsent(List.copyOf(types), key -> {
            WengertList body = written(key);
            if (first != null && !first.body(key).toString().equals(body.toString())) {
                throw new ListException("formula " + name + " is defined in two ways; give each its own name:\n"
                        + first.body(key) + body);
            }
            return body;
        });
    }

    private WengertList written(List<TensorType> types) {
        ListBuilder list = WengertList.builder(name, catalogue);
        List<Register> operands = new ArrayList<>();
        for (TensorType type : types) {
            operands.add(list.input("y" + (operands.size() + 1), type));
        }
        Register result = definition.apply(operands);
        if (result.builder() != list) {
            throw new ListException("formula " + name + " gives " + result
                    + ", which is none of its operands' doing; let what it needs be operands");
        }
        list.output(operands.contains(result) ? result.alias() : result);
        return list.build();
    }

    /** One formula has one name. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DefinedFormula formula && root() == formula.root();
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(root());
    }

    private DefinedFormula root() {
        return first == null ? this : first;
    }

    @Override
    public String toString() {
        return name;
    }
}
