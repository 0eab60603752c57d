package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import java.util.Collection;
import java.util.List;

/** A list that is written from assignments of another, under the same names. */
final class Excerpt implements Vocabulary {
    private final ListBuilder builder;
    private final Copies copies = new Copies();

    Excerpt(String name, Catalogue catalogue) {
        builder = WengertList.builder(name, catalogue);
    }

    /** Lets a register of the other list be an input of this one. */
    void input(Register original) {
        copies.put(original, Bodies.input(builder, original.name(), original.type()));
    }

    void inputs(Collection<Register> originals) {
        originals.forEach(this::input);
    }

    /** Writes an assignment whose operands are here. */
    void write(Assignment assignment) {
        List<Register> operands = assignment.operands().stream().map(copies::of).toList();
        List<Register> results = builder.writing(
                assignment.part(),
                () -> builder.anew(
                        () -> builder.derivedFrom(assignment, () -> builder.apply(assignment.operator(), operands))));
        for (int i = 0; i < results.size(); i++) {
            Register original = assignment.result(i);
            copies.put(original, results.get(i));
            if (!original.builder().isGenerated(original.name())) {
                results.get(i).named(original.name());
            }
        }
    }

    void write(Collection<Assignment> assignments) {
        assignments.forEach(this::write);
    }

    void output(Register original) {
        Bodies.output(builder, copies.of(original));
    }

    void outputs(Collection<Register> originals) {
        originals.forEach(this::output);
    }

    WengertList build() {
        return builder.build();
    }
}
