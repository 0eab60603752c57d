package dev.wengert.testing;

import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Functions that nobody would write: operators of the sample table on registers of any shape, which are brought to the shapes and
 * into the domains that the operators want. All numbers stay near 1 and so do slopes, so that finite differences are accurate.
 * The same seed gives the same function, as often as it is applied.
 */
public final class RandomFunction implements Function<List<Register>, List<Register>> {
    private static final int MOST_ELEMENTS = 36;

    /** How far operands go within their domains, which leave that much room. */
    private static final double REACH = 0.03;

    private static final List<Sample> SAMPLES = SampleTable.small().stream()
            .filter(Sample::isDifferentiable)
            .filter(RandomFunction::isTinyAndOfOnePrecision)
            .toList();

    private final Random random;
    private final DType real;
    private final List<Step> steps = new ArrayList<>();
    private final List<Tensor> at = new ArrayList<>();
    private final int[] results;

    /** Writes an assignment or a few, with the registers before it. */
    @FunctionalInterface
    private interface Step {
        List<Register> write(List<Register> before);
    }

    private RandomFunction(long seed, int length, DType real) {
        this.random = new Random(seed);
        this.real = real;
        drawArguments();
        int registers;
        try (Eager eager = Eager.open()) {
            List<Register> all = new ArrayList<>();
            at.forEach(value -> all.add(eager.input("x" + all.size(), value)));
            for (int i = 0; i < length; i++) {
                Step step = draw(all);
                steps.add(step);
                all.addAll(step.write(all));
            }
            registers = all.size();
        }
        this.results = drawResults(registers);
    }

    /** A function of about {@code length} operators. */
    public static RandomFunction of(long seed, int length, DType real) {
        return new RandomFunction(seed, length, real);
    }

    /** Where it is to be applied: values of the arguments. */
    public List<Tensor> at() {
        return List.copyOf(at);
    }

    @Override
    public List<Register> apply(List<Register> x) {
        List<Register> all = new ArrayList<>(x);
        steps.forEach(step -> all.addAll(step.write(all)));
        return Arrays.stream(results).mapToObj(all::get).toList();
    }

    private static boolean isTinyAndOfOnePrecision(Sample sample) {
        return sample.operands().stream().allMatch(operand -> operand.type().size() <= MOST_ELEMENTS)
                && sample.create(DType.F64).infer(sample.types(DType.F64)).stream()
                        .allMatch(type -> type.size() <= MOST_ELEMENTS && type.dtype() != DType.F32);
    }

    private void drawArguments() {
        List<Shape> shapes =
                List.of(Shape.scalar(), Shape.of(3), Shape.of(2, 3), Shape.of(2, 1), Shape.of(0, 2), Shape.of(1, 2, 2));
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            at.add(drawSmall(new TensorType(real, shapes.get(random.nextInt(i == 0 ? 3 : shapes.size())))));
        }
        at.add(Values.of(TensorType.of(DType.I64, 4), i -> random.nextInt(3)));
        at.add(Values.of(TensorType.of(DType.BOOL, 3), i -> random.nextInt(2)));
    }

    /** The last register, as it depends on the most, and some others: arguments, or one twice. */
    private int[] drawResults(int registers) {
        int[] drawn = new int[1 + random.nextInt(3)];
        drawn[0] = registers - 1;
        for (int i = 1; i < drawn.length; i++) {
            drawn[i] = random.nextInt(registers);
        }
        return drawn;
    }

    private Step draw(List<Register> all) {
        return switch (random.nextInt(8)) {
            case 0 -> choice(all);
            case 1 -> product(all);
            default -> sample(all);
        };
    }

    /** The product of the sine of a register with another, at the shape of that. */
    private Step product(List<Register> all) {
        int x = pick(all);
        int y = pick(all);
        Function<Register, Register> like = to(all.get(x), all.get(y).type().shape());
        return before -> List.of(like.apply(before.get(x)).sin().mul(before.get(y)));
    }

    /** Where the mask of the arguments says so one register, elsewhere another, taken at the indices among the arguments. */
    private Step choice(List<Register> all) {
        int x = pick(all);
        int y = pick(all);
        int mask = at.size() - 1;
        Function<Register, Register> left = to(all.get(x), Shape.of(3));
        Function<Register, Register> right = to(all.get(y), Shape.of(3));
        return before -> List.of(before.get(mask)
                .call("where", left.apply(before.get(x)), right.apply(before.get(y)))
                .call("gather", before.get(mask - 1)));
    }

    /** An operator of the table, moved to 0 and stretched so that it is about as steep as its operands. */
    private Step sample(List<Register> all) {
        Sample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
        Operator operator = sample.create(real);
        List<Step> operands = new ArrayList<>();
        List<Tensor> moved = new ArrayList<>();
        for (Operand operand : sample.operands()) {
            operands.add(operand(operand, all));
        }
        List<Register> y = operands.stream().map(step -> step.write(all).get(0)).toList();
        y.forEach(register -> moved.add(
                register.type().dtype().isReal() ? drawSmall(register.type()) : Tensor.constant(register.value())));
        List<Register> z0 = y.get(0).builder().apply(operator, y);
        List<Register> shifted = new ArrayList<>();
        for (int i = 0; i < y.size(); i++) {
            Register register = y.get(i);
            shifted.add(
                    register.type().dtype().isReal()
                            ? register.add(constant(register, moved.get(i)).mul(REACH / 10))
                            : register);
        }
        List<Register> z1 = y.get(0).builder().apply(operator, shifted);
        List<Step> results = new ArrayList<>();
        for (int i = 0; i < z0.size(); i++) {
            results.add(normalized(i, z0.get(i), z1.get(i)));
        }
        return before -> {
            List<Register> own =
                    operands.stream().map(step -> step.write(before).get(0)).toList();
            List<Register> z = own.get(0).builder().apply(operator, own);
            return results.stream().flatMap(step -> step.write(z).stream()).toList();
        };
    }

    private Step normalized(int result, Register z0, Register z1) {
        if (!z0.type().dtype().isReal()) {
            return z ->
                    List.of(z.get(result).call("cast", Map.of("dtype", real)).mul(REACH));
        }
        double slope = 0;
        for (long i = 0; i < z0.type().size(); i++) {
            slope = Math.max(
                    slope, Math.abs(z1.value().getDouble(i) - z0.value().getDouble(i)) / (REACH / 10));
        }
        double scale = slope == 0 ? 1 : Math.clamp(1 / slope, 0.01, 10);
        Tensor center = Tensor.constant(z0.value());
        return z -> List.of(
                z.get(result).sub(constant(z.get(result), center)).mul(scale).add(0.2));
    }

    /** A register within the domain of an operand; a constant where that is of integers. */
    private Step operand(Operand operand, List<Register> all) {
        Tensor center = operand.draw(real, random);
        if (!operand.type().dtype().isReal()) {
            return before -> List.of(constant(before.get(0), center));
        }
        int x = pick(all);
        Function<Register, Register> like = to(all.get(x), operand.shape());
        double reach = operand.domain().equals(SampleTable.ANY) ? 0.5 : REACH;
        return before -> List.of(like.apply(before.get(x)).tanh().mul(reach).add(constant(before.get(x), center)));
    }

    /** How a register is brought to a shape: elements of it in any order, or sums of all with weights. */
    private Function<Register, Register> to(Register from, Shape shape) {
        int n = Math.toIntExact(from.type().size());
        int m = Math.toIntExact(shape.size());
        if (from.type().shape().equals(shape)) {
            return x -> x;
        }
        if (n == m && random.nextBoolean()) {
            return x -> x.reshape(shape);
        }
        if (n == 0 || (n * m <= 100 && random.nextBoolean())) {
            Tensor weights = drawSmall(TensorType.of(real, n, m));
            return x -> x.reshape(1, n).matmul(constant(x, weights)).reshape(shape);
        }
        Tensor indices = Values.of(TensorType.of(DType.I64, m), i -> random.nextInt(n));
        return x -> x.reshape(n).call("gather", constant(x, indices)).reshape(shape);
    }

    private static Register constant(Register beside, Tensor value) {
        return beside.builder().constant(value);
    }

    /** A register of real numbers, rather a late one. */
    private int pick(List<Register> all) {
        while (true) {
            int i = random.nextBoolean() ? random.nextInt(all.size()) : Math.max(0, all.size() - 1 - random.nextInt(4));
            if (all.get(i).type().dtype().isReal()) {
                return i;
            }
        }
    }

    private Tensor drawSmall(TensorType type) {
        return Values.of(type, i -> (float) (2 * random.nextDouble() - 1));
    }
}
