package dev.wengert.inspect;

import dev.wengert.custom.CustomOperator;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Vmap;
import dev.wengert.list.Assignment;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.CheckKernel;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a test of an operator of your own calls: it checks, for operands that you give,
 *
 * <ul>
 *   <li>each kernel in C that the operator, its VJP and its JVP call, with the values that they are called with, as {@link
 *       CheckKernel} does;
 *   <li>VJP and JVP against {@linkplain CheckGrads finite differences}, for operands of f64, and to second order where that is
 *       asked for; the VJP alone where it has no derivative that a JVP could be made of;
 *   <li>that a batch of samples gives what the samples give one by one, to the same bits;
 *   <li>that in f32, where it takes that, it gives what it gives in f64, up to rounding.
 * </ul>
 */
public final class CheckOperator {
    private static final double TOLERANCE = 1e-6;
    private static final double SINGLE_TOLERANCE = 1e-4;

    private final CustomOperator operator;
    private final List<Tensor> operands;

    private CheckOperator(CustomOperator operator, List<Tensor> operands) {
        this.operator = operator;
        this.operands = operands;
    }

    /** Checks an operator and its first derivatives; see {@link #check(CustomOperator, int, Tensor...)}. */
    public static void check(CustomOperator operator, Tensor... operands) {
        check(operator, 1, operands);
    }

    /**
     * Checks an operator.
     *
     * @param order the highest order of derivatives that is checked; 0 for an operator without any
     * @param operands values in the midst of its domain, of f64 where they are real, each of at least two elements if the operator
     *     allows; not changed
     * @throws dev.wengert.runtime.KernelFault if a kernel does what it must not
     * @throws CheckGrads.WrongDerivative if a derivative is wrong; it says by which operand and element
     * @throws AssertionError if a batch, or f32, gives something else
     */
    public static void check(CustomOperator operator, int order, Tensor... operands) {
        if (operands.length == 0) {
            throw new IllegalArgumentException("operator " + operator + ": expected operands to check it with");
        }
        CheckOperator check = new CheckOperator(operator, List.of(operands));
        check.kernels(check.primal());
        check.batch();
        check.singlePrecision();
        if (order > 0) {
            check.derivatives(order);
        }
    }

    private void derivatives(int order) {
        kernels(reverse());
        EnumSet<CheckGrads.Mode> modes = EnumSet.of(CheckGrads.Mode.REVERSE);
        forward().ifPresent(list -> {
            kernels(list);
            modes.add(CheckGrads.Mode.FORWARD);
        });
        try {
            CheckGrads.checkGrads(this::apply, operands, order, modes, TOLERANCE);
        } catch (CheckGrads.WrongDerivative e) {
            throw new CheckGrads.WrongDerivative("operator " + operator + ": " + e.getMessage());
        }
    }

    private List<Register> apply(List<Register> y) {
        return y.get(0).builder().apply(operator, y);
    }

    /** The kernels of a list, each before it is called with memory that is not guarded. */
    private void kernels(WengertList list) {
        Copies copies = new Copies();
        try (Eager eager = Eager.open()) {
            for (Register input : list.inputs()) {
                copies.put(
                        input,
                        input.defaultValue().isPresent()
                                ? eager.list().constant(input.defaultValue().get())
                                : eager.input(
                                        input.name(), operands.get(list.inputs().indexOf(input))));
            }
            for (Assignment z : list.assignments()) {
                List<Register> y = copies.of(z.operands());
                List<TensorType> types = y.stream().map(Register::type).toList();
                if (z.operator() instanceof CustomOperator custom
                        && custom.kernel(types).isPresent()) {
                    CheckKernel.check(custom, y.stream().map(Register::value).toList());
                }
                List<Register> results = eager.list().apply(z.operator(), y);
                for (int i = 0; i < results.size(); i++) {
                    copies.put(z.result(i), results.get(i));
                }
            }
        }
    }

    /** The operator alone. */
    private WengertList primal() {
        return WengertList.ofCall(operator, operands.stream().map(Tensor::type).toList());
    }

    /** The operator and its VJP. */
    private WengertList reverse() {
        return written(y -> {
            Derivatives.Pullback<List<Register>, List<Register>> pullback = Derivatives.vjp(this::apply, y);
            List<Register> ignored = pullback.pullback().apply(likeThem(pullback.value()));
        });
    }

    /** The operator and its JVP, if it has one; none if that would be the derivative of a VJP that has no derivative. */
    private Optional<WengertList> forward() {
        try {
            return Optional.of(written(y -> {
                List<Register> ignored =
                        Derivatives.jvp(this::apply, y, likeThem(y)).tangent();
            }));
        } catch (ListException e) {
            if (operator.hasJvp()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private WengertList written(Consumer<List<Register>> body) {
        ListBuilder list = WengertList.builder("check");
        List<Register> y = new ArrayList<>();
        for (Tensor operand : operands) {
            y.add(list.input("y" + (y.size() + 1), operand.type()));
        }
        body.accept(y);
        return list.build();
    }

    /** Numbers that are all different and not zero, to stand for cotangents and tangents. */
    private static List<Register> likeThem(List<Register> registers) {
        List<Register> like = new ArrayList<>();
        for (Register register : registers) {
            try (Tensor values = Tensor.zeros(register.type())) {
                for (long i = 0; i < register.type().size(); i++) {
                    if (register.type().dtype().isReal()) {
                        values.setDouble(i, 0.5 + 0.25 * i);
                    }
                }
                like.add(register.builder().constant(values));
            }
        }
        return like;
    }

    private static List<Register> inputs(Eager eager, List<Tensor> values) {
        List<Register> inputs = new ArrayList<>();
        for (Tensor value : values) {
            inputs.add(eager.input("y" + (inputs.size() + 1), value));
        }
        return inputs;
    }

    /** Two samples, of which the second is the first with its real numbers a little smaller. */
    private void batch() {
        List<Tensor> second = operands.stream().map(CheckOperator::smaller).toList();
        Function<List<Register>, List<Register>> all = Vmap.vmap(this::apply);
        List<Tensor> stacked = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            stacked.add(stack(operands.get(i), second.get(i)));
        }
        List<Tensor> batch = evaluate(all, stacked);
        List<List<Tensor>> single = List.of(evaluate(this::apply, operands), evaluate(this::apply, second));
        for (int k = 0; k < batch.size(); k++) {
            for (int sample = 0; sample < 2; sample++) {
                Tensor expected = single.get(sample).get(k);
                Tensor found = batch.get(k).view(sample * expected.type().byteSize(), expected.type());
                long at = found.segment().mismatch(expected.segment());
                if (at >= 0) {
                    long element = at / expected.dtype().byteSize();
                    throw new AssertionError("operator " + operator + ": result " + k + " " + expected.type()
                            + " of sample " + sample + " of a batch at element " + element + ": expected "
                            + expected.getDouble(element) + " as without a batch, found " + found.getDouble(element));
                }
            }
        }
    }

    private void singlePrecision() {
        List<Tensor> narrow =
                operands.stream().map(value -> converted(value, DType.F32)).toList();
        List<TensorType> types = narrow.stream().map(Tensor::type).toList();
        boolean takesThem;
        try {
            takesThem = narrow.stream().anyMatch(value -> value.dtype() == DType.F32)
                    && !operator.infer(types).isEmpty();
        } catch (IllegalArgumentException e) {
            takesThem = false;
        }
        if (!takesThem) {
            return;
        }
        if (operator.kernel(types).isPresent()) {
            CheckKernel.check(operator, narrow);
        }
        List<Tensor> expected = evaluate(
                this::apply,
                narrow.stream().map(value -> converted(value, DType.F64)).toList());
        List<Tensor> found = evaluate(this::apply, narrow);
        for (int k = 0; k < found.size(); k++) {
            for (long i = 0; i < found.get(k).type().size(); i++) {
                double wanted = expected.get(k).getDouble(i);
                double given = found.get(k).getDouble(i);
                if (!(Math.abs(given - wanted) <= SINGLE_TOLERANCE * (1 + Math.abs(wanted)))) {
                    throw new AssertionError("operator " + operator + ": result " + k + " "
                            + found.get(k).type() + " at element " + i + ": expected " + wanted
                            + " as in f64, found " + given);
                }
            }
        }
    }

    private static List<Tensor> evaluate(Function<List<Register>, List<Register>> f, List<Tensor> values) {
        try (Eager eager = Eager.open()) {
            return f.apply(inputs(eager, values)).stream()
                    .map(z -> Tensor.constant(z.value()))
                    .toList();
        }
    }

    private static Tensor smaller(Tensor value) {
        Tensor smaller = Tensor.constant(value);
        for (long i = 0; value.dtype().isReal() && i < value.type().size(); i++) {
            smaller.setDouble(i, 0.875 * value.getDouble(i));
        }
        return smaller;
    }

    private static Tensor stack(Tensor first, Tensor second) {
        TensorType type = first.type();
        try (Tensor both = Tensor.zeros(type.withShape(type.shape().insert(0, 2)))) {
            both.view(0, type).copyFrom(first.segment());
            both.view(type.byteSize(), type).copyFrom(second.segment());
            return Tensor.constant(both);
        }
    }

    /** The value with its real numbers as {@code dtype}. */
    private static Tensor converted(Tensor value, DType dtype) {
        if (!value.dtype().isReal()) {
            return value;
        }
        try (Tensor converted = Tensor.zeros(new TensorType(dtype, value.shape()))) {
            for (long i = 0; i < value.type().size(); i++) {
                converted.setDouble(i, value.getDouble(i));
            }
            return Tensor.constant(converted);
        }
    }
}
