package dev.wengert.list;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of operators, read from and written to the components of a record. An attribute that is left out is false, 0
 * or without axes or numbers; one of type {@link Shape}, {@link DType} or {@link String} must be given. Where the record has a
 * constructor without parameters, what is left out is what that gives.
 */
public final class Attributes {
    private Attributes() {}

    /** The name of an operator's class in snake case: {@code LogSoftmax} is {@code log_softmax}. */
    public static String nameOf(Class<?> operator) {
        return nameOf(operator.getSimpleName());
    }

    /** The name of an operator whose class is so called. */
    public static String nameOf(String simpleName) {
        return simpleName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** The components of a record in order; nothing of other operators. */
    static Map<String, Object> of(Operator operator) {
        if (!(operator instanceof Record)) {
            return Map.of();
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (RecordComponent component : operator.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                attributes.put(component.getName(), component.getAccessor().invoke(operator));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("attribute " + component.getName() + " of " + operator.getClass(), e);
            }
        }
        return attributes;
    }

    /**
     * An operator of a record class with these attributes; numbers are converted to the component's type.
     *
     * @throws IllegalArgumentException if one is unknown, missing or of another type
     */
    public static Operator create(Class<? extends Operator> operator, Map<String, Object> attributes) {
        RecordComponent[] components = operator.getRecordComponents();
        Map<String, Object> given = new LinkedHashMap<>(usual(operator));
        given.putAll(attributes);
        Set<String> unknown = new TreeSet<>(attributes.keySet());
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            types[i] = components[i].getType();
            values[i] = convert(name, types[i], given.get(name));
            unknown.remove(name);
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(nameOf(operator) + " has no attribute " + String.join(", ", unknown));
        }
        try {
            Constructor<? extends Operator> constructor = operator.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(operator + " cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(operator + " cannot be made", e);
        }
    }

    /** Whether the value is the one that an attribute has when it is left out. */
    static boolean isDefault(Operator operator, String name, Object value) {
        Object usual = usual(operator.getClass()).get(name);
        return usual != null
                ? value.equals(usual)
                : value.equals(false)
                        || value.equals(0)
                        || value.equals(0L)
                        || value.equals(0.0)
                        || value.equals(Axes.all())
                        || value.equals(Bounds.none());
    }

    /** The attributes that a constructor without parameters gives; none if there is no such constructor. */
    private static Map<String, Object> usual(Class<? extends Operator> operator) {
        for (Constructor<?> constructor : operator.getDeclaredConstructors()) {
            if (operator.isRecord()
                    && operator.getRecordComponents().length > 0
                    && constructor.getParameterCount() == 0) {
                try {
                    constructor.setAccessible(true);
                    return of((Operator) constructor.newInstance());
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(operator + " cannot be made without attributes", e);
                }
            }
        }
        return Map.of();
    }

    private static Object convert(String name, Class<?> type, @Nullable Object value) {
        if (value == null) {
            return defaultOf(name, type);
        }
        if (value instanceof Number number) {
            if (type == double.class) {
                return number.doubleValue();
            }
            if (type == long.class && isWhole(number)) {
                return number.longValue();
            }
            if (type == int.class && isWhole(number)) {
                return Math.toIntExact(number.longValue());
            }
        } else if (type == boolean.class && value instanceof Boolean) {
            return value;
        } else if (type.isInstance(value)) {
            return value;
        } else if (value instanceof Shape numbers) {
            return convert(name, type, Bounds.of(numbers.dims()));
        } else if (type == Shape.class && value instanceof Bounds numbers) {
            return Shape.of(numbers.toArray());
        } else if (type == Axes.class && value instanceof Bounds numbers) {
            return Axes.of(
                    Arrays.stream(numbers.toArray()).mapToInt(Math::toIntExact).toArray());
        }
        throw new IllegalArgumentException(
                "attribute " + name + " is of type " + type.getSimpleName() + ", found " + value);
    }

    private static boolean isWhole(Number number) {
        return number.doubleValue() == Math.rint(number.doubleValue());
    }

    private static Object defaultOf(String name, Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == double.class) {
            return 0.0;
        }
        if (type == Axes.class) {
            return Axes.all();
        }
        if (type == Bounds.class) {
            return Bounds.none();
        }
        throw new IllegalArgumentException("attribute " + name + " of type " + type.getSimpleName() + " is missing");
    }
}
