package dev.wengert.list;

import java.util.Optional;
import java.util.function.Supplier;

/** How a builder writes assignments at the moment: as which part, from which source line, and whether always anew. */
final class Writing implements Vocabulary {
    private Part part = Part.PRIMAL;
    private Optional<SourceLine> source = Optional.empty();
    private boolean sourceGiven;
    private boolean reusing;

    /** As another builder writes now. */
    void continueFrom(Writing other) {
        part = other.part;
        source = other.source;
        sourceGiven = other.sourceGiven;
    }

    Part part() {
        return part;
    }

    void in(Part newPart) {
        part = newPart;
    }

    /** Whether an expression that stands in the list already is not written again. */
    boolean isReusing() {
        return reusing;
    }

    /** The line that was given, or that of the user's code which is running. */
    Optional<SourceLine> source() {
        return sourceGiven ? source : SourceLine.ofCaller();
    }

    void at(SourceLine line) {
        source = Optional.of(line);
        sourceGiven = true;
    }

    /** For messages: the line, behind a blank and "at". */
    String where() {
        return where(source());
    }

    static String where(Optional<SourceLine> line) {
        return line.map(at -> " at " + at).orElse("");
    }

    <T> T as(Part newPart, Supplier<T> body) {
        Part outer = part;
        boolean outerReusing = reusing;
        part = newPart;
        reusing = true;
        try {
            return body.get();
        } finally {
            part = outer;
            reusing = outerReusing;
        }
    }

    <T> T anew(Supplier<T> body) {
        boolean outer = reusing;
        reusing = false;
        try {
            return body.get();
        } finally {
            reusing = outer;
        }
    }

    <T> T from(Optional<SourceLine> line, Supplier<T> body) {
        Optional<SourceLine> outer = source;
        boolean outerGiven = sourceGiven;
        source = line;
        sourceGiven = true;
        try {
            return body.get();
        } finally {
            source = outer;
            sourceGiven = outerGiven;
        }
    }
}
