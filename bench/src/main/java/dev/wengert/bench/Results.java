package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.workload.Seed;
import dev.wengert.runtime.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a run of benchmarks found, and on what: the content of a file in bench/results. */
public final class Results {
    /** The section that says of which files results were read. */
    static final String FILES = "files";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();

    /** Describes the machine. */
    Results(String revision) {
        Machine machine = Machine.current();
        root.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        root.put("revision", revision);
        root.put("seed", Seed.VALUE);
        root.putObject("machine")
                .put("processor", processor())
                .put("processors", machine.processors())
                .put("platform", machine.platform())
                .put(
                        "system",
                        System.getProperty("os.name") + " "
                                + System.getProperty("os.version").replaceFirst("^(\\d+\\.\\d+).*", "$1"))
                .put("isa", machine.isa())
                .put("loadAverage", load());
        root.putObject("versions")
                .put("wengert", machine.version())
                .put("blas", machine.blas())
                .put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    private Results(List<Path> files) throws IOException {
        ObjectNode versions = JSON.createObjectNode();
        for (Path file : files) {
            ObjectNode read = (ObjectNode) JSON.readTree(file.toFile());
            versions.setAll((ObjectNode) read.path("versions"));
            section(FILES)
                    .addObject()
                    .put("file", file.getFileName().toString())
                    .put("date", read.path("date").asText())
                    .put("revision", read.path("revision").asText())
                    .put("loadAverage", read.path("machine").path("loadAverage").asDouble());
            root.setAll(read);
        }
        root.set("versions", versions);
    }

    /** The sections of several files, with the versions of all; where two have the same section, that of the latter. */
    static Results read(List<Path> files) throws IOException {
        return new Results(files);
    }

    /** The rows of a section; empty at first. */
    public ArrayNode section(String name) {
        return root.withArray("/" + name);
    }

    /** Everything. */
    public ObjectNode root() {
        return root;
    }

    /** Writes one row of a section on each line. */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("{");
        String separator = "\n";
        for (var entry : root.properties()) {
            text.append(separator)
                    .append("  ")
                    .append(JSON.writeValueAsString(entry.getKey()))
                    .append(": ");
            if (entry.getValue() instanceof ArrayNode rows) {
                text.append('[');
                String comma = "\n    ";
                for (var row : rows) {
                    text.append(comma).append(JSON.writeValueAsString(row));
                    comma = ",\n    ";
                }
                text.append("\n  ]");
            } else {
                text.append(JSON.writeValueAsString(entry.getValue()));
            }
            separator = ",\n";
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text.append("\n}\n"));
    }

    /** An empty object. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * All four numbers.
     *
     * @param unit what the samples are multiplied by
     */
    public static ObjectNode json(Spread spread, double unit) {
        return JSON.createObjectNode()
                .put("median", rounded(spread.median() * unit))
                .put("bestTenth", rounded(spread.bestTenth() * unit))
                .put("lowerQuartile", rounded(spread.lowerQuartile() * unit))
                .put("upperQuartile", rounded(spread.upperQuartile() * unit));
    }

    /** All three numbers. */
    public static ObjectNode json(Ratio ratio) {
        return JSON.createObjectNode()
                .put("median", rounded(ratio.median()))
                .put("low", rounded(ratio.low()))
                .put("high", rounded(ratio.high()));
    }

    /** A ratio of the results as people read it, with its interval. */
    public static String text(JsonNode ratio) {
        return number(ratio.path("median")) + " [" + number(ratio.path("low")) + ", " + number(ratio.path("high"))
                + "]";
    }

    private static String number(JsonNode number) {
        double value = number.asDouble();
        return (value >= 0.1 ? "%.2f" : value >= 0.01 ? "%.3f" : "%.4f").formatted(value);
    }

    /** Four significant digits: what lies behind is noise. */
    private static double rounded(double value) {
        return Double.parseDouble("%.3e".formatted(value));
    }

    /** A number of bytes as people write it. */
    public static String bytes(double bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB"};
        int unit = 0;
        double number = bytes;
        while (number >= 1024 && unit < units.length - 1) {
            number /= 1024;
            unit++;
        }
        return (number == Math.rint(number) ? "%.0f %s" : "%.1f %s").formatted(number, units[unit]);
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
