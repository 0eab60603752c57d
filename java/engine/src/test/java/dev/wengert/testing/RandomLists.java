package dev.wengert.testing;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Lists that nobody would write: operators of the sample table on whatever registers fit, with outputs and updates of every
 * kind. The same seed gives the same list.
 */
public final class RandomLists {
    /** The samples without indices, which would have to lie in a domain. */
    private static final List<Sample> SAMPLES = SampleTable.small().stream()
            .filter(sample -> sample.operands().stream()
                    .allMatch(operand -> !operand.type().dtype().isInteger() || isStep(sample, operand)))
            .filter(sample -> !isOfMatrices(sample))
            .toList();

    private final Random random;
    private final ListBuilder list;
    private final List<Register> registers = new ArrayList<>();
    private final List<Register> parameters = new ArrayList<>();
    private final Map<String, Tensor> inputs = new HashMap<>();
    private final long wide;
    private final Register step;

    private RandomLists(long seed, long wide) {
        this.random = new Random(seed);
        this.list = WengertList.builder("random_" + seed);
        this.wide = wide;
        this.step = list.input("step", Values.of(TensorType.of(DType.I64), 1));
    }

    /** A list and what its inputs are. */
    public record Case(WengertList list, Map<String, Tensor> inputs) {}

    /** A small list of about {@code length} assignments. */
    public static Case small(long seed, int length) {
        return new RandomLists(seed, 4).write(length);
    }

    /** A list whose work is cut into several tiles. */
    public static Case large(long seed, int length) {
        return new RandomLists(seed, 170).write(length);
    }

    private Case write(int length) {
        declare();
        while (list.assignments().size() < length) {
            extend();
        }
        differentiate();
        chooseOutputs();
        chooseUpdates();
        return new Case(list.build(), inputs);
    }

    private void declare() {
        List<Shape> shapes = List.of(
                Shape.scalar(),
                Shape.of(wide),
                Shape.of(wide, wide),
                Shape.of(wide, 1),
                Shape.of(wide, 3, 1),
                Shape.of(0, 3));
        for (Shape shape : shapes) {
            TensorType type = new TensorType(DType.F64, shape);
            registers.add(bound("x", type));
            registers.add(list.input("c" + registers.size(), draw(type)));
            for (int i = 0; i < 2; i++) {
                Register parameter = list.parameter("p" + registers.size(), draw(type));
                parameters.add(parameter);
                registers.add(parameter);
            }
        }
        registers.add(list.input("n", Values.of(TensorType.of(DType.I64, wide), i -> i % 3)));
    }

    private Register bound(String stem, TensorType type) {
        String name = stem + registers.size();
        inputs.put(name, draw(type));
        return list.input(name, type);
    }

    private Tensor draw(TensorType type) {
        return Values.of(type, i -> 2 * random.nextDouble() - 1);
    }

    /** Tries operators and operands until some fit. */
    private void extend() {
        if (random.nextInt(5) == 0) {
            registers.add(view(pick(registers)));
            return;
        }
        Sample sample = pick(SAMPLES);
        Operator operator = sample.create(DType.F64);
        for (int attempt = 0; attempt < 20; attempt++) {
            List<Register> operands = new ArrayList<>();
            sample.operands().forEach(operand -> operands.add(pick(operand, sample, operands)));
            if (fits(operator, operands)) {
                registers.addAll(list.apply(operator, operands));
                return;
            }
        }
    }

    /** Whether it may refuse what is drawn, as matrices that are singular. */
    private static boolean isOfMatrices(Sample sample) {
        return sample.create(DType.F64).getClass().getPackageName().endsWith(".linalg");
    }

    /** A view of a view, of the type of the register itself, so that an update may take it. */
    private static Register view(Register register) {
        Shape shape = register.type().shape();
        return register.reshape(shape.insert(0, 1)).reshape(shape);
    }

    /** An operand that is of one type with the first where it is so in the sample. */
    private Register pick(Operand operand, Sample sample, List<Register> before) {
        if (isStep(sample, operand)) {
            return step;
        }
        boolean likeFirst = !before.isEmpty()
                && operand.type().equals(sample.operands().get(0).type());
        TensorType wanted = likeFirst ? before.get(0).type() : operand.type();
        List<Register> alike = registers.stream()
                .filter(register -> register.type().equals(wanted))
                .toList();
        boolean any = alike.isEmpty() || (!likeFirst && operand.type().shape().rank() > 0);
        return pick(any ? registers : alike);
    }

    private static boolean isStep(Sample sample, Operand operand) {
        return operand.type().dtype() == DType.I64 && sample.operator().matches("adam|random_\\w+");
    }

    private boolean fits(Operator operator, List<Register> operands) {
        try {
            return operator.infer(operands.stream().map(Register::type).toList()).stream()
                    .allMatch(type -> type.size() <= 4 * wide * wide);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void differentiate() {
        List<Register> real = Derived.real(registers);
        Register loss = pick(real).sum();
        registers.add(loss);
        registers.addAll(Reverse.gradients(loss, List.of(pick(real), pick(parameters), pick(parameters))));
    }

    private void chooseOutputs() {
        for (int i = 0; i < 8; i++) {
            list.output(pick(registers));
        }
        list.output(registers.getLast());
    }

    private void chooseUpdates() {
        for (Register parameter : parameters) {
            List<Register> next = registers.stream()
                    .filter(register -> register.type().equals(parameter.type()))
                    .toList();
            if (random.nextInt(4) > 0) {
                list.update(parameter, pick(next));
            }
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
