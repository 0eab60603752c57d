package dev.wengert.quality.page;

import dev.wengert.list.Operator;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Sample;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which element types an operator takes and gives, found by asking its shape rule: in each sample, operands of one type are
 * given every other.
 */
final class ElementTypes {
    /** The types of operands that the shape rule takes, and those of the results. */
    private record Case(List<DType> y, List<DType> z) {}

    private final List<String> operands;
    private final List<String> results;
    private final List<Case> cases = new ArrayList<>();

    /** Whether an attribute says what comes. */
    private final boolean chosen;

    /** The names of the operands must be as many as there are, but where their number varies. */
    ElementTypes(List<Sample> samples, List<String> operands, List<String> results) {
        this.operands = operands;
        this.results = results;
        chosen = samples.get(0).attributes().containsKey("dtype");
        samples.forEach(this::ask);
    }

    private void ask(Sample sample) {
        List<TensorType> sampled = sample.types(DType.F64);
        for (DType replaced : types(sampled)) {
            for (DType dtype : DType.values()) {
                List<TensorType> y = sampled.stream()
                        .map(type -> type.dtype() == replaced ? type.withDType(dtype) : type)
                        .toList();
                DType attribute = replaced == DType.F64 && dtype.isReal() ? dtype : DType.F64;
                results(sample.create(attribute), y).ifPresent(z -> cases.add(new Case(types(y), types(z))));
            }
        }
    }

    private static Optional<List<TensorType>> results(Operator operator, List<TensorType> y) {
        try {
            return Optional.of(operator.infer(y));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static List<DType> types(List<TensorType> types) {
        return types.stream().map(TensorType::dtype).toList();
    }

    /** Such as {@code x of any type; index of i32, i64 → as x} or {@code f32, f64 → i64}. */
    @Override
    public String toString() {
        String gives = chosen ? "dtype" : gives();
        return gives.isEmpty() ? takes() : takes() + " → " + gives;
    }

    private String takes() {
        int most = cases.stream().mapToInt(one -> one.y().size()).max().orElse(0);
        Map<Set<DType>, List<String>> names = new LinkedHashMap<>();
        for (int i = 0; i < most; i++) {
            names.computeIfAbsent(taken(i), types -> new ArrayList<>()).add(operand(i));
        }
        return names.size() == 1
                ? list(names.keySet().iterator().next())
                : names.entrySet().stream()
                        .map(entry -> String.join(", ", entry.getValue()) + " of " + list(entry.getKey()))
                        .collect(Collectors.joining("; "));
    }

    private Set<DType> taken(int operand) {
        return cases.stream()
                .filter(one -> operand < one.y().size())
                .map(one -> one.y().get(operand))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DType.class)));
    }

    /** Where there are more operands than names, the last name is that of the rest. */
    private String operand(int i) {
        return operands.get(Math.min(i, operands.size() - 1));
    }

    /** What types the results have; nothing where all are that of every operand. */
    private String gives() {
        int count = cases.stream().mapToInt(one -> one.z().size()).min().orElse(0);
        List<String> given = IntStream.range(0, count).mapToObj(this::given).toList();
        if (Set.copyOf(given).size() == 1) {
            boolean plain = cases.stream().allMatch(one -> Set.copyOf(one.y()).equals(Set.copyOf(one.z())));
            return plain ? "" : given.get(0);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> (results.isEmpty() ? "" : results.get(i) + " ") + given.get(i))
                .collect(Collectors.joining(", "));
    }

    private String given(int result) {
        Set<DType> types = cases.stream().map(one -> one.z().get(result)).collect(Collectors.toSet());
        if (types.size() == 1) {
            return types.iterator().next().toString();
        }
        for (int i = 0; i < operands.size(); i++) {
            int operand = i;
            if (cases.stream()
                    .allMatch(one -> operand < one.y().size()
                            && one.y().get(operand) == one.z().get(result))) {
                return "as " + operands.get(i);
            }
        }
        Map<DType, Set<DType>> changed = new TreeMap<>();
        cases.stream()
                .filter(one -> one.y().get(0) != one.z().get(result))
                .forEach(one -> changed.computeIfAbsent(one.z().get(result), any -> EnumSet.noneOf(DType.class))
                        .add(one.y().get(0)));
        return changed.entrySet().stream()
                .map(entry -> entry.getKey() + " for " + list(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String list(Set<DType> types) {
        return types.size() == DType.values().length
                ? "any type"
                : types.stream().map(DType::toString).collect(Collectors.joining(", "));
    }
}
