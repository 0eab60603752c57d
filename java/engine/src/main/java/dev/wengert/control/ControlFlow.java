package dev.wengert.control;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.Structure;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Branches and loops that a list decides when it runs, and functions that are computed again for their adjoint. Each takes Java
 * functions and calls each of them once, to write a list within the list; registers that these use from around them are handed
 * in. What a loop computes with those alone it computes once. What goes in and comes out is registers, or lists, maps and records
 * of registers: see {@link Structure}. All of it can be batched and differentiated in any order, but for a loop without a bound,
 * which has forward mode only; and it serves in eager mode too, where it gives the same bits.
 *
 * <pre>{@code
 * Register norm = ControlFlow.cond(x.any(), () -> x.square().sum().sqrt(), () -> x.sum());
 * Step<Register, Register> run = ControlFlow.scan(h0, xs, (h, x) -> {
 *     Register next = x.matmul(w).add(h.matmul(u)).tanh();
 *     return new Step<>(next, next);
 * });
 * }</pre>
 */
public final class ControlFlow implements Vocabulary {
    private ControlFlow() {}

    /** What is carried from one step to the next, and what a step gives beside; of a whole scan, all that the steps gave. */
    public record Step<C, Y>(C carry, Y y) {}

    /**
     * One of two functions, and only that is run.
     *
     * @param predicate of {@code bool[]}
     * @throws ListException if it is not, or the functions give registers of different types
     */
    public static <Y> Y cond(Register predicate, Supplier<Y> then, Supplier<Y> otherwise) {
        if (!predicate.type().equals(TensorType.of(DType.BOOL))) {
            throw Bodies.refused("cond: expected a condition of bool[], found " + predicate
                    + "; reduce it with any or all, or choose element by element with where");
        }
        ListBuilder outer = predicate.builder();
        Traced<Y> first = Traced.of(outer.branch("then"), List.of(), none -> then.get());
        Traced<Y> second = Traced.of(
                outer.branch("otherwise"),
                List.of(),
                none -> alike("cond: then and otherwise must give the same", first.result(), otherwise.get()));
        List<Register> around = Traced.captured(List.of(first, second));
        List<Register> operands = new ArrayList<>(List.of(predicate));
        operands.addAll(around);
        return first.result().with(outer.apply(new Cond(first.taking(around), second.taking(around)), operands));
    }

    /**
     * {@code (cₜ₊₁, yₜ) = step(cₜ, xₜ)} for every slice of {@code xs} along its first axis, from the first to the last: the last
     * carry, and every y along a new first axis. In reverse mode memory is needed for what the adjoint reads of each step, which
     * {@link #checkpoint} makes less.
     *
     * @throws ListException if the registers of xs have first axes of different lengths, or the step changes a carry's type
     */
    public static <C, X, Y> Step<C, Y> scan(C initial, X xs, BiFunction<C, X, Step<C, Y>> step) {
        return scan(initial, xs, step, false);
    }

    /** As {@link #scan(Object, Object, BiFunction)} from the last slice to the first; each y stands where its slice does. */
    public static <C, X, Y> Step<C, Y> scanReverse(C initial, X xs, BiFunction<C, X, Step<C, Y>> step) {
        return scan(initial, xs, step, true);
    }

    /** So many steps that take nothing but the carry; see {@link #scan(Object, Object, BiFunction)}. */
    public static <C, Y> Step<C, Y> scan(C initial, long length, Function<C, Step<C, Y>> step) {
        return scan(
                Structure.of(initial),
                Structure.of(List.<Register>of()),
                length,
                (carry, nothing) -> step.apply(carry),
                false);
    }

    /** The last carry alone; see {@link #scan(Object, Object, BiFunction)}. */
    public static <C, X> C fold(C initial, X xs, BiFunction<C, X, C> step) {
        return scan(initial, xs, (carry, x) -> new Step<>(step.apply(carry, x), List.<Register>of()))
                .carry();
    }

    /** The carry after so many steps; see {@link #scan(Object, Object, BiFunction)}. */
    public static <C> C repeat(C initial, long times, UnaryOperator<C> step) {
        return scan(initial, times, carry -> new Step<>(step.apply(carry), List.<Register>of()))
                .carry();
    }

    private static <C, X, Y> Step<C, Y> scan(C initial, X xs, BiFunction<C, X, Step<C, Y>> step, boolean reverse) {
        Structure<X> slices = Structure.of(xs);
        return scan(Structure.of(initial), slices, steps(slices), step, reverse);
    }

    private static long steps(Structure<?> xs) {
        Register first = null;
        for (Register x : xs.leaves()) {
            if (x.type().shape().rank() == 0) {
                throw Bodies.refused("scan: expected registers with an axis of steps, found " + x);
            }
            if (first == null) {
                first = x;
            } else if (x.type().shape().dim(0) != first.type().shape().dim(0)) {
                throw Bodies.refused("scan: expected first axes of one length, that of " + first + ", found " + x);
            }
        }
        if (first == null) {
            throw Bodies.refused("scan: expected registers to go through, found none; give a number of steps");
        }
        return first.type().shape().dim(0);
    }

    private static <C, X, Y> Step<C, Y> scan(
            Structure<C> initial, Structure<X> xs, long length, BiFunction<C, X, Step<C, Y>> step, boolean reverse) {
        if (length < 0) {
            throw Bodies.refused("scan: expected a number of steps of at least 0, found " + length);
        }
        int carries = initial.leaves().size();
        List<Register> given = new ArrayList<>(initial.leaves());
        given.addAll(xs.leaves());
        List<Traced.Declared> declared = new ArrayList<>(declared(initial, "carry"));
        xs.byPath().forEach((path, x) -> {
            Shape shape = x.type().shape();
            TensorType slice = x.type().withShape(shape.slice(1, shape.rank()));
            declared.add(Traced.Declared.like(x, name("x", path), slice));
        });
        ListBuilder outer = outer("scan", given);
        Traced<Step<C, Y>> body = Traced.of(outer.nested("step"), declared, inputs -> {
            Step<C, Y> next = step.apply(
                    initial.with(inputs.subList(0, carries)), xs.with(inputs.subList(carries, inputs.size())));
            C carry = alike("scan: a step must give the carry as it takes it", initial, next.carry());
            return new Step<>(carry, next.y());
        });
        List<Register> around = Traced.captured(List.of(body));
        given.addAll(around);
        Scan scan = new Scan(body.taking(around), carries, xs.leaves().size(), length, reverse);
        return body.result().with(outer.apply(scan, given));
    }

    /**
     * {@code body} for as long as {@code test} gives true: the first carry for which it does not. It has forward mode only; see
     * {@link #whileLoop(Object, long, Function, UnaryOperator)}.
     *
     * @throws ListException if the test gives no {@code bool[]}, or the body changes a carry's type
     */
    public static <C> C whileLoop(C initial, Function<C, Register> test, UnaryOperator<C> body) {
        return loop(initial, 0, test, body);
    }

    /**
     * As {@link #whileLoop(Object, Function, UnaryOperator)} with reverse mode, for which memory is planned for what the adjoint
     * reads of so many steps. A run in which the loop has not ended after those throws.
     *
     * @param bound how many steps there are at most, at least 1
     */
    public static <C> C whileLoop(C initial, long bound, Function<C, Register> test, UnaryOperator<C> body) {
        if (bound < 1) {
            throw Bodies.refused("whileLoop: expected a bound of at least 1, found " + bound);
        }
        return loop(initial, bound, test, body);
    }

    private static <C> C loop(C initial, long bound, Function<C, Register> test, UnaryOperator<C> body) {
        Structure<C> first = Structure.of(initial);
        ListBuilder outer = outer("whileLoop", first.leaves());
        List<Traced.Declared> declared = declared(first, "carry");
        Traced<Register> running =
                Traced.of(outer.nested("test"), declared, inputs -> requireBool(test.apply(first.with(inputs))));
        Traced<C> step = Traced.of(outer.nested("body"), declared, inputs -> {
            C next = body.apply(first.with(inputs));
            return alike("whileLoop: the body must give the carry as it takes it", first, next);
        });
        List<Register> around = Traced.captured(List.of(running, step));
        List<Register> operands = new ArrayList<>(first.leaves());
        operands.addAll(around);
        return first.with(outer.apply(new WhileLoop(running.taking(around), step.taking(around), bound), operands));
    }

    private static Register requireBool(Register test) {
        if (!test.type().equals(TensorType.of(DType.BOOL))) {
            throw Bodies.refused(
                    "whileLoop: expected a test that gives bool[], found " + test + "; reduce it with any or all");
        }
        return test;
    }

    /**
     * A function of which nothing is kept for the adjoint but what goes in: the adjoint computes it again, to the same bits.
     * Peak memory falls where functions that follow each other are each wrapped.
     */
    public static <X, Y> Function<X, Y> checkpoint(Function<X, Y> f) {
        return x -> {
            Structure<X> given = Structure.of(x);
            ListBuilder outer = outer("checkpoint", given.leaves());
            Traced<Y> body =
                    Traced.of(outer.branch("again"), declared(given, "x"), inputs -> f.apply(given.with(inputs)));
            List<Register> around = Traced.captured(List.of(body));
            WengertList list = body.taking(around);
            List<Register> operands = new ArrayList<>(given.leaves());
            operands.addAll(around);
            return body.result().with(outer.apply(new Checkpoint(list), operands));
        };
    }

    private static List<Traced.Declared> declared(Structure<?> structure, String otherwise) {
        List<Traced.Declared> declared = new ArrayList<>();
        structure
                .byPath()
                .forEach((path, leaf) -> declared.add(Traced.Declared.like(leaf, name(otherwise, path), leaf.type())));
        return declared;
    }

    /** A name for what is at a path. */
    private static String name(String stem, String path) {
        return path.isEmpty() ? stem : stem + "_" + path.replaceAll("[^A-Za-z0-9]", "_");
    }

    private static ListBuilder outer(String what, List<Register> registers) {
        if (registers.isEmpty()) {
            throw Bodies.refused(what + ": expected at least one register");
        }
        return ListBuilder.innermost(registers);
    }

    /** The registers of a value in the structure of another, if they are of the same types. */
    private static <C> C alike(String must, Structure<C> expected, C value) {
        Structure<C> found = Structure.of(value);
        if (!expected.byPath().keySet().equals(found.byPath().keySet())) {
            throw Bodies.refused(must + ": expected registers " + expected.byPath() + ", found " + found.byPath());
        }
        List<Register> others = expected.alike(value);
        int i = 0;
        for (Map.Entry<String, Register> entry : expected.byPath().entrySet()) {
            Register other = others.get(i++);
            if (!other.type().equals(entry.getValue().type())) {
                String at = entry.getKey().isEmpty() ? "" : ", at " + entry.getKey();
                throw Bodies.refused(must + at + ": expected the type of " + entry.getValue() + ", found " + other);
            }
        }
        return expected.with(others);
    }
}
