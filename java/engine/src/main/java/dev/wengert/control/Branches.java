package dev.wengert.control;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Assignment;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two lists that take the same operands: the branches of a condition, or derivatives of such.
 *
 * @param operands what both take
 * @param over which operands differ between samples, where there are some
 * @param of what the results are derivatives of: positions of operands or results of the condition
 */
record Branches(WengertList then, WengertList otherwise, List<Register> operands, List<Boolean> over, List<Integer> of)
        implements Vocabulary {

    /** That two lists can be branches of one condition. */
    static void require(WengertList then, WengertList otherwise) {
        Bodies.requirePure(then);
        Bodies.requirePure(otherwise);
        Require.that(!then.outputs().isEmpty(), "expected branches with results, found none");
        Require.that(
                Bodies.types(then.inputs()).equals(Bodies.types(otherwise.inputs())),
                "expected branches that take the same, found " + then.inputs() + " and " + otherwise.inputs());
        Require.that(
                Bodies.types(then.outputs()).equals(Bodies.types(otherwise.outputs())),
                "expected branches that give the same types, found " + then.outputs() + " and " + otherwise.outputs());
    }

    /** The cotangents of operands of a condition, behind its predicate; of none where no branch has any. */
    Branches vjp(List<@Nullable Register> dz, boolean[] wanted) {
        List<Integer> seeded = IntStream.range(0, dz.size())
                .filter(i -> dz.get(i) != null)
                .boxed()
                .toList();
        Set<Register> needed = new HashSet<>();
        for (WengertList branch : List.of(then, otherwise)) {
            needed.addAll(Bodies.needed(
                    branch.assignments(),
                    seeded.stream().map(branch.outputs()::get).toList()));
        }
        List<Integer> reached = IntStream.range(0, operands.size())
                .filter(i -> wanted[1 + i])
                .filter(i -> needed.contains(then.inputs().get(i))
                        || needed.contains(otherwise.inputs().get(i)))
                .boxed()
                .toList();
        List<Register> all = new ArrayList<>(operands);
        seeded.forEach(i -> all.add(Objects.requireNonNull(dz.get(i))));
        List<Boolean> differing = new ArrayList<>(over);
        differing.addAll(Collections.nCopies(seeded.size(), true));
        return new Branches(
                        adjoint(then, seeded, reached), adjoint(otherwise, seeded, reached), all, differing, reached)
                .pruned();
    }

    private static WengertList adjoint(WengertList branch, List<Integer> seeded, List<Integer> reached) {
        ListBuilder list = WengertList.builder(branch.name() + "_adjoint", branch.catalogue());
        Copies copies = new Copies();
        list.inline(branch, copies);
        List<Register> outputs =
                seeded.stream().map(i -> copies.of(branch.outputs().get(i))).toList();
        List<Register> seeds = outputs.stream()
                .map(output -> Bodies.input(list, "d" + output.name(), output.type()))
                .toList();
        Reverse.cotangents(
                        outputs,
                        seeds,
                        reached.stream()
                                .map(i -> copies.of(branch.inputs().get(i)))
                                .toList())
                .forEach(cotangent -> Bodies.output(list, cotangent));
        return list.build().withoutDeadCode();
    }

    /** The tangents of results, given those of the operands of a condition; of none where no branch has any. */
    Branches jvp(Assignment z, List<@Nullable Register> ty) {
        boolean[] active = new boolean[operands.size()];
        Set<Register> dependent = new HashSet<>();
        for (int i = 0; i < active.length; i++) {
            active[i] = ty.get(1 + i) != null;
        }
        for (WengertList branch : List.of(then, otherwise)) {
            dependent.addAll(Bodies.dependents(branch, Samples.chosen(branch.inputs(), active), true));
        }
        List<Integer> reached = IntStream.range(0, z.results().size())
                .filter(i -> dependent.contains(then.outputs().get(i))
                        || dependent.contains(otherwise.outputs().get(i)))
                .boxed()
                .toList();
        List<Boolean> differing = new ArrayList<>(over);
        IntStream.range(0, active.length).filter(i -> active[i]).forEach(i -> differing.add(over.get(i)));
        Joint first = new Joint(then, active, active.length);
        Joint second = new Joint(otherwise, active, active.length);
        first.tangents(reached);
        second.tangents(reached);
        return new Branches(first.build(), second.build(), first.operands(z, ty, 1), differing, reached).pruned();
    }

    /** Without operands that neither branch reads. */
    Branches pruned() {
        Set<Register> read = new HashSet<>();
        for (WengertList branch : List.of(then, otherwise)) {
            read.addAll(Bodies.needed(branch.assignments(), branch.outputs()));
        }
        List<Integer> kept = IntStream.range(0, operands.size())
                .filter(i -> read.contains(then.inputs().get(i))
                        || read.contains(otherwise.inputs().get(i)))
                .boxed()
                .toList();
        return new Branches(
                reading(then, kept),
                reading(otherwise, kept),
                kept.stream().map(operands::get).toList(),
                kept.stream().map(over::get).toList(),
                of);
    }

    private static WengertList reading(WengertList branch, List<Integer> inputs) {
        Excerpt excerpt = new Excerpt(branch.name(), branch.catalogue());
        inputs.forEach(i -> excerpt.input(branch.inputs().get(i)));
        excerpt.write(branch.assignments());
        excerpt.outputs(branch.outputs());
        return excerpt.build();
    }

    /** The operands of a condition of these branches. */
    List<Register> behind(Register predicate) {
        List<Register> all = new ArrayList<>();
        all.add(predicate);
        all.addAll(operands);
        return all;
    }
}
