package dev.wengert.custom;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules made of rules. */
final class Linear implements Vocabulary {
    private Linear() {}

    /**
     * The JVP that goes with a VJP, or the VJP that goes with a JVP. Both are linear in what they are given, so the one is the
     * cotangent of the other by that (J. Frostig et al., "Decomposing reverse-mode automatic differentiation", 2021).
     *
     * @param takesResults whether the rule takes cotangents of the results, as a VJP does
     */
    static Rule transposed(Rule rule, boolean takesResults) {
        return (y, z, d) -> {
            List<Register> from = takesResults ? z : y;
            List<Register> to = takesResults ? y : z;
            List<Register> standins = new ArrayList<>();
            for (Register register : from) {
                standins.add(zeros(register).alias());
            }
            List<@Nullable Register> given = rule.apply(y, z, standins);
            List<Register> outputs = new ArrayList<>();
            List<Register> seeds = new ArrayList<>();
            for (int i = 0; i < to.size(); i++) {
                Register output = given.get(i);
                if (output != null && isReal(to.get(i))) {
                    outputs.add(output);
                    seeds.add(d.get(i));
                }
            }
            return cotangents(outputs, seeds, standins);
        };
    }

    private static List<@Nullable Register> cotangents(
            List<Register> outputs, List<Register> seeds, List<Register> standins) {
        List<Register> real = standins.stream().filter(Linear::isReal).toList();
        List<Register> found = outputs.isEmpty() ? List.of() : Reverse.cotangents(outputs, seeds, real);
        List<@Nullable Register> all = new ArrayList<>();
        for (Register standin : standins) {
            all.add(found.isEmpty() || !isReal(standin) ? null : found.get(real.indexOf(standin)));
        }
        return all;
    }

    /** Zeros where a rule gave null. */
    static List<Register> filled(List<@Nullable Register> derivatives, List<Register> of) {
        List<Register> filled = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            Register derivative = derivatives.get(i);
            filled.add(derivative != null ? derivative : zeros(of.get(i)));
        }
        return filled;
    }

    /** Null where a register is of integers. */
    static List<@Nullable Register> real(List<@Nullable Register> derivatives, List<Register> of) {
        List<@Nullable Register> real = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            real.add(isReal(of.get(i)) ? derivatives.get(i) : null);
        }
        return real;
    }

    static Register zeros(Register like) {
        return like.builder().fill(0, like.type());
    }

    static boolean isReal(Register register) {
        return register.type().dtype().isReal();
    }
}
