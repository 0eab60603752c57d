package dev.wengert.control;

import dev.wengert.differentiate.Forward;
import dev.wengert.list.Assignment;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list beside its tangent. Inputs come in groups, such as the carries of a loop and what it reads, and each group is followed
 * by the tangents of those of its inputs that have one.
 */
final class Joint implements Vocabulary {
    private final WengertList list;
    private final boolean[] active;
    private final List<Integer> groups;
    private final ListBuilder builder;
    private final Copies copies = new Copies();
    private final Map<Register, Register> tangents = new HashMap<>();

    /** @param groups how many inputs each group has */
    Joint(WengertList list, boolean[] active, Integer... groups) {
        this.list = list;
        this.active = active;
        this.groups = List.of(groups);
        this.builder = WengertList.builder(list.name() + "_tangent", list.catalogue());
        int begin = 0;
        for (int group : groups) {
            for (int i = begin; i < begin + group; i++) {
                Register input = list.inputs().get(i);
                copies.put(input, Bodies.input(builder, input.name(), input.type()));
            }
            for (int i = begin; i < begin + group; i++) {
                if (active[i]) {
                    Register copy = copies.of(list.inputs().get(i));
                    tangents.put(copy, Bodies.input(builder, "t" + copy.name(), copy.type()));
                }
            }
            begin += group;
        }
        builder.inline(list, copies);
    }

    /** Makes outputs of the list's outputs in some range. */
    void outputs(int from, int to) {
        list.outputs().subList(from, to).forEach(output -> Bodies.output(builder, copies.of(output)));
    }

    /** Makes outputs of the tangents of those of the list's outputs that are chosen. */
    void tangents(List<Integer> chosen) {
        List<Register> of =
                chosen.stream().map(i -> copies.of(list.outputs().get(i))).toList();
        Forward.tangents(of, tangents).forEach(tangent -> Bodies.output(builder, tangent));
    }

    WengertList build() {
        return builder.build().withoutDeadCode();
    }

    /** The operands of the joint list: those of {@code z} from {@code first} on, with tangents, zero where there is none. */
    List<Register> operands(Assignment z, List<@Nullable Register> ty, int first) {
        List<Register> operands = new ArrayList<>();
        int begin = 0;
        for (int group : groups) {
            operands.addAll(z.operands().subList(first + begin, first + begin + group));
            for (int i = begin; i < begin + group; i++) {
                if (active[i]) {
                    Register y = z.operand(first + i);
                    Register tangent = ty.get(first + i);
                    operands.add(tangent == null ? y.builder().fill(0, y.type()) : tangent);
                }
            }
            begin += group;
        }
        return operands;
    }
}
