package dev.wengert.nesting;

import dev.wengert.list.Register;
import dev.wengert.list.Structure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Registers in lists, maps, arrays and records within each other. The same seed gives the same structure. */
final class Trees {
    private Trees() {}

    /** A record that holds anything. */
    record Pair(Object first, Object second) {}

    /** The registers in a structure. */
    static Object of(List<Register> leaves, long seed) {
        return of(leaves, new Random(seed));
    }

    private static Object of(List<Register> leaves, Random random) {
        if (leaves.size() == 1 && random.nextInt(3) > 0) {
            return leaves.get(0);
        }
        if (leaves.size() < 2) {
            return random.nextBoolean() ? leaves : leaves.toArray(Register[]::new);
        }
        int cut = 1 + random.nextInt(leaves.size() - 1);
        Object first = of(leaves.subList(0, cut), random);
        Object second = of(leaves.subList(cut, leaves.size()), random);
        return switch (random.nextInt(4)) {
            case 0 -> new Pair(first, second);
            case 1 -> List.of(first, second);
            case 2 -> new Object[] {first, second};
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("b", first);
                map.put("a", second);
                yield map;
            }
        };
    }

    /** The registers of a structure, in order. */
    static List<Register> leaves(Object tree) {
        return Structure.of(tree).leaves();
    }
}
