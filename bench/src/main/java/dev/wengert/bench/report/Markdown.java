package dev.wengert.bench.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tables of Markdown are in HTML. */
final class Markdown {
    private Markdown() {}

    static String toHtml(String markdown) {
        StringBuilder html = new StringBuilder();
        boolean inTable = false;
        for (String line : markdown.lines().toList()) {
            boolean isRow = line.startsWith("|");
            if (isRow && !inTable) {
                html.append("<table>\n");
            } else if (!isRow && inTable) {
                html.append("</table>\n");
            }
            if (isRow && !line.startsWith("|---")) {
                html.append(row(line, inTable ? "td" : "th"));
            } else if (!isRow && !line.isBlank()) {
                html.append("<p>").append(Svg.escaped(line)).append("</p>\n");
            }
            inTable = isRow;
        }
        return html.append(inTable ? "</table>\n" : "").toString();
    }

    private static String row(String line, String cell) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Stream.of(inner.split("\\|", -1))
                .map(text -> "<" + cell + ">" + Svg.escaped(text.strip().replace("`", "")) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }
}
