package dev.wengert.list;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws a list as a graph: a node for each declared register and each assignment, an arrow for each operand. */
final class Drawing {
    private final WengertList list;
    private final Map<Register, String> nodes = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private Drawing(WengertList list) {
        this.list = list;
        int n = 0;
        for (Register register : list.declarations()) {
            nodes.put(register, "n" + n++);
        }
        for (Assignment assignment : list.assignments()) {
            String node = "n" + n++;
            assignment.results().forEach(result -> nodes.put(result, node));
        }
    }

    static String dot(WengertList list) {
        Drawing drawing = new Drawing(list);
        drawing.line("digraph \"" + list.name() + "\" {");
        drawing.line("  node [shape=box, fontname=monospace];");
        drawing.write(
                (register, node) -> "  " + node + " [label=\"" + register + "\", shape=ellipse];",
                (assignment, node) ->
                        "  " + node + " [label=\"" + label(assignment, "\\n") + "\", class=" + part(assignment) + "];",
                arrow -> "  " + arrow.from() + " -> " + arrow.to() + (arrow.isUpdate() ? " [style=dashed];" : ";"));
        drawing.list.outputs().forEach(output -> drawing.line("  " + drawing.nodes.get(output) + " [peripheries=2];"));
        return drawing.line("}");
    }

    static String mermaid(WengertList list) {
        Drawing drawing = new Drawing(list);
        drawing.line("flowchart TD");
        drawing.write(
                (register, node) -> "  " + node + "([\"" + register + "\"])",
                (assignment, node) -> "  " + node + "[\"" + label(assignment, "<br/>") + "\"]:::" + part(assignment),
                arrow -> "  " + arrow.from() + (arrow.isUpdate() ? " -.-> " : " --> ") + arrow.to());
        return drawing.text.toString();
    }

    private interface Node<T> {
        String draw(T what, String name);
    }

    private record Arrow(String from, String to, boolean isUpdate) {}

    private void write(Node<Register> declared, Node<Assignment> assigned, Function<Arrow, String> arrows) {
        list.declarations().forEach(register -> line(declared.draw(register, node(register))));
        for (Assignment assignment : list.assignments()) {
            line(assigned.draw(assignment, node(assignment.result())));
            assignment
                    .operands()
                    .forEach(operand -> line(arrows.apply(new Arrow(node(operand), node(assignment.result()), false))));
        }
        list.updates().forEach((parameter, next) -> line(arrows.apply(new Arrow(node(next), node(parameter), true))));
    }

    private String node(Register register) {
        return String.valueOf(nodes.get(register));
    }

    private String line(String line) {
        return text.append(line).append('\n').toString();
    }

    private static String label(Assignment assignment, String newLine) {
        return assignment.results().stream().map(Register::toString).collect(Collectors.joining(newLine))
                + newLine
                + assignment.operator().name();
    }

    private static String part(Assignment assignment) {
        return assignment.part().name().toLowerCase(Locale.ROOT);
    }
}
