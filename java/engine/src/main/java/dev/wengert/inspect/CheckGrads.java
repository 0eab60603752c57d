package dev.wengert.inspect;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.Register;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares the derivatives of a function with finite differences, element by element and to any order: for functions and
 * operators of your own. In eager mode, so the function may use Java's own control flow.
 */
public final class CheckGrads {
    private static final FiniteDifferences DIFFERENCES = FiniteDifferences.SIXTH_ORDER;

    private final double tolerance;
    private final Random random;

    private CheckGrads(double tolerance, long seed) {
        this.tolerance = tolerance;
        this.random = new Random(seed);
    }

    /** Which derivatives. */
    public enum Mode {
        /** JVPs. */
        FORWARD,
        /** VJPs. */
        REVERSE
    }

    /** A derivative that is wrong; the message says by which operand and element, what was expected and what was found. */
    public static final class WrongDerivative extends AssertionError {
        private static final long serialVersionUID = 1L;

        WrongDerivative(String message) {
            super(message);
        }
    }

    /** Checks first and second derivatives in both modes, within 1e-6 of 1 and their size. */
    public static void checkGrads(Function<List<Register>, List<Register>> f, List<Tensor> arguments) {
        checkGrads(f, arguments, 2, EnumSet.allOf(Mode.class), 1e-6);
    }

    /**
     * Checks derivatives at a point.
     *
     * @param arguments values of the operands; those of f64 are checked, others stay as they are
     * @param order the highest order of derivatives, from 1
     * @param modes how they are formed
     * @param tolerance how far they may be from differences, relative to 1 and their size
     * @throws WrongDerivative if one is further off
     */
    public static void checkGrads(
            Function<List<Register>, List<Register>> f,
            List<Tensor> arguments,
            int order,
            Set<Mode> modes,
            double tolerance) {
        new CheckGrads(tolerance, 42).check(f, arguments, order, modes, "");
    }

    private void check(
            Function<List<Register>, List<Register>> f, List<Tensor> arguments, int order, Set<Mode> modes, String of) {
        List<Tensor> values = evaluate(f, arguments);
        List<Tensor> weights = values.stream().map(this::direction).toList();
        List<Tensor> tangents = arguments.stream().map(this::direction).toList();
        if (modes.contains(Mode.REVERSE)) {
            compareCotangents(f, arguments, weights, of);
        }
        if (modes.contains(Mode.FORWARD)) {
            compareTangents(f, arguments, tangents, of);
        }
        if (order > 1 && modes.contains(Mode.REVERSE)) {
            check(reverse(f, arguments.size()), join(arguments, weights), order - 1, modes, of + "the VJP of ");
        }
        if (order > 1 && modes.contains(Mode.FORWARD)) {
            check(forward(f, arguments.size()), join(arguments, tangents), order - 1, modes, of + "the JVP of ");
        }
    }

    /** The VJP as a function of arguments and weights. */
    private static Function<List<Register>, List<Register>> reverse(
            Function<List<Register>, List<Register>> f, int arguments) {
        return x -> Derivatives.vjp(f, x.subList(0, arguments)).pullback().apply(x.subList(arguments, x.size()));
    }

    /** The JVP as a function of arguments and tangents. */
    private static Function<List<Register>, List<Register>> forward(
            Function<List<Register>, List<Register>> f, int arguments) {
        return x -> Derivatives.jvp(f, x.subList(0, arguments), x.subList(arguments, x.size()))
                .tangent();
    }

    private void compareCotangents(
            Function<List<Register>, List<Register>> f, List<Tensor> arguments, List<Tensor> weights, String of) {
        List<Tensor> cotangents = evaluate(reverse(f, arguments.size()), join(arguments, weights));
        for (int operand = 0; operand < arguments.size(); operand++) {
            Tensor x = arguments.get(operand);
            for (long i = 0; x.dtype() == DType.F64 && i < x.type().size(); i++) {
                double found = cotangents.get(operand).getDouble(i);
                long element = i;
                int k = operand;
                double expected = DIFFERENCES.derivative(
                        value -> weighted(evaluate(f, with(arguments, k, element, value)), weights), x.getDouble(i));
                require(
                        found,
                        expected,
                        of + "the function in reverse mode, by operand " + operand + " " + x.type() + " at element "
                                + i);
            }
        }
    }

    private void compareTangents(
            Function<List<Register>, List<Register>> f, List<Tensor> arguments, List<Tensor> tangents, String of) {
        List<Tensor> found = evaluate(forward(f, arguments.size()), join(arguments, tangents));
        for (int result = 0; result < found.size(); result++) {
            Tensor tangent = found.get(result);
            for (long i = 0; tangent.dtype() == DType.F64 && i < tangent.type().size(); i++) {
                long element = i;
                int k = result;
                double expected = DIFFERENCES.derivative(
                        h -> evaluate(f, moved(arguments, tangents, h)).get(k).getDouble(element), 0);
                require(
                        tangent.getDouble(i),
                        expected,
                        of + "the function in forward mode, of result " + result + " " + tangent.type() + " at element "
                                + i);
            }
        }
    }

    private void require(double found, double expected, String what) {
        // negated, so that NaN fails
        if (!(Math.abs(found - expected) <= tolerance * (1 + Math.abs(expected)))) {
            throw new WrongDerivative(
                    "the derivative of " + what + ": expected " + expected + " by finite differences, found " + found);
        }
    }

    private static List<Tensor> evaluate(Function<List<Register>, List<Register>> f, List<Tensor> arguments) {
        try (Eager eager = Eager.open()) {
            List<Register> x = new ArrayList<>();
            for (Tensor argument : arguments) {
                x.add(eager.input("x" + x.size(), argument));
            }
            return f.apply(x).stream().map(y -> Tensor.constant(y.value())).toList();
        }
    }

    private static double weighted(List<Tensor> values, List<Tensor> weights) {
        double sum = 0;
        for (int k = 0; k < values.size(); k++) {
            Tensor y = values.get(k);
            for (long i = 0; y.dtype() == DType.F64 && i < y.type().size(); i++) {
                sum += y.getDouble(i) * weights.get(k).getDouble(i);
            }
        }
        return sum;
    }

    private static List<Tensor> with(List<Tensor> arguments, int operand, long element, double value) {
        List<Tensor> changed = new ArrayList<>(arguments);
        Tensor copy = Tensor.constant(arguments.get(operand));
        copy.setDouble(element, value);
        changed.set(operand, copy);
        return changed;
    }

    private static List<Tensor> moved(List<Tensor> arguments, List<Tensor> tangents, double h) {
        List<Tensor> moved = new ArrayList<>();
        for (int k = 0; k < arguments.size(); k++) {
            Tensor x = arguments.get(k);
            Tensor copy = Tensor.constant(x);
            for (long i = 0; x.dtype() == DType.F64 && i < x.type().size(); i++) {
                copy.setDouble(i, x.getDouble(i) + h * tangents.get(k).getDouble(i));
            }
            moved.add(copy);
        }
        return moved;
    }

    private Tensor direction(Tensor like) {
        Tensor direction = Tensor.constant(like);
        for (long i = 0; like.dtype() == DType.F64 && i < like.type().size(); i++) {
            direction.setDouble(i, random.nextGaussian());
        }
        return direction;
    }

    private static List<Tensor> join(List<Tensor> first, List<Tensor> second) {
        List<Tensor> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
