package dev.wengert.list;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by register, of the registers of one list. They lie in the order of definition, in which lists are walked; in a hash map
 * of a long list each step of the walk would be a miss of the cache.
 */
public final class ByRegister<V> {
    private @Nullable ListBuilder owner;
    private @Nullable Object[] values = new Object[16];

    /** Begins with nothing. */
    public ByRegister() {}

    /**
     * Gives a register a value, in place of the one it may have.
     *
     * @throws IllegalArgumentException if the register is of another list than those that have values
     */
    public void put(Register register, V value) {
        if (owner == null) {
            owner = register.builder();
        } else if (owner != register.builder()) {
            throw new IllegalArgumentException("register " + register + " is of another list");
        }
        int index = register.index();
        if (index >= values.length) {
            values = Arrays.copyOf(values, Math.max(index + 1, 2 * values.length));
        }
        values[index] = value;
    }

    /** The value of a register; null if it has none. */
    @SuppressWarnings("unchecked")
    public @Nullable V get(Register register) {
        int index = register.index();
        return index < values.length && owner == register.builder() ? (V) values[index] : null;
    }

    /** The value of a register, or another one if it has none. */
    public V getOrDefault(Register register, V other) {
        V value = get(register);
        return value == null ? other : value;
    }

    /** Whether a register has a value. */
    public boolean contains(Register register) {
        return get(register) != null;
    }
}
