package dev.wengert.operator.product;

import static dev.wengert.operator.product.Labelled.common;
import static dev.wengert.operator.product.Labelled.without;

import dev.wengert.list.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sum of products of factors over every name that the result has not, two factors at a time: always those two whose
 * product is smallest, the first of equals.
 */
final class Contraction {
    private final List<Labelled> factors = new ArrayList<>();
    private final String result;
    private final Map<Character, Long> sizes = new TreeMap<>();

    private Contraction(List<Labelled> given, String result) {
        this.result = result;
        given.forEach(factor -> factors.add(factor.diagonal()));
        for (Labelled factor : factors) {
            factor.labels()
                    .chars()
                    .forEach(label -> sizes.merge(
                            (char) label, factor.size((char) label), (known, size) -> known == 1 ? size : known));
        }
        factors.replaceAll(this::squeezed);
    }

    /**
     * The sum of products, with its axes in the order of {@code result}. An axis of length 1 goes with a longer one of its
     * name; otherwise axes of one name are of one length, and each name of the result is one of a factor.
     */
    static Register of(List<Labelled> factors, String result) {
        return new Contraction(factors, result).contracted();
    }

    /** Without the axes that would be repeated: another factor gives the result that length. */
    private Labelled squeezed(Labelled factor) {
        StringBuilder repeated = new StringBuilder();
        factor.labels()
                .chars()
                .filter(label -> factor.size((char) label) != size((char) label))
                .forEach(label -> repeated.append((char) label));
        return factor.squeeze(repeated.toString());
    }

    private Register contracted() {
        for (int i = 0; i < factors.size(); i++) {
            factors.set(i, factors.get(i).sumTo(wanted(i, i)));
        }
        while (factors.size() > 1) {
            int x = 0;
            int y = 1;
            for (int i = 0; i < factors.size(); i++) {
                for (int j = i + 1; j < factors.size(); j++) {
                    if (elements(i, j) < elements(x, y)) {
                        x = i;
                        y = j;
                    }
                }
            }
            Labelled product = factors.get(x).times(factors.get(y), wanted(x, y));
            factors.remove(y);
            factors.set(x, product);
        }
        return factors.getFirst().ordered(result).value();
    }

    /** The names that the result or a factor other than these two has. */
    private String wanted(int x, int y) {
        StringBuilder wanted = new StringBuilder(result);
        for (int i = 0; i < factors.size(); i++) {
            if (i != x && i != y) {
                wanted.append(factors.get(i).labels());
            }
        }
        return wanted.toString();
    }

    /** How many elements the product of two factors has; a double, as there may be too many to count. */
    private double elements(int x, int y) {
        String left = factors.get(x).labels();
        String all = left + without(factors.get(y).labels(), left);
        return common(all, wanted(x, y))
                .chars()
                .mapToDouble(label -> size((char) label))
                .reduce(1, (a, b) -> a * b);
    }

    private long size(char label) {
        return sizes.getOrDefault(label, 1L);
    }
}
