package dev.wengert.list;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names in Java source: those of the registers, but where they would be a word of the language. */
final class JavaNames {
    /** What a component of a record must not be called. */
    private static final Set<String> METHODS =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** The classes that the source refers to, and the package of others. */
    private static final Set<String> TYPES =
            Set.of("Math", "Double", "Integer", "Long", "Outputs", "String", "Object", "java");

    private static final Set<String> KEYWORDS =
            Set.of(("_ abstract assert boolean break byte case catch char class const continue default do double else"
                + " enum extends false final finally float for goto if implements import instanceof int interface long"
                + " native new null package private protected public return short static strictfp super switch"
                + " synchronized this throw throws transient true try void volatile while")
                    .split(" "));

    private static final List<String> LOOPS = List.of("i", "j", "k", "l", "m", "n");

    private final Map<Register, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    JavaNames(WengertList list) {
        for (Register register : list.registers()) {
            String name = free(register.name());
            names.put(register, name);
            taken.add(name);
        }
    }

    String of(Register register) {
        return String.valueOf(names.get(register));
    }

    /** The name, with underscores behind it until nothing else has it. */
    String free(String name) {
        boolean usable =
                !taken.contains(name) && !METHODS.contains(name) && !TYPES.contains(name) && !KEYWORDS.contains(name);
        return usable ? name : free(name + "_");
    }

    /** The variable of a loop within so many others. */
    String loop(int depth) {
        return free(depth < LOOPS.size() ? LOOPS.get(depth) : "i" + depth);
    }

    /** Such as {@code LogisticRegression} for {@code logistic_regression}. */
    static String ofClass(String list) {
        String name = Stream.of(list.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        boolean usable = !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0)) && !TYPES.contains(name);
        return usable ? name : "List" + name;
    }
}
