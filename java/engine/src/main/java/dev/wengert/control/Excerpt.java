package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import java.util.Collection;

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
        builder.rewrite(assignment, copies);
        assignment.results().stream()
                .filter(original -> !original.builder().isGenerated(original.name()))
                .forEach(original -> copies.of(original).named(original.name()));
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
