package dev.wengert.list;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The operators that a list can be written with, by name: what fluent methods and the parser look into. Libraries of
 * operators provide theirs as a service; {@link #standard()} has them all.
 */
public interface Catalogue {
    /** The names of the operators. */
    Set<String> names();

    /**
     * The operator of that name with these attributes.
     *
     * @throws IllegalArgumentException if there is none, or it has not these attributes
     */
    Operator operator(String name, Map<String, Object> attributes);

    /** Every catalogue that is provided as a service in this class loader. */
    static Catalogue standard() {
        return Standard.CATALOGUE;
    }

    /**
     * This catalogue and an operator of your own: a record class, called by its name in snake case.
     *
     * @throws IllegalArgumentException if the class is no record, or there is an operator of that name
     */
    default Catalogue with(Class<? extends Operator> operator) {
        String own = Attributes.nameOf(operator);
        if (!operator.isRecord()) {
            throw new IllegalArgumentException("expected a record class, found " + operator.getName());
        }
        return with(own, attributes -> Attributes.create(operator, attributes));
    }

    /**
     * This catalogue and an operator of your own that is an object.
     *
     * @throws IllegalArgumentException if there is an operator of that name
     */
    default Catalogue with(Prototype operator) {
        return with(operator.name(), operator::with);
    }

    private Catalogue with(String own, Function<Map<String, Object>, Operator> make) {
        if (names().contains(own)) {
            throw new IllegalArgumentException("there is an operator " + own + " already");
        }
        Catalogue outer = this;
        return new Catalogue() {
            @Override
            public Set<String> names() {
                Set<String> names = new LinkedHashSet<>(outer.names());
                names.add(own);
                return names;
            }

            @Override
            public Operator operator(String name, Map<String, Object> attributes) {
                return name.equals(own) ? make.apply(attributes) : outer.operator(name, attributes);
            }
        };
    }

    /** Holds the standard catalogue, so that it is looked for once and only if asked for. */
    final class Standard {
        private static final Catalogue CATALOGUE = load();

        private Standard() {}

        private static Catalogue load() {
            Map<String, Catalogue> byName = new LinkedHashMap<>();
            for (Catalogue catalogue : ServiceLoader.load(Catalogue.class, Catalogue.class.getClassLoader())) {
                for (String name : catalogue.names()) {
                    if (byName.put(name, catalogue) != null) {
                        throw new IllegalStateException("two catalogues provide an operator " + name);
                    }
                }
            }
            return new Catalogue() {
                @Override
                public Set<String> names() {
                    return byName.keySet();
                }

                @Override
                public Operator operator(String name, Map<String, Object> attributes) {
                    Catalogue catalogue = byName.get(name);
                    if (catalogue == null) {
                        throw new IllegalArgumentException(
                                "there is no operator '" + name + "'; there are " + new TreeSet<>(byName.keySet()));
                    }
                    return catalogue.operator(name, attributes);
                }
            };
        }
    }
}
