package dev.wengert.nesting;

import dev.wengert.control.ControlFlow;
import dev.wengert.control.ControlFlow.Step;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Branches and loops of a list, and the same without them: every step written, of both branches what is wanted. */
interface Control {
    /** One of two. */
    List<Register> cond(Register predicate, Supplier<List<Register>> then, Supplier<List<Register>> otherwise);

    /** The last carry, then what the steps gave; they take {@code x} times each of the factors. */
    List<Register> scan(
            Register carry,
            Register x,
            double[] factors,
            BiFunction<Register, Register, Step<Register, List<Register>>> step);

    /** So many steps at most. */
    List<Register> whileLoop(
            List<Register> carry,
            int bound,
            Function<List<Register>, Register> test,
            UnaryOperator<List<Register>> body);

    /** The same function. */
    Function<List<Register>, List<Register>> checkpoint(Function<List<Register>, List<Register>> f);

    /** By the operators for it. */
    Control OPERATORS = new Control() {
        @Override
        public List<Register> cond(
                Register predicate, Supplier<List<Register>> then, Supplier<List<Register>> otherwise) {
            return ControlFlow.cond(predicate, then, otherwise);
        }

        @Override
        public List<Register> scan(
                Register carry,
                Register x,
                double[] factors,
                BiFunction<Register, Register, Step<Register, List<Register>>> step) {
            List<Register> parts = new ArrayList<>();
            for (double factor : factors) {
                parts.add(x.mul(factor));
            }
            Register xs = parts.isEmpty() ? empty(x) : stack(parts);
            Step<Register, List<Register>> all = ControlFlow.scan(carry, xs, step);
            List<Register> results = new ArrayList<>(List.of(all.carry()));
            results.addAll(all.y());
            return results;
        }

        @Override
        public List<Register> whileLoop(
                List<Register> carry,
                int bound,
                Function<List<Register>, Register> test,
                UnaryOperator<List<Register>> body) {
            return ControlFlow.whileLoop(carry, bound, test, body);
        }

        @Override
        public Function<List<Register>, List<Register>> checkpoint(Function<List<Register>, List<Register>> f) {
            return ControlFlow.checkpoint(f);
        }
    };

    /** Written out. */
    Control WRITTEN_OUT = new Control() {
        @Override
        public List<Register> cond(
                Register predicate, Supplier<List<Register>> then, Supplier<List<Register>> otherwise) {
            return chosen(predicate, then.get(), otherwise.get());
        }

        @Override
        public List<Register> scan(
                Register carry,
                Register x,
                double[] factors,
                BiFunction<Register, Register, Step<Register, List<Register>>> step) {
            Register last = carry;
            List<List<Register>> ys = new ArrayList<>();
            for (double factor : factors) {
                Step<Register, List<Register>> next = step.apply(last, x.mul(factor));
                last = next.carry();
                ys.add(next.y());
            }
            List<Register> results = new ArrayList<>(List.of(last));
            List<Register> like = ys.isEmpty() ? step.apply(carry, x).y() : ys.get(0);
            for (int i = 0; i < like.size(); i++) {
                int result = i;
                results.add(
                        ys.isEmpty()
                                ? empty(like.get(i))
                                : stack(ys.stream().map(y -> y.get(result)).toList()));
            }
            return results;
        }

        @Override
        public List<Register> whileLoop(
                List<Register> carry,
                int bound,
                Function<List<Register>, Register> test,
                UnaryOperator<List<Register>> body) {
            List<Register> last = carry;
            for (int i = 0; i < bound; i++) {
                last = chosen(test.apply(last), body.apply(last), last);
            }
            return last;
        }

        @Override
        public Function<List<Register>, List<Register>> checkpoint(Function<List<Register>, List<Register>> f) {
            return f;
        }
    };

    private static List<Register> chosen(Register predicate, List<Register> then, List<Register> otherwise) {
        List<Register> chosen = new ArrayList<>();
        for (int i = 0; i < then.size(); i++) {
            chosen.add(predicate.call("where", then.get(i), otherwise.get(i)));
        }
        return chosen;
    }

    private static Register stack(List<Register> parts) {
        return ListBuilder.innermost(parts)
                .call("stack", Map.of("axis", 0), parts)
                .get(0);
    }

    private static Register empty(Register one) {
        TensorType type = one.type();
        return one.builder().fill(0, type.withShape(type.shape().insert(0, 0)));
    }
}
