package dev.wengert.nesting;

import dev.wengert.list.Register;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Traced;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A function and a point where it is looked at.
 *
 * @param name how it came to be, such as {@code vjp(vmap(f))}
 * @param at the values of its arguments
 */
record Point(String name, Function<List<Register>, List<Register>> f, List<Tensor> at) {
    /** How far finite differences go. */
    private static final double STEP = 2e-5;

    /** The results here. */
    List<Tensor> values() {
        return traced().run(at);
    }

    /** The list that the function writes, without what it does not need. */
    Traced traced() {
        return Traced.of(f, at.stream().map(Tensor::type).toList()).withoutDeadCode();
    }

    /** What the results change by along a direction, by central differences; zero where they are integers. */
    List<Tensor> differences(List<Tensor> direction) {
        Traced traced = traced();
        List<Tensor> plus = traced.run(moved(direction, STEP));
        List<Tensor> minus = traced.run(moved(direction, -STEP));
        List<Tensor> differences = new ArrayList<>();
        for (int i = 0; i < plus.size(); i++) {
            Tensor high = plus.get(i);
            Tensor low = minus.get(i);
            boolean real = high.dtype().isReal();
            differences.add(
                    Values.of(high.type(), k -> real ? (high.getDouble(k) - low.getDouble(k)) / (2 * STEP) : 0));
        }
        return differences;
    }

    private List<Tensor> moved(List<Tensor> direction, double distance) {
        List<Tensor> moved = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            Tensor x = at.get(i);
            Tensor t = direction.get(i);
            moved.add(x.dtype().isReal() ? Values.of(x.type(), k -> x.getDouble(k) + distance * t.getDouble(k)) : x);
        }
        return moved;
    }

    /** The arguments that are real numbers. */
    List<Integer> real() {
        List<Integer> real = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            if (at.get(i).dtype().isReal()) {
                real.add(i);
            }
        }
        return real;
    }

    /** A direction in the chosen arguments, zero in the others. */
    List<Tensor> direction(List<Integer> chosen, Random random) {
        List<Tensor> direction = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            boolean moves = chosen.contains(i);
            direction.add(Values.of(at.get(i).type(), k -> moves ? random.nextDouble() - 0.5 : 0));
        }
        return direction;
    }
}
