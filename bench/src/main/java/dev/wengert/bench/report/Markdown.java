package dev.wengert.bench.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tables, lists and paragraphs of Markdown are in HTML. */
final class Markdown {
    private Markdown() {}

    static String toHtml(String markdown) {
        StringBuilder html = new StringBuilder();
        String block = "";
        for (String line : markdown.lines().toList()) {
            String before = block;
            block = line.startsWith("|") ? "table" : line.startsWith("- ") ? "ul" : "";
            boolean isNew = !block.equals(before);
            if (isNew && !before.isEmpty()) {
                html.append("</").append(before).append(">\n");
            }
            if (isNew && !block.isEmpty()) {
                html.append('<').append(block).append(">\n");
            }
            if (block.equals("ul")) {
                html.append("<li>").append(Svg.escaped(line.substring(2))).append("</li>\n");
            } else if (block.equals("table") && !line.startsWith("|---")) {
                html.append(row(line, isNew ? "th" : "td"));
            } else if (block.isEmpty() && !line.isBlank()) {
                html.append("<p>").append(Svg.escaped(line)).append("</p>\n");
            }
        }
        return html.append(block.isEmpty() ? "" : "</" + block + ">\n").toString();
    }

    private static String row(String line, String cell) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Stream.of(inner.split("\\|", -1))
                .map(text -> "<" + cell + ">" + Svg.escaped(text.strip().replace("`", "")) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }
}
