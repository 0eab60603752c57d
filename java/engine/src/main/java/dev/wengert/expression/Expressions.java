package dev.wengert.expression;

import dev.wengert.inspect.Evaluated;
import dev.wengert.list.Assignment;
import dev.wengert.list.Attributes;
import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A class whose fields are registers. They are named as the fields are, once the list is asked for; what stands in no field is
 * named z1, z2, …, and an input x1, x2, …. Single numbers of f64 unless another type is chosen.
 *
 * <p>Fields may be private, and of superclasses too. A module must open the package of the class to {@code dev.wengert}.
 */
public abstract class Expressions {
    private final TensorType type;
    private final Formulas formulas = new Formulas(Catalogue.standard());
    private final ListBuilder draft;
    private @Nullable Naming naming;

    /** Expressions of single numbers of f64. */
    protected Expressions() {
        this(TensorType.of(DType.F64));
    }

    /** Expressions with inputs and parameters of that type unless another is given. */
    protected Expressions(TensorType type) {
        this.type = type;
        this.draft = WengertList.builder(nameOf(getClass()), formulas);
    }

    private static String nameOf(Class<?> own) {
        return own.isAnonymousClass() ? "expressions" : Attributes.nameOf(own);
    }

    /** An input. */
    protected final Register input() {
        return input(type);
    }

    /** An input of another type. */
    protected final Register input(TensorType other) {
        return draft.input(undeclared(), other);
    }

    /** A parameter; it is 0 unless something else is given. */
    protected final Register parameter() {
        return parameter(type);
    }

    /** A parameter of another type. */
    protected final Register parameter(TensorType other) {
        return draft.parameter(undeclared(), other);
    }

    /** A name that it has until the list is asked for. */
    private String undeclared() {
        String name = "x1";
        for (int i = 2; draft.find(name).isPresent(); i++) {
            name = "x" + i;
        }
        return name;
    }

    /** A number, as a tensor of the type of the inputs. */
    protected final Register number(double value) {
        return draft.fill(value, type);
    }

    /**
     * An operator of one operand that stands in lists under a name of yours and is said with others: {@code
     * x.apply(formula("half", y -> y.div(2)))}. It is computed, differentiated and batched as those are.
     *
     * @throws ListException if there is an operator of that name
     */
    protected final Operator formula(String name, UnaryOperator<Register> definition) {
        return formulas.define(name, y -> definition.apply(y.get(0)));
    }

    /** As {@link #formula(String, UnaryOperator)}, of two operands: {@code x.apply(formula("distance", …), y)}. */
    protected final Operator formula(String name, BinaryOperator<Register> definition) {
        return formulas.define(name, y -> definition.apply(y.get(0), y.get(1)));
    }

    /** As {@link #formula(String, UnaryOperator)}, of any number of operands. */
    protected final Operator formulaOfAll(String name, Function<List<Register>, Register> definition) {
        return formulas.define(name, definition);
    }

    /** The operators that the list is written with: the standard ones and the formulas. */
    public final Catalogue catalogue() {
        return formulas;
    }

    /**
     * The list, with every field that is no input or parameter as an output.
     *
     * @throws ListException if a field is not assigned, has the name of another, or cannot be read
     */
    public final WengertList list() {
        return naming().list();
    }

    /** What is to be computed for some registers, without anything else; the names are those of {@link #list()}. */
    public final WengertList list(String... outputs) {
        ListBuilder builder = WengertList.builder(list().name(), formulas);
        return naming().pruned(builder, List.of(outputs));
    }

    /** The assignments that compute registers, in order: {@code z1 = mul(h, w)}, {@code area = half(z1)}. */
    public final List<String> operationSequence(String... outputs) {
        return list(outputs).assignments().stream().map(Assignment::statement).toList();
    }

    /** Every register with its value and, on demand, its cotangent. */
    public final Evaluated evaluated(Map<String, Tensor> inputs) {
        return Evaluated.of(list(), inputs);
    }

    /**
     * The value of a register that is a single number.
     *
     * @param inputs the value of each input by name
     */
    public final double evaluate(String register, Map<String, Double> inputs) {
        try (Evaluated evaluated = evaluated(numbers(inputs))) {
            return evaluated.value(register).item();
        }
    }

    /**
     * The derivative of a register by each input and parameter.
     *
     * @param inputs the value of each input by name
     */
    public final Map<String, Double> gradient(String register, Map<String, Double> inputs) {
        Map<String, Double> gradient = new LinkedHashMap<>();
        try (Evaluated evaluated = evaluated(numbers(inputs))) {
            Map<String, Tensor> deltas = evaluated.deltas(register);
            for (Register declared : list().declarations()) {
                Tensor delta = deltas.get(declared.name());
                if (delta != null) {
                    gradient.put(declared.name(), delta.item());
                }
            }
        }
        return gradient;
    }

    private Map<String, Tensor> numbers(Map<String, Double> inputs) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        inputs.forEach((name, value) -> {
            try (Tensor tensor = Tensor.zeros(list().register(name).type())) {
                if (tensor.type().size() != 1) {
                    throw new ListException(
                            list().register(name) + " is no single number; use evaluated, which takes tensors");
                }
                tensor.setDouble(0, value);
                tensors.put(name, Tensor.constant(tensor));
            }
        });
        return tensors;
    }

    private Naming naming() {
        if (naming == null) {
            naming = new Naming(this, draft);
        }
        return naming;
    }

    /** The list. */
    @Override
    public final String toString() {
        return list().toString();
    }
}
