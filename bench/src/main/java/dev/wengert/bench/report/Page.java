package dev.wengert.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.bench.Results;
import dev.wengert.bench.Titles;
import dev.wengert.bench.machine.Limits;
import dev.wengert.bench.machine.Sweep;
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

    private final Results results;
    private final Map<String, String> plots = new LinkedHashMap<>();

    private Page(Results results) {
        this.results = results;
    }

    /**
     * Writes {@code index.html} and the plots into a folder.
     *
     * @param tables as Markdown has them
     */
    public static void write(Results results, String tables, Path folder) throws IOException {
        Page page = new Page(results);
        page.draw();
        Files.createDirectories(folder);
        StringBuilder html = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="en"><meta charset="utf-8"><title>Wengert: benchmarks</title>
            <style>
            body { font: 14px/1.4 sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; color: #222 }
            table { border-collapse: collapse; margin: 1.5em 0 } td, th { border: 1px solid #ccc; padding: .2em .6em }
            tr:nth-child(even) { background: #f6f6f6 } svg { max-width: 100%; height: auto; display: block; margin: 1em 0 }
            </style>
            <h1>Wengert: benchmarks</h1>
            """);
        for (var plot : page.plots.entrySet()) {
            Files.writeString(folder.resolve(plot.getKey() + ".svg"), plot.getValue());
            html.append(plot.getValue());
        }
        html.append(Markdown.toHtml(tables)).append("</html>\n");
        Files.writeString(folder.resolve("index.html"), html);
    }

    private void draw() {
        bandwidth();
        kernels();
        for (String section : List.of(Peers.TRAINING, Peers.CHAINS)) {
            peers(section, "timeOfOurs", "how many times as long it takes as Wengert");
        }
        peers(Peers.LATENCIES, "medianOfOurs", "median latency, how many times ours");
        peers(Peers.LATENCIES, "p99.9OfOurs", "99.9th percentile of latency, how many times ours");
    }

    private void bandwidth() {
        Map<Integer, Curves> byThreads = new LinkedHashMap<>();
        for (JsonNode row : results.section(Limits.NAME)) {
            if (row.path("limit").asText().equals("bandwidth")) {
                int threads = row.path("threads").asInt();
                byThreads
                        .computeIfAbsent(threads, count -> new Curves("Bandwidth, threads: " + count, "GB/s"))
                        .add(row.path("variant").asText(), row.path("bytes").asDouble(), Limits.rate(row));
            }
        }
        byThreads.forEach((threads, curves) -> plots.put("bandwidth-" + threads, curves.draw(Results::bytes)));
    }

    private void kernels() {
        Set<String> names = new LinkedHashSet<>();
        results.section(Sweep.NAME).forEach(row -> names.add(row.path("family").asText()));
        List<String> families = List.copyOf(names);
        for (int from = 0; from < families.size(); from += CURVES_IN_A_PLOT) {
            List<String> some = families.subList(from, Math.min(families.size(), from + CURVES_IN_A_PLOT));
            Curves curves = new Curves("Kernels, one thread", "part of the roofline");
            for (JsonNode row : results.section(Sweep.NAME)) {
                if (some.contains(row.path("family").asText())) {
                    curves.add(
                            row.path("family").asText(),
                            row.path("bytes").asDouble(),
                            Math.max(1e-3, row.path("ofRoofline").asDouble()));
                }
            }
            plots.put("kernels-" + (from / CURVES_IN_A_PLOT + 1), curves.draw(Results::bytes));
        }
    }

    /** A plot for each library. */
    private void peers(String section, String ratio, String title) {
        Map<String, Bars> byLibrary = new LinkedHashMap<>();
        for (JsonNode row : results.section(section)) {
            String library = row.path("library").asText();
            if (row.has(ratio) && !library.equals(Peers.OURS)) {
                JsonNode ours = row.path(ratio);
                byLibrary
                        .computeIfAbsent(library, name -> new Bars(name + ": " + title))
                        .add(
                                Titles.of(row),
                                1 / ours.path("median").asDouble(),
                                1 / ours.path("high").asDouble(),
                                1 / ours.path("low").asDouble());
            }
        }
        byLibrary.forEach((library, bars) ->
                plots.put((section + "-" + library + "-" + ratio).replaceAll("[^A-Za-z0-9]+", "-"), bars.draw()));
    }
}
