package dev.wengert.testing;

import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One use of an operator, from which tests of all operators are derived.
 *
 * @param operator the name in the catalogue
 * @param attributes the attributes; {@code f64} stands for whatever real type a test chooses
 * @param operands the operands
 * @param step the step of finite differences
 * @param tolerance how far derivatives may be from finite differences, relative to 1 and their size
 * @param large whether the work is cut into several tiles; such samples are for threads alone
 */
public record Sample(
        String operator,
        Map<String, Object> attributes,
        List<Operand> operands,
        double step,
        double tolerance,
        boolean large) {
    static Sample row(String operator, Map<String, Object> attributes, Operand... operands) {
        return new Sample(operator, attributes, List.of(operands), 1e-5, 1e-7, false);
    }

    Sample inLarge() {
        return new Sample(operator, attributes, operands, step, tolerance, true);
    }

    Sample within(double newStep, double newTolerance) {
        return new Sample(operator, attributes, operands, newStep, newTolerance, large);
    }

    /** The operator, with {@code real} for its real type. */
    public Operator create(DType real) {
        Map<String, Object> converted = new LinkedHashMap<>(attributes);
        converted.replaceAll((name, value) -> of(value, real));
        return Catalogue.standard().operator(operator, converted);
    }

    private static Object of(Object attribute, DType real) {
        if (attribute instanceof WengertList list) {
            return WengertList.parse(list.toString().replace(DType.F64.toString(), real.toString()));
        }
        return attribute == DType.F64 ? real : attribute;
    }

    /** The types of the operands, with {@code real} for their real type. */
    public List<TensorType> types(DType real) {
        return operands.stream().map(operand -> operand.type(real)).toList();
    }

    /** A list of this operator alone: inputs y1, y2, … and outputs z1, z2, …. */
    public WengertList list(DType real) {
        ListBuilder list = WengertList.builder(operator);
        List<Register> inputs = new ArrayList<>();
        for (TensorType type : types(real)) {
            inputs.add(list.input("y" + (inputs.size() + 1), type));
        }
        int i = 1;
        for (Register result : list.apply(create(real), inputs)) {
            list.output("z" + i++, result);
        }
        return list.build();
    }

    /** Values for the inputs of {@link #list}. */
    public Map<String, Tensor> draw(DType real, Random random) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (Operand operand : operands) {
            values.put("y" + (values.size() + 1), operand.draw(real, random));
        }
        return values;
    }

    /** Whether there is anything to differentiate. */
    public boolean isDifferentiable() {
        return operands.stream().anyMatch(operand -> operand.type().dtype().isReal())
                && create(DType.F64).infer(types(DType.F64)).stream()
                        .anyMatch(type -> type.dtype().isReal());
    }

    /** A seed that stays with the sample. */
    public long seed() {
        return toString().hashCode();
    }

    /** Such as {@code sum(f64[2,3], axes=[1])}. */
    @Override
    public String toString() {
        String given =
                operands.stream().map(operand -> operand.type().toString()).collect(Collectors.joining(", "));
        String chosen = attributes.keySet().stream()
                .sorted()
                .map(name -> ", " + name + "="
                        + (attributes.get(name) instanceof WengertList list ? list.name() : attributes.get(name)))
                .collect(Collectors.joining());
        return operator + "(" + given + chosen + ")";
    }
}
