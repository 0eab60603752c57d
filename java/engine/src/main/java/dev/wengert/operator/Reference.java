package dev.wengert.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The reference page of the standard catalogue, OPERATORS.md, entry by entry. */
public final class Reference {
    private static final String ENTRY = "\n### ";

    private static final String EXAMPLE = "\nExample: `";

    private Reference() {}

    /** What the page says of an operator, as Markdown: signature, formula, domain, types, derivatives. */
    public static Optional<String> of(String operator) {
        String page = page();
        String heading = ENTRY + operator + "\n";
        int begin = page.indexOf(heading);
        if (begin < 0) {
            return Optional.empty();
        }
        String rest = page.substring(begin + heading.length());
        int end = rest.indexOf("\n##");
        return Optional.of((end < 0 ? rest : rest.substring(0, end)).strip());
    }

    /** An example of an operator of the page, with types in place of operands: {@code sum(f64[2,3], axes=[1])}. */
    public static Optional<String> example(String operator) {
        return of(operator)
                .filter(entry -> entry.contains(EXAMPLE))
                .map(entry -> entry.substring(entry.indexOf(EXAMPLE) + EXAMPLE.length(), entry.lastIndexOf('`')));
    }

    private static String page() {
        try (InputStream in = Reference.class.getResourceAsStream("OPERATORS.md")) {
            if (in == null) {
                throw new IllegalStateException("OPERATORS.md is missing in " + Reference.class.getModule());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
