package dev.wengert.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The assignments of a builder in order, found again by what they compute. */
final class Expressions {
    private final List<Assignment> assignments = new ArrayList<>();
    private final Map<Expressed, Assignment> byExpression = new HashMap<>();

    private record Expressed(Operator operator, List<Register> operands) {
        static Expressed of(Assignment assignment) {
            return new Expressed(assignment.operator(), assignment.operands());
        }
    }

    int size() {
        return assignments.size();
    }

    /** The assignments themselves, not a copy. */
    List<Assignment> all() {
        return assignments;
    }

    void add(Assignment assignment) {
        assignments.add(assignment);
        byExpression.putIfAbsent(Expressed.of(assignment), assignment);
    }

    /** The first assignment that applied the operator to these operands, or null. */
    @Nullable
    Assignment find(Operator operator, List<Register> operands) {
        return byExpression.get(new Expressed(operator, List.copyOf(operands)));
    }

    /** The assignment that defines a result; null if the register is declared. */
    @Nullable
    Assignment definition(Register result) {
        int at = indexOf(result);
        return at < 0 ? null : assignments.get(at);
    }

    /** Puts an assignment with the same operands in the place of another. */
    void replace(Assignment old, Assignment other) {
        assignments.set(indexOf(old.result()), other);
        byExpression.remove(Expressed.of(old));
        byExpression.put(Expressed.of(other), other);
    }

    /** What is looked for was mostly written lately. */
    private int indexOf(Register result) {
        for (int i = assignments.size() - 1; i >= 0; i--) {
            if (assignments.get(i).results().contains(result)) {
                return i;
            }
        }
        return -1;
    }
}
