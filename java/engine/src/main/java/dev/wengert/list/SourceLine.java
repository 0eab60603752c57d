package dev.wengert.list;

import java.util.Optional;

/**
 * The place in a user's source that made an assignment.
 *
 * @param file the name of the file, without folders
 * @param line the line, from 1
 */
public record SourceLine(String file, int line) {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** The innermost frame of the calling thread that is not of a {@link Vocabulary}, if there is one with a line. */
    public static Optional<SourceLine> ofCaller() {
        return WALKER.walk(frames -> frames.filter(
                        frame -> !Vocabulary.class.isAssignableFrom(frame.getDeclaringClass())
                                && frame.getDeclaringClass() != SourceLine.class
                                && frame.getFileName() != null
                                && frame.getLineNumber() > 0)
                .findFirst()
                .map(frame -> new SourceLine(String.valueOf(frame.getFileName()), frame.getLineNumber())));
    }

    /** Such as {@code Mlp.java:42}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
