package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.bench.cost.Allocation;
import dev.wengert.bench.cost.GradientCost;
import dev.wengert.bench.cost.ListLength;
import dev.wengert.bench.cost.PeakMemory;
import dev.wengert.bench.cost.Start;
import dev.wengert.bench.gradbench.GradBench;
import dev.wengert.bench.machine.Factorisations;
import dev.wengert.bench.machine.Limits;
import dev.wengert.bench.machine.Sweep;
import dev.wengert.bench.machine.VectorMaths;
import dev.wengert.bench.report.Page;
import dev.wengert.bench.report.PeerTables;
import dev.wengert.bench.report.Section;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** All that results have to say, in the order in which people ask. */
final class Report {
    private static final String PARTS =
            "Wengert's time as a part of each library's, with its interval: below 1 Wengert is faster.";

    private static final List<Section> SECTIONS = List.of(
            new Section("machine", "The machine", "", Report::machine),
            new Section("training", "Training steps", PARTS, PeerTables::training),
            new Section(
                    "inference",
                    "Latency of inference",
                    "Wengert's own in µs; beside it what part of each library's latency that is.",
                    PeerTables::latencies),
            new Section("chains", "Ten elementwise operators", PARTS, PeerTables::chains),
            new Section("footprint", "Footprint", "", PeerTables::footprints),
            new Section(
                    "products",
                    "Matrix products",
                    "As the engine plans and tiles them, beside one call of a BLAS on the whole matrices; medians, in"
                            + " parentheses what the best tenth reaches.",
                    ProductTable::print),
            new Section(
                    "functions",
                    "Elementary functions",
                    "One thread; below 1 Wengert is faster. Errors in units in the last place.",
                    VectorMaths::table),
            new Section(
                    "kernels",
                    "Kernels beside the roofline",
                    "One thread; the median, in parentheses which part of the bound the best tenth reaches.",
                    Sweep::table),
            new Section("factorisations", "Factorisations", "", Factorisations::table),
            new Section("limits", "The machine's limits", "", Limits::table),
            new Section("threads", "A training step on one thread and on two", "", Steps::table),
            new Section(
                    "gradients",
                    "What a gradient costs",
                    "Function and gradient against the function alone; theory's bound is 4.",
                    GradientCost::table),
            new Section("engine", "The engine", "", Report::engine),
            new Section("profile", "Where the time of a training step goes", "", Profile::table),
            new Section("gradbench", "GradBench", "Time of a run, without what is prepared.", GradBench::table));

    private Report() {}

    /** Writes it as files into the folder, and to the console. */
    static void write(Results results, Path folder) throws IOException {
        for (Section section : SECTIONS) {
            String text = section.markdown(results);
            if (!text.isEmpty()) {
                System.out.println(text);
            }
        }
        Page.write(results, SECTIONS, folder);
        System.out.println("the page with plots: " + folder.resolve("index.html"));
    }

    private static void machine(PrintStream out, Results results) {
        JsonNode machine = results.root().path("machine");
        out.println("- " + machine.path("processor").asText() + ", processors: "
                + machine.path("processors").asInt() + ", kernel set "
                + machine.path("isa").asText());
        out.println("- " + machine.path("system").asText() + ", "
                + machine.path("platform").asText());
        results.root()
                .path("versions")
                .properties()
                .forEach(version -> out.println(
                        "- " + version.getKey() + ": " + version.getValue().asText()));
        Tables.tabulate(
                out,
                results,
                Results.FILES,
                "| results | of | revision | load when it began |",
                row -> "| %s | %s | %s | %.1f |"
                        .formatted(
                                row.path("file").asText(),
                                row.path("date").asText(),
                                row.path("revision").asText(),
                                row.path("loadAverage").asDouble()));
    }

    private static void engine(PrintStream out, Results results) {
        Microbenchmarks.table(out, results);
        ListLength.table(out, results);
        Start.table(out, results);
        Allocation.table(out, results);
        PeakMemory.table(out, results);
    }

    /** What the machine can do, and kernels beside it. */
    static void kernels(PrintStream out, Results results) {
        Limits.table(out, results);
        Sweep.table(out, results);
        VectorMaths.table(out, results);
        Factorisations.table(out, results);
    }
}
