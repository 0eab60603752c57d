package dev.wengert.expression;

import dev.wengert.list.Catalogue;
import dev.wengert.list.ListException;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A catalogue with formulas that are defined as one goes. */
final class Formulas implements Catalogue {
    private final Catalogue others;
    private final Map<String, DefinedFormula> defined = new LinkedHashMap<>();

    Formulas(Catalogue others) {
        this.others = others;
    }

    /** The formula of that name; where there is one already, the definition must say the same. */
    DefinedFormula define(String name, Function<List<Register>, Register> definition) {
        if (!name.matches("[A-Za-z_]\\w*")) {
            throw new ListException("'" + name + "' is no name of a formula: expected letters, digits and underscores");
        }
        if (others.names().contains(name)) {
            throw new ListException("there is an operator " + name + " already; give the formula another name");
        }
        DefinedFormula first = defined.get(name);
        if (first != null) {
            return new DefinedFormula(name, definition, others, first);
        }
        DefinedFormula formula = new DefinedFormula(name, definition, others, null);
        defined.put(name, formula);
        return formula;
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(others.names());
        names.addAll(defined.keySet());
        return names;
    }

    @Override
    public Operator operator(String name, Map<String, Object> attributes) {
        DefinedFormula formula = defined.get(name);
        if (formula == null) {
            return others.operator(name, attributes);
        }
        if (!attributes.isEmpty()) {
            throw new IllegalArgumentException(name + " has no attribute " + String.join(", ", attributes.keySet()));
        }
        return formula;
    }
}
