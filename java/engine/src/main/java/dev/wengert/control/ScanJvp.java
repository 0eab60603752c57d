package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The JVP of a scan: one scan over carries and their tangents. */
final class ScanJvp implements Vocabulary {
    private ScanJvp() {}

    static List<@Nullable Register> write(Scan scan, Assignment z, List<@Nullable Register> ty) {
        WengertList body = scan.body();
        boolean[] active = new boolean[ty.size()];
        for (int i = 0; i < active.length; i++) {
            active[i] = ty.get(i) != null;
        }
        Set<Register> dependent = spread(body, scan.carries(), active, true);
        List<Integer> carries = chosen(body, dependent, 0, scan.carries());
        List<Integer> ys =
                chosen(body, dependent, scan.carries(), body.outputs().size());
        Joint joint = new Joint(body, active, scan.carries(), scan.xs(), scan.constants());
        joint.outputs(0, scan.carries());
        List<Integer> both = new ArrayList<>(carries);
        both.addAll(ys);
        if (both.isEmpty()) {
            return Collections.nCopies(z.results().size(), null);
        }
        joint.tangents(both);
        int xs = scan.xs() + count(active, scan.carries(), scan.carries() + scan.xs());
        Scan wider = new Scan(joint.build(), scan.carries() + carries.size(), xs, scan.length(), scan.reverse());
        List<Register> operands = joint.operands(z, ty, 0);
        List<Register> results =
                operands.isEmpty() ? List.of() : ListBuilder.innermost(operands).apply(wider, operands);
        List<@Nullable Register> tangents = new ArrayList<>();
        for (int i = 0; i < z.results().size(); i++) {
            int at = both.indexOf(i);
            tangents.add(at < 0 ? null : results.get(scan.carries() + at));
        }
        return tangents;
    }

    /**
     * Lets what is active spread over the steps of a loop: a carry is active if it begins so, or if any step makes it so.
     *
     * @param active the inputs that are active; carries that become so are added
     * @return the registers of the body that are active
     */
    static Set<Register> spread(WengertList body, int carries, boolean[] active, boolean real) {
        while (true) {
            Set<Register> from = new HashSet<>();
            for (int i = 0; i < active.length; i++) {
                if (active[i]) {
                    from.add(body.inputs().get(i));
                }
            }
            Set<Register> dependent = Bodies.dependents(body, from, real);
            boolean grown = false;
            for (int i : chosen(body, dependent, 0, carries)) {
                grown |= !active[i];
                active[i] = true;
            }
            if (!grown) {
                return dependent;
            }
        }
    }

    /** The outputs from {@code from} to {@code to} that are in a set. */
    static List<Integer> chosen(WengertList body, Set<Register> set, int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> set.contains(body.outputs().get(i)))
                .boxed()
                .toList();
    }

    private static int count(boolean[] flags, int from, int to) {
        return (int) IntStream.range(from, to).filter(i -> flags[i]).count();
    }
}
