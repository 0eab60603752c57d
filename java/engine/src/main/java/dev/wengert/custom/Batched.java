package dev.wengert.custom;

import dev.wengert.differentiate.Vmap;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Functions and rules for one sample, written for all samples. */
final class Batched implements Vocabulary {
    private Batched() {}

    /** The function for all samples: each result has every axis of them. */
    static Function<List<Register>, List<Register>> over(
            Samples samples, Function<List<Register>, List<Register>> single) {
        Function<List<Register>, List<Register>> f = single;
        for (Samples.Axis axis : samples.axes().reversed()) {
            Function<List<Register>, List<Register>> inner = f;
            f = y -> Vmap.vmap(inner, axes(axis, y.size()), List.of()).apply(y);
        }
        return f;
    }

    /** The VJP for all samples; the cotangent of an operand that is the same for all is the sum of theirs. */
    static Rule vjp(Samples samples, Rule single) {
        Rule rule = single;
        for (Samples.Axis axis : samples.axes().reversed()) {
            Rule inner = rule;
            rule = (y, z, dz) -> summed(axis, mapped(axis, inner, y, z, dz, false));
        }
        return rule;
    }

    /** The JVP for all samples. */
    static Rule jvp(Samples samples, Rule single) {
        Rule rule = single;
        for (Samples.Axis axis : samples.axes().reversed()) {
            Rule inner = rule;
            rule = (y, z, ty) -> List.copyOf(mapped(axis, inner, y, z, ty, true));
        }
        return rule;
    }

    private static List<Register> mapped(
            Samples.Axis axis, Rule inner, List<Register> y, List<Register> z, List<Register> d, boolean forward) {
        List<Integer> in = new ArrayList<>(axes(axis, y.size()));
        in.addAll(Collections.nCopies(z.size(), 0));
        in.addAll(forward ? axes(axis, y.size()) : Collections.nCopies(z.size(), 0));
        List<Register> all = new ArrayList<>(y);
        all.addAll(z);
        all.addAll(d);
        int results = y.size();
        int derivatives = y.size() + z.size();
        Function<List<Register>, List<Register>> one = x -> {
            List<Register> operands = x.subList(0, results);
            List<Register> values = x.subList(results, derivatives);
            return Linear.filled(
                    inner.apply(operands, values, x.subList(derivatives, x.size())), forward ? values : operands);
        };
        return Vmap.vmap(one, in, List.of()).apply(all);
    }

    private static List<Register> summed(Samples.Axis axis, List<Register> dy) {
        List<Register> summed = new ArrayList<>();
        for (int i = 0; i < dy.size(); i++) {
            Register each = dy.get(i);
            boolean sums = !axis.isOver(i) && Linear.isReal(each);
            summed.add(sums ? each.sum(0) : each);
        }
        return summed;
    }

    private static List<Integer> axes(Samples.Axis axis, int operands) {
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            axes.add(axis.isOver(i) ? 0 : Vmap.SAME);
        }
        return axes;
    }
}
