package dev.wengert.inspect;

import dev.wengert.list.Assignment;
import dev.wengert.list.Register;
import dev.wengert.list.RunsLists;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The first assignment of a list that makes NaN or infinity of finite numbers, in the primal or in the adjoint. Loops, branches and
 * checkpoints are looked into: it is then one of their lists, written out, where the third {@code h} of a loop is {@code h_3}.
 *
 * @param assignment the assignment; it knows the source line that made it, and its part of the program
 * @param message what it is, what it made, and the ranges of its operands
 */
public record Anomaly(Assignment assignment, String message) {
    /**
     * Evaluates a list and looks for one.
     *
     * @param given values of inputs and parameters by name; see {@link Evaluated#of}
     */
    public static Optional<Anomaly> find(WengertList list, Map<String, Tensor> given) {
        List<Anomaly> found = new ArrayList<>(1);
        Evaluated.of(list, given, step -> {
                    if (found.isEmpty() && isAnomaly(step)) {
                        found.add(innermost(step));
                    }
                })
                .close();
        return found.stream().findFirst();
    }

    /** The step itself, or where it runs lists, the first within them. */
    private static Anomaly innermost(Evaluated.Step step) {
        Assignment outer = step.assignment();
        if (outer.operator() instanceof RunsLists runs) {
            try (Eager eager = Eager.open()) {
                List<Register> operands = new ArrayList<>();
                for (Tensor value : step.operands()) {
                    operands.add(eager.input("operand" + (operands.size() + 1), value));
                }
                runs.writeOut(eager.list(), operands);
                for (Assignment assignment : eager.list().assignments()) {
                    Evaluated.Step inner = Evaluated.Step.of(assignment);
                    if (isAnomaly(inner)) {
                        Anomaly found = innermost(inner);
                        return new Anomaly(found.assignment, found.message + "\n  within " + outer.describe());
                    }
                }
            }
        }
        return new Anomaly(outer, describe(step));
    }

    private static boolean isAnomaly(Evaluated.Step step) {
        return step.results().stream().anyMatch(Anomaly::hasNonFinite)
                && step.operands().stream().noneMatch(Anomaly::hasNonFinite);
    }

    private static boolean hasNonFinite(Tensor tensor) {
        return Range.of(tensor).nonFinite() > 0;
    }

    private static String describe(Evaluated.Step step) {
        StringJoiner text = new StringJoiner("\n  ");
        Assignment assignment = step.assignment();
        text.add(assignment.describe() + ", in the " + assignment.part().name().toLowerCase(Locale.ROOT));
        for (int i = 0; i < step.results().size(); i++) {
            text.add(assignment.result(i).name() + " is "
                    + Range.of(step.results().get(i)));
        }
        for (int i = 0; i < step.operands().size(); i++) {
            text.add(assignment.operand(i).name() + " is "
                    + Range.of(step.operands().get(i)));
        }
        return text.toString();
    }

    /** The least and the greatest of the finite elements, and how many are not finite. */
    private record Range(double least, double greatest, long nan, long infinite, long size) {
        static Range of(Tensor tensor) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            long nan = 0;
            long infinite = 0;
            long size = tensor.type().size();
            for (long i = 0; i < size; i++) {
                double x = tensor.getDouble(i);
                if (Double.isNaN(x)) {
                    nan++;
                } else if (Double.isInfinite(x)) {
                    infinite++;
                } else {
                    least = Math.min(least, x);
                    greatest = Math.max(greatest, x);
                }
            }
            return new Range(least, greatest, nan, infinite, size);
        }

        long nonFinite() {
            return nan + infinite;
        }

        @Override
        public String toString() {
            String finite = nonFinite() == size ? "nowhere finite" : "in [" + least + ", " + greatest + "]";
            return finite
                    + (nan > 0 ? ", with " + nan + " NaN among " + size : "")
                    + (infinite > 0 ? ", with " + infinite + " infinite among " + size : "");
        }
    }

    /** The message. */
    @Override
    public String toString() {
        return message;
    }
}
