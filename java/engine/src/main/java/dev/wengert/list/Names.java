package dev.wengert.list;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of a builder's registers: unique, those that users gave before those that were generated. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    private static final String GENERATED = "z";

    private final Map<String, Register> byName = new HashMap<>();
    private final Map<String, Integer> suffixes = new HashMap<>();
    private final Set<Register> unnamed = new HashSet<>();

    /** The name, if it is one. */
    static String require(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ListException(
                    "'" + name + "' is no name: expected a letter or underscore, then letters, digits and underscores");
        }
        return name;
    }

    /** Whether a name is such as {@link #generate()} makes. */
    static boolean looksGenerated(String name) {
        return name.matches(GENERATED + "[0-9]+");
    }

    Optional<Register> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    boolean isTaken(String name) {
        return byName.containsKey(name);
    }

    /** Whether the name is that of a register which nobody named. */
    boolean isGenerated(String name) {
        return unnamed.contains(byName.get(name));
    }

    /** A name for a register that nobody has named. */
    String generate() {
        return unique(GENERATED);
    }

    /** The stem itself for a name that is free, otherwise the stem and the next free number. */
    String unique(String stem) {
        boolean generated = stem.equals(GENERATED);
        if (!generated && !byName.containsKey(stem)) {
            return stem;
        }
        int i = suffixes.getOrDefault(stem, generated ? 0 : 1);
        String name;
        do {
            i++;
            name = stem + (generated ? "" : "_") + i;
        } while (byName.containsKey(name));
        suffixes.put(stem, i);
        return name;
    }

    /** Enters a register under the name that it has. */
    void add(Register register) {
        byName.put(register.name(), register);
    }

    /** Enters a register whose name was generated. */
    void addUnnamed(Register register) {
        add(register);
        unnamed.add(register);
    }

    /** Gives a register another name, with a number where that is taken. */
    void rename(Register register, String name) {
        require(name);
        unnamed.remove(register);
        if (!register.name().equals(name)) {
            byName.remove(register.name());
            free(name);
            register.setName(byName.containsKey(name) ? unique(name) : name);
            add(register);
        }
    }

    /** Lets a register with a generated name give it up to one that asks for it. */
    void free(String name) {
        Register generated = byName.get(name);
        if (generated != null && unnamed.contains(generated)) {
            byName.remove(name);
            generated.setName(generate());
            add(generated);
        }
    }
}
