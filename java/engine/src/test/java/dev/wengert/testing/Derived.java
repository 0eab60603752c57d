package dev.wengert.testing;

import dev.wengert.differentiate.Forward;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The VJP and the JVP of a list, as lists whose seeds are inputs. */
public final class Derived {
    private Derived() {}

    /** f with an input w for each output; the outputs are the cotangents of {@code by}. */
    public static WengertList vjp(WengertList f, List<Register> by) {
        ListBuilder list = WengertList.builder("vjp_" + f.name(), f.catalogue());
        Copies copies = new Copies();
        list.inline(f, copies);
        List<Register> outputs = real(f.outputs());
        List<Register> seeds = outputs.stream()
                .map(output -> list.input(seed(f, output), output.type()))
                .toList();
        Reverse.cotangents(copied(copies, outputs), seeds, copied(copies, by)).forEach(list::output);
        return list.build().withoutDeadCode();
    }

    /** f with an input t for each of {@code by}; the outputs are the tangents of its outputs. */
    public static WengertList jvp(WengertList f, List<Register> by) {
        ListBuilder list = WengertList.builder("jvp_" + f.name(), f.catalogue());
        Copies copies = new Copies();
        list.inline(f, copies);
        Map<Register, Register> tangents = new LinkedHashMap<>();
        by.forEach(input -> tangents.put(copies.of(input), list.input(tangent(f, input), input.type())));
        Forward.tangents(copied(copies, real(f.outputs())), tangents).forEach(list::output);
        return list.build().withoutDeadCode();
    }

    static String seed(WengertList f, Register output) {
        return "w_" + f.name() + "_" + output.name();
    }

    static String tangent(WengertList f, Register input) {
        return "t_" + f.name() + "_" + input.name();
    }

    /** The registers of real type. */
    public static List<Register> real(List<Register> registers) {
        return registers.stream()
                .filter(register -> register.type().dtype().isReal())
                .toList();
    }

    private static List<Register> copied(Copies copies, List<Register> registers) {
        List<Register> result = new ArrayList<>();
        registers.forEach(register -> result.add(copies.of(register)));
        return result;
    }
}
