package dev.wengert.quality.page;

import dev.wengert.list.Catalogue;
import dev.wengert.list.Operator;
import dev.wengert.testing.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an operator is called, as in text: operands, attributes with what they are where they are left out, results. */
final class Signature {
    private final Operator operator;
    private final List<Sample> samples;
    private final Description description;

    Signature(Operator operator, List<Sample> samples, Description description) {
        this.operator = operator;
        this.samples = samples;
        this.description = description;
    }

    /** The names of the operands. */
    List<String> operands() {
        if (!description.operands().isEmpty()) {
            return description.operands();
        }
        long counts = samples.stream()
                .map(sample -> sample.operands().size())
                .distinct()
                .count();
        if (counts > 1) {
            return List.of("x1", "x2", "…");
        }
        int count = samples.get(0).operands().size();
        return count <= 2 ? List.of("x", "y").subList(0, count) : unnamed(count);
    }

    private static List<String> unnamed(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add("y" + i);
        }
        return names;
    }

    /** What each attribute is where it is left out; empty where it may not be. */
    Map<String, Optional<Object>> attributes() {
        Map<String, Object> given = operator.attributes();
        Map<String, Optional<Object>> attributes = new LinkedHashMap<>();
        for (String attribute : given.keySet()) {
            Map<String, Object> others = new LinkedHashMap<>(given);
            others.remove(attribute);
            attributes.put(
                    attribute, left(others).map(usual -> usual.attributes().get(attribute)));
        }
        return attributes;
    }

    private Optional<Operator> left(Map<String, Object> attributes) {
        try {
            return Optional.of(Catalogue.standard().operator(operator.name(), attributes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code topk(x, k=…, axis=0, smallest=false) → values, indices}. */
    @Override
    public String toString() {
        List<String> arguments = new ArrayList<>(operands());
        attributes()
                .forEach((attribute, usual) -> arguments.add(
                        attribute + "=" + usual.map(Object::toString).orElse("…")));
        String results = description.results().isEmpty() ? "" : " → " + String.join(", ", description.results());
        return operator.name() + "(" + String.join(", ", arguments) + ")" + results;
    }
}
