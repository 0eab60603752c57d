package dev.wengert.quality.page;

import dev.wengert.list.Assignment;
import dev.wengert.list.Composite;
import dev.wengert.list.Formula;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.testing.Derived;
import dev.wengert.testing.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How an operator is differentiated, and by which operands: those whose cotangents depend on those of the results. */
final class Derivatives {
    private final List<Sample> samples;
    private final List<String> operands;

    Derivatives(List<Sample> samples, List<String> operands) {
        this.samples = samples;
        this.operands = operands;
    }

    /** Such as {@code VJP and JVP by x, y}. */
    @Override
    public String toString() {
        Set<String> by = new LinkedHashSet<>();
        Set<String> real = new LinkedHashSet<>();
        for (Sample sample : samples) {
            for (int i = 0; i < sample.operands().size(); i++) {
                String name = operands.get(Math.min(i, operands.size() - 1));
                if (sample.types(DType.F64).get(i).dtype().isReal()) {
                    real.add(name);
                    if (!by.contains(name) && sample.isDifferentiable() && reaches(sample, i)) {
                        by.add(name);
                    }
                }
            }
        }
        Operator operator = samples.get(0).create(DType.F64);
        String ways = operator instanceof Formula
                ? "written as " + parts()
                : operator instanceof Composite ? "differentiated as " + parts() : "";
        String wherefore = by.isEmpty()
                ? "no derivative"
                : "VJP and JVP" + (by.equals(real) ? "" : " by " + String.join(", ", by));
        return ways.isEmpty() ? wherefore : wherefore + ", " + ways;
    }

    /** Whether the cotangent of an operand depends on that of a result. */
    private static boolean reaches(Sample sample, int operand) {
        WengertList f = sample.list(DType.F64);
        WengertList vjp = Derived.vjp(f, List.of(f.inputs().get(operand)));
        Set<Register> dependent = vjp.inputs().stream()
                .filter(input -> input.name().startsWith("w_"))
                .collect(Collectors.toCollection(HashSet::new));
        for (Assignment assignment : vjp.assignments()) {
            if (assignment.operands().stream().anyMatch(dependent::contains)) {
                dependent.addAll(assignment.results());
            }
        }
        return vjp.outputs().stream().anyMatch(dependent::contains);
    }

    /** The operators that it is written with. */
    private String parts() {
        Set<String> names = new TreeSet<>();
        for (Sample sample : samples) {
            ListBuilder list = WengertList.builder("parts");
            List<Register> inputs = new ArrayList<>();
            sample.types(DType.F64).forEach(type -> inputs.add(list.input("y" + inputs.size(), type)));
            ((Composite) sample.create(DType.F64)).decompose(inputs);
            list.assignments()
                    .forEach(assignment -> names.add(assignment.operator().name()));
        }
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
