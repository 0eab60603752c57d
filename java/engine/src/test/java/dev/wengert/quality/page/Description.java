package dev.wengert.quality.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said of an operator, taken apart: sentences that begin with {@code Operands:}, {@code Results:}, {@code Domain:} or
 * {@code Convention:} stand by themselves, the rest is what it computes.
 *
 * @param text what it computes
 * @param operands the names of the operands; none where nothing is said
 * @param results the names of the results; none where nothing is said
 * @param domains where it is defined
 * @param conventions what holds at kinks and jumps
 */
record Description(
        String text, List<String> operands, List<String> results, List<String> domains, List<String> conventions) {
    private static final Pattern MARKED = Pattern.compile("(Operands|Results|Domain|Convention): *(.*)");

    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=\\.) +(?=\\P{Ll})");

    static Description of(String body) {
        Description parts =
                new Description("", new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : body.split("\n\n", -1)) {
            String rest = parts.take(paragraph);
            if (!rest.isEmpty()) {
                paragraphs.add(rest);
            }
        }
        return new Description(
                String.join("\n\n", paragraphs), parts.operands, parts.results, parts.domains, parts.conventions);
    }

    /** Takes the marked sentences out of a paragraph. */
    private String take(String paragraph) {
        StringBuilder rest = new StringBuilder();
        for (String sentence : BETWEEN_SENTENCES.split(paragraph, -1)) {
            Matcher marked = MARKED.matcher(sentence);
            if (marked.matches()) {
                note(marked.group(1), marked.group(2));
            } else {
                rest.append(rest.isEmpty() ? "" : " ").append(sentence);
            }
        }
        return rest.toString();
    }

    private void note(String mark, String sentence) {
        switch (mark) {
            case "Domain" -> domains.add(sentence);
            case "Convention" -> conventions.add(sentence);
            case "Operands" -> operands.addAll(names(sentence));
            default -> results.addAll(names(sentence));
        }
    }

    private static List<String> names(String sentence) {
        return Arrays.stream(sentence.replaceAll("[`.]$|`", "").split(",", -1))
                .map(String::strip)
                .toList();
    }
}
