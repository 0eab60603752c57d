package dev.wengert.list;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which register of a new list stands for which of an old one, while the one is written from the other. */
public final class Copies {
    private final Map<Register, Register> byOriginal = new HashMap<>();

    /** Begins with nothing. */
    public Copies() {}

    /** Lets {@code copy} stand for {@code original}. */
    public void put(Register original, Register copy) {
        byOriginal.put(original, copy);
    }

    /** Lets copies stand for originals, one for each. */
    public void put(List<Register> originals, List<Register> copies) {
        for (int i = 0; i < originals.size(); i++) {
            put(originals.get(i), copies.get(i));
        }
    }

    /** Whether something stands for {@code original}. */
    public boolean contains(Register original) {
        return byOriginal.containsKey(original);
    }

    /**
     * What stands for {@code original}.
     *
     * @throws IllegalArgumentException if nothing does
     */
    public Register of(Register original) {
        Register copy = byOriginal.get(original);
        if (copy == null) {
            throw new IllegalArgumentException("register " + original + " is not of the list that was copied");
        }
        return copy;
    }

    /** What stands for each of {@code originals}. */
    public List<Register> of(List<Register> originals) {
        return originals.stream().map(this::of).toList();
    }
}
