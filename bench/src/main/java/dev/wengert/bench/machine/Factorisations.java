package dev.wengert.bench.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Ratio;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import dev.wengert.bench.Tables;
import java.io.IOException;
import java.io.PrintStream;

/** Cholesky, LU and triangular systems beside LAPACK and CBLAS of OpenBLAS. */
public final class Factorisations {
    /** The section of the results. */
    public static final String NAME = "factorisations";

    private Factorisations() {}

    /** Runs the driver of one type. */
    public static void measure(String driver, String libwengert, String libopenblas, int rounds, Results results)
            throws IOException {
        try (Driver factor = new Driver(driver, libwengert, libopenblas, Integer.toString(rounds))) {
            while (factor.hasNext()) {
                JsonNode line = factor.next();
                double[] hand = Driver.samples(line.path("variants").path(0));
                double[] lapack = Driver.samples(line.path("variants").path(1));
                ObjectNode row = results.section(NAME).addObject();
                for (String field : new String[] {"work", "dtype", "n", "batch"}) {
                    row.set(field, line.get(field));
                }
                row.set("microseconds", Results.json(Spread.of(hand), 1e-3));
                row.set("lapackMicroseconds", Results.json(Spread.of(lapack), 1e-3));
                row.set("timeAgainstLapack", Results.json(Ratio.of(hand, lapack)));
            }
        }
    }

    /** One line for each kind of work and size. */
    public static void table(PrintStream out, Results results) {
        Tables.tabulate(
                out,
                results,
                NAME,
                "| factorisation | type | n × batch | µs | LAPACK: µs | time against LAPACK |",
                row -> "| %s | %s | %d × %d | %,.0f | %,.0f | %s |"
                        .formatted(
                                row.path("work").asText(),
                                row.path("dtype").asText(),
                                row.path("n").asInt(),
                                row.path("batch").asInt(),
                                row.path("microseconds").path("median").asDouble(),
                                row.path("lapackMicroseconds").path("median").asDouble(),
                                Results.text(row.path("timeAgainstLapack"))));
    }
}
