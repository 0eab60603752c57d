package dev.wengert.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Products;
import dev.wengert.bench.Results;
import dev.wengert.bench.Titles;
import dev.wengert.bench.cost.ListLength;
import dev.wengert.bench.machine.Limits;
import dev.wengert.bench.machine.Sweep;
import dev.wengert.bench.machine.VectorMaths;
import dev.wengert.bench.peers.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plots of results, each a file, and all of them with the tables in one page of HTML. */
public final class Page {
    private static final int CURVES_IN_A_PLOT = 9;
    private static final long FUNCTION_BYTES = 512 << 10;

    private final Results results;
    private final Map<String, Map<String, String>> plots = new LinkedHashMap<>();

    private Page(Results results) {
        this.results = results;
    }

    /** Writes {@code index.html}, and each section and each plot as a file of its own, into a folder. */
    public static void write(Results results, List<Section> sections, Path folder) throws IOException {
        Page page = new Page(results);
        page.draw();
        Files.createDirectories(folder);
        StringBuilder html = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="en"><meta charset="utf-8"><title>Wengert: benchmarks</title>
            <style>
            body { font: 14px/1.4 sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #222 }
            div { overflow-x: auto } table { border-collapse: collapse; margin: 1.5em 0; font-size: 12px }
            td, th { border: 1px solid #ccc; padding: .2em .6em; text-align: left; white-space: nowrap }
            tr:nth-child(even) { background: #f6f6f6 } svg { max-width: 100%; height: auto; display: block; margin: 1em 0 }
            </style>
            <h1>Wengert: benchmarks</h1>
            """);
        for (Section section : sections) {
            String markdown = section.markdown(results);
            if (!markdown.isEmpty()) {
                Files.writeString(folder.resolve(section.name() + ".md"), markdown);
                html.append("<h2>").append(Svg.escaped(section.title())).append("</h2>\n");
                for (var plot :
                        page.plots.getOrDefault(section.name(), Map.of()).entrySet()) {
                    Files.writeString(folder.resolve(plot.getKey() + ".svg"), plot.getValue());
                    html.append(plot.getValue());
                }
                html.append("<div>")
                        .append(Markdown.toHtml(markdown.substring(markdown.indexOf('\n'))))
                        .append("</div>\n");
            }
        }
        Files.writeString(folder.resolve("index.html"), html.append("</html>\n"));
    }

    private void add(String section, String name, String plot) {
        plots.computeIfAbsent(section, key -> new LinkedHashMap<>()).put(name.replaceAll("[^A-Za-z0-9]+", "-"), plot);
    }

    private void draw() {
        bandwidth();
        kernels();
        functions();
        products("OpenBLAS", Products.AGAINST_OPENBLAS);
        products("MKL", Products.AGAINST_MKL);
        lengths();
        peers(Peers.TRAINING, "training", "timeOfOurs", "training steps, time as a multiple of Wengert's");
        peers(Peers.CHAINS, "chains", "timeOfOurs", "ten elementwise operators, time as a multiple of Wengert's");
        peers(Peers.LATENCIES, "inference", "medianOfOurs", "median latency as a multiple of Wengert's");
        peers(Peers.LATENCIES, "inference", "p99.9OfOurs", "99.9th percentile of latency as a multiple of Wengert's");
    }

    private void bandwidth() {
        Map<Integer, Curves> byThreads = new LinkedHashMap<>();
        for (JsonNode row : results.section(Limits.NAME)) {
            if (row.path("limit").asText().equals("bandwidth")) {
                int threads = row.path("threads").asInt();
                byThreads
                        .computeIfAbsent(
                                threads,
                                count -> new Curves(
                                        "Bandwidth in GB/s, " + count + (count == 1 ? " thread" : " threads"),
                                        "all arrays together"))
                        .add(row.path("variant").asText(), row.path("bytes").asDouble(), Limits.rate(row));
            }
        }
        byThreads.forEach((threads, curves) -> add("limits", "bandwidth-" + threads, curves.draw(Results::bytes, 16)));
    }

    private void kernels() {
        Set<String> names = new LinkedHashSet<>();
        results.section(Sweep.NAME).forEach(row -> names.add(row.path("family").asText()));
        List<String> families = List.copyOf(names);
        for (int from = 0; from < families.size(); from += CURVES_IN_A_PLOT) {
            List<String> some = families.subList(from, Math.min(families.size(), from + CURVES_IN_A_PLOT));
            Curves curves =
                    new Curves("Kernels on one thread, as a part of the roofline", "operands and results together");
            for (JsonNode row : results.section(Sweep.NAME)) {
                if (some.contains(row.path("family").asText())) {
                    curves.add(
                            row.path("family").asText(),
                            row.path("bytes").asDouble(),
                            Math.max(1e-3, row.path("ofRoofline").asDouble()));
                }
            }
            add("kernels", "kernels-" + (from / CURVES_IN_A_PLOT + 1), curves.draw(Results::bytes, 16));
        }
    }

    /** A plot for each library, of the middle size. */
    private void functions() {
        Map<String, Bars> byLibrary = new LinkedHashMap<>();
        for (JsonNode row : results.section(VectorMaths.NAME)) {
            if (row.path("bytes").asLong() == FUNCTION_BYTES) {
                row.path("variants").properties().forEach(variant -> {
                    if (!variant.getKey().equals(VectorMaths.OURS)) {
                        String title = variant.getKey() + ": elementary functions of " + Results.bytes(FUNCTION_BYTES)
                                + ", time as a multiple of Wengert's";
                        add(
                                byLibrary.computeIfAbsent(variant.getKey(), library -> new Bars(title)),
                                row.path("function").asText() + ", "
                                        + row.path("dtype").asText(),
                                variant.getValue().path("timeOfOurs"));
                    }
                });
            }
        }
        byLibrary.forEach((library, bars) -> add("functions", "functions-" + library, bars.draw()));
    }

    /** A plot for each type, on one thread. */
    private void products(String library, String ratio) {
        Map<String, Bars> byType = new LinkedHashMap<>();
        for (JsonNode row : results.section(Products.NAME)) {
            JsonNode ours = row.path("variants").path(Products.ENGINE).path(ratio);
            if (row.path("threads").asInt() == 1 && !ours.isMissingNode()) {
                String dtype = row.path("dtype").asText();
                add(
                        byType.computeIfAbsent(
                                dtype,
                                type -> new Bars(
                                        library + ": matrix products, " + type + ", time as a multiple of Wengert's")),
                        row.path("where").asText() + ", " + row.path("shape").asText(),
                        ours);
            }
        }
        byType.forEach((dtype, bars) -> add("products", "products-" + library + "-" + dtype, bars.draw()));
    }

    private void lengths() {
        Curves curves = new Curves("Lists: µs for each assignment", "assignments before the gradient");
        for (JsonNode row : results.section(ListLength.NAME)) {
            for (String stage : ListLength.STAGES) {
                curves.add(
                        stage,
                        row.path("assignments").asDouble(),
                        row.path(stage).path("median").asDouble());
            }
        }
        if (!curves.isEmpty()) {
            add("engine", "lists", curves.draw("%,.0f"::formatted, 10));
        }
    }

    /** A plot for each library and number of threads. */
    private void peers(String rows, String section, String ratio, String title) {
        Map<String, Bars> plotted = new LinkedHashMap<>();
        for (JsonNode row : results.section(rows)) {
            String library = row.path("library").asText();
            if (row.has(ratio) && !library.equals(Peers.OURS)) {
                int threads = row.path("threads").asInt(1);
                String on = threads == 1 ? " on one thread" : " on " + threads + " threads";
                ObjectNode workload = row.deepCopy();
                add(
                        plotted.computeIfAbsent(library + "-" + threads, name -> new Bars(library + on + ": " + title)),
                        Titles.of(workload.without("threads")),
                        row.path(ratio));
            }
        }
        String part = ratio.startsWith("p99.9") ? "-p99-9" : "";
        plotted.forEach((name, bars) -> add(section, section + "-" + name + part, bars.draw()));
    }

    /** @param ours our time as a part of the other's */
    private static void add(Bars bars, String label, JsonNode ours) {
        bars.add(
                label,
                1 / ours.path("median").asDouble(),
                1 / ours.path("high").asDouble(),
                1 / ours.path("low").asDouble());
    }
}
