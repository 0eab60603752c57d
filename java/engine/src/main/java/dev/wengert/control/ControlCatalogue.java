package dev.wengert.control;

import dev.wengert.list.Attributes;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Operator;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The operators of this package. */
public final class ControlCatalogue implements Catalogue {
    private final Map<String, Class<? extends Operator>> records = new TreeMap<>();

    /** For the service loader; use {@link Catalogue#standard()}. */
    public ControlCatalogue() {
        for (Class<?> permitted : ControlOperator.class.getPermittedSubclasses()) {
            Class<? extends Operator> record = permitted.asSubclass(Operator.class);
            records.put(Attributes.nameOf(record), record);
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(records.keySet());
    }

    @Override
    public Operator operator(String name, Map<String, Object> attributes) {
        Class<? extends Operator> record = records.get(name);
        if (record == null) {
            throw new IllegalArgumentException("there is no operator '" + name + "'");
        }
        return Attributes.create(record, attributes);
    }
}
