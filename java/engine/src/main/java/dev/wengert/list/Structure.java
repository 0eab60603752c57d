package dev.wengert.list;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registers in a value that is built of them: a register itself, or a list, map, array or record of such, nested as deep as
 * is wanted. So that functions of models and batches can be transformed as functions of one register can.
 *
 * <p>Each register has a path, such as {@code layers.0.w}: names of components and keys, and positions, with dots between them;
 * that of a register alone is empty. Numbers, strings, booleans and enums are kept as they are. Immutable.
 *
 * @param <X> the type of the value
 */
public final class Structure<X> {
    private final X value;
    private final Map<String, Register> leaves = new LinkedHashMap<>();

    private Structure(X value) {
        this.value = value;
        rebuild("", value, (path, leaf) -> {
            if (leaves.put(path, leaf) != null) {
                throw new IllegalArgumentException("two registers have the path '" + path + "'; rename a key");
            }
            return leaf;
        });
    }

    private interface Visitor {
        Register visit(String path, Register leaf);
    }

    /**
     * The structure of a value.
     *
     * @throws IllegalArgumentException if there is something else in it, or a record that this module may not look into
     */
    public static <X> Structure<X> of(X value) {
        return new Structure<>(value);
    }

    /** The value. */
    public X value() {
        return value;
    }

    /** The registers, in order. */
    public List<Register> leaves() {
        return List.copyOf(leaves.values());
    }

    /** The registers by path, in order. */
    public Map<String, Register> byPath() {
        return Collections.unmodifiableMap(leaves);
    }

    /**
     * The paths that are one of {@code names}, or lie below one.
     *
     * @throws IllegalArgumentException if a name has none
     */
    public Set<String> chosen(String... names) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String name : names) {
            List<String> below = leaves.keySet().stream()
                    .filter(path -> path.equals(name) || path.startsWith(name + "."))
                    .toList();
            if (below.isEmpty()) {
                throw new IllegalArgumentException("there is no '" + name + "' among " + leaves.keySet());
            }
            chosen.addAll(below);
        }
        return chosen;
    }

    /**
     * The same structure of other registers.
     *
     * @param others as many, in order
     */
    public X with(List<Register> others) {
        if (others.size() != leaves.size()) {
            throw new IllegalArgumentException(
                    "expected " + leaves.size() + " registers for " + leaves.keySet() + ", found " + others.size());
        }
        Iterator<Register> next = others.iterator();
        return rebuild(value, (path, leaf) -> next.next());
    }

    /**
     * The registers of another value of the same structure, in the order of this one.
     *
     * @throws IllegalArgumentException if the structures differ
     */
    public List<Register> alike(X other) {
        Structure<X> second = of(other);
        if (!leaves.keySet().equals(second.leaves.keySet())) {
            throw new IllegalArgumentException(
                    "the structures differ: " + leaves.keySet() + " and " + second.leaves.keySet());
        }
        return leaves.keySet().stream()
                .map(path -> Objects.requireNonNull(second.leaves.get(path)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static <X> X rebuild(X value, Visitor visitor) {
        return (X) rebuild("", value, visitor);
    }

    private static Object rebuild(String path, @Nullable Object value, Visitor visitor) {
        if (value instanceof Register register) {
            return visitor.visit(path, register);
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            for (Object element : list) {
                elements.add(rebuild(below(path, elements.size()), element, visitor));
            }
            return List.copyOf(elements);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            map.forEach((key, element) -> entries.put(key, rebuild(below(path, key), element, visitor)));
            return Collections.unmodifiableMap(entries);
        }
        if (value instanceof Object[] array) {
            Object[] elements = (Object[]) Array.newInstance(array.getClass().getComponentType(), array.length);
            Arrays.setAll(elements, i -> rebuild(below(path, i), array[i], visitor));
            return elements;
        }
        if (value instanceof Record tuple) {
            return rebuild(path, tuple, visitor);
        }
        if (value instanceof Number
                || value instanceof Boolean
                || value instanceof String
                || value instanceof Enum<?>) {
            return value;
        }
        throw new IllegalArgumentException("expected registers, or lists, maps, arrays or records of registers, found "
                + (path.isEmpty() ? "" : path + ": ")
                + (value == null ? "null" : value.getClass().getName()));
    }

    private static Object rebuild(String path, Record tuple, Visitor visitor) {
        RecordComponent[] components = tuple.getClass().getRecordComponents();
        Object[] arguments = new Object[components.length];
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            for (int i = 0; i < components.length; i++) {
                var accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                arguments[i] = rebuild(below(path, components[i].getName()), accessor.invoke(tuple), visitor);
            }
            Constructor<?> constructor = tuple.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(tuple.getClass().getName() + " refused its components", e.getCause());
        } catch (ReflectiveOperationException | RuntimeException e) {
            if (e instanceof IllegalArgumentException argument) {
                throw argument;
            }
            throw new IllegalArgumentException(
                    "record " + tuple.getClass().getName() + " cannot be looked into; open its package to dev.wengert",
                    e);
        }
    }

    private static String below(String path, Object step) {
        return path.isEmpty() ? String.valueOf(step) : path + "." + step;
    }
}
