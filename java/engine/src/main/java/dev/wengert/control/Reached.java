package dev.wengert.control;

import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cotangents the adjoint of a scan is about: of what depends, over all steps, on an operand that is asked for, and is
 * itself reached, over all steps, by the cotangent of a result.
 *
 * @param inputs positions of inputs of the body: carries, then what is the same in every step, then slices
 * @param outputs positions of outputs of the body: the same carries, then others
 * @param carries how many carries
 * @param constants how many inputs that are the same in every step
 */
record Reached(List<Integer> inputs, List<Integer> outputs, int carries, int constants) {
    static Reached of(Scan scan, List<@Nullable Register> dz, boolean[] wanted) {
        WengertList body = scan.body();
        int k = scan.carries();
        boolean[] active = wanted.clone();
        Set<Register> dependent = ScanJvp.spread(body, k, active, true);
        Set<Integer> from = new TreeSet<>();
        IntStream.range(0, dz.size()).filter(i -> dz.get(i) != null).forEach(from::add);
        Set<Register> needed = Set.of();
        boolean grown = true;
        while (grown) {
            needed = Bodies.needed(
                    body.assignments(), from.stream().map(body.outputs()::get).toList());
            grown = false;
            for (int i = 0; i < k; i++) {
                grown |= needed.contains(body.inputs().get(i)) && from.add(i);
            }
        }
        Set<Register> found = needed;
        List<Integer> carries = from.stream().filter(i -> i < k && active[i]).toList();
        List<Integer> ys = from.stream()
                .filter(i -> i >= k && dependent.contains(body.outputs().get(i)))
                .toList();
        List<Integer> rest = IntStream.range(k, wanted.length)
                .filter(i -> wanted[i] && found.contains(body.inputs().get(i)))
                .boxed()
                .toList();
        List<Integer> constants = rest.stream().filter(i -> i >= k + scan.xs()).toList();
        List<Integer> xs = rest.stream().filter(i -> i < k + scan.xs()).toList();
        return new Reached(
                Stream.of(carries, constants, xs).flatMap(List::stream).toList(),
                Stream.of(carries, ys).flatMap(List::stream).toList(),
                carries.size(),
                constants.size());
    }
}
