package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.function.Function;

/** Results as tables in Markdown. */
public final class Tables {
    private Tables() {}

    /**
     * A section as a table, or nothing if it has no rows.
     *
     * @param head {@code | of one | column and another |}
     * @param line a row as the same, or nothing where it is left out
     */
    public static void tabulate(
            PrintStream out, Results results, String section, String head, Function<JsonNode, String> line) {
        if (results.section(section).isEmpty()) {
            return;
        }
        head(out, head);
        for (JsonNode row : results.section(section)) {
            String text = line.apply(row);
            if (!text.isEmpty()) {
                out.println(text);
            }
        }
    }

    /** The head of a table, behind an empty line. */
    public static void head(PrintStream out, String head) {
        out.println();
        out.println(head);
        long columns = head.chars().filter(c -> c == '|').count() - 1;
        out.println("|" + "---|".repeat((int) columns));
    }

    /** The fields of an object in one line. */
    public static String plain(JsonNode object) {
        StringBuilder text = new StringBuilder();
        object.properties()
                .forEach(entry -> text.append(text.isEmpty() ? "" : ", ")
                        .append(entry.getKey())
                        .append(' ')
                        .append(entry.getValue().asText()));
        return text.toString();
    }
}
