package dev.wengert.bench.report;

import dev.wengert.bench.Results;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A part of a report.
 *
 * @param name of its file, and of what belongs to it
 * @param title its heading
 * @param reading how its figures are to be read
 * @param table what it consists of
 */
public record Section(String name, String title, String reading, Table table) {
    /** Writes Markdown, or nothing if the results have nothing of the kind. */
    public interface Table {
        /** Writes it. */
        void print(PrintStream out, Results results);
    }

    /** With its heading; empty if the results have nothing of the kind. */
    public String markdown(Results results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            table.print(out, results);
        }
        String text = bytes.toString(StandardCharsets.UTF_8).strip();
        String above = reading.isEmpty() ? "" : reading + "\n\n";
        return text.isEmpty() ? "" : "### " + title + "\n\n" + above + text + "\n";
    }
}
