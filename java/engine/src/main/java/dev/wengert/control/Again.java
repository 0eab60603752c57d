package dev.wengert.control;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Assignment;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The VJP of what is written once more for its adjoint: nothing of the first time is kept but its operands. */
final class Again implements Vocabulary {
    private Again() {}

    /** Writes {@code function} of the operands, and goes back through that. */
    static List<@Nullable Register> vjps(
            Assignment z, List<@Nullable Register> dz, boolean[] wanted, UnaryOperator<List<Register>> function) {
        List<Register> operands = z.operands().stream().map(Register::alias).toList();
        List<Register> results = function.apply(operands);
        List<Register> outputs = new ArrayList<>();
        List<Register> seeds = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Register seed = dz.get(i);
            if (seed != null) {
                outputs.add(results.get(i));
                seeds.add(seed);
            }
        }
        List<Register> of = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i]) {
                of.add(operands.get(i));
            }
        }
        List<Register> found = Reverse.cotangents(outputs, seeds, of);
        List<@Nullable Register> dy = new ArrayList<>(Collections.nCopies(wanted.length, null));
        int next = 0;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i]) {
                dy.set(i, found.get(next++));
            }
        }
        return dy;
    }
}
