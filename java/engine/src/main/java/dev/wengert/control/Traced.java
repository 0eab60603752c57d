package dev.wengert.control;

import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Structure;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A Java function as a list: what it reads from around it is among the inputs, behind those that were declared for it.
 *
 * @param declared the inputs that were declared
 * @param captured the inputs that stand for registers from around, by those
 * @param result what the function gave
 */
record Traced<Y>(WengertList list, List<Register> declared, Map<Register, Register> captured, Structure<Y> result)
        implements Vocabulary {

    /** An input to declare: a name that was given, or one to take instead, and a type. */
    record Declared(String name, TensorType type) {
        static Declared like(Register register, String otherwise, TensorType type) {
            boolean named = !register.builder().isGenerated(register.name());
            return new Declared(named ? register.name() : otherwise, type);
        }
    }

    /**
     * Traces a function into a builder within another.
     *
     * @param function takes the declared inputs
     */
    static <Y> Traced<Y> of(ListBuilder list, List<Declared> declared, Function<List<Register>, Y> function) {
        try {
            List<Register> inputs = declared.stream()
                    .map(input -> Bodies.input(list, input.name(), input.type()))
                    .toList();
            Structure<Y> result = Structure.of(function.apply(inputs));
            for (Register leaf : result.leaves()) {
                Bodies.output(list, list.own(leaf));
            }
            ListBuilder enclosing = list.enclosing().orElseThrow();
            Map<Register, Register> captured = new LinkedHashMap<>();
            list.captured().forEach((register, input) -> captured.put(enclosing.origin(register), input));
            WengertList built = list.build().withoutDeadCode();
            for (Register input : built.declarations()) {
                if (!inputs.contains(input) && !captured.containsValue(input)) {
                    throw Bodies.refused(
                            list.name() + ": " + input + " is declared within the function; declare it outside");
                }
            }
            return new Traced<>(built, inputs, captured, result);
        } finally {
            list.leave();
        }
    }

    /** What the lists of some functions read from around them, in order. */
    static List<Register> captured(List<Traced<?>> functions) {
        Set<Register> captured = new LinkedHashSet<>();
        for (Traced<?> function : functions) {
            Set<Register> read = new HashSet<>(Bodies.needed(function.list.assignments(), function.list.outputs()));
            function.captured.forEach((register, input) -> {
                if (read.contains(input)) {
                    captured.add(register);
                }
            });
        }
        return new ArrayList<>(captured);
    }

    /** The list with inputs for the declared and then for all of {@code around}, whether it reads them or not. */
    WengertList taking(List<Register> around) {
        Catalogue catalogue = list.catalogue();
        Excerpt excerpt = new Excerpt(list.name(), catalogue);
        excerpt.inputs(declared);
        for (Register register : around) {
            Register input = captured.get(register);
            excerpt.input(input == null ? register : input);
        }
        excerpt.write(list.assignments());
        excerpt.outputs(list.outputs());
        return excerpt.build();
    }
}
