package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Arrays;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** The JMH benchmarks of this package. */
final class Microbenchmarks {
    static final String NAME = "jmh";

    private Microbenchmarks() {}

    /** @param arguments as JMH's own command line takes them */
    static void measure(Results results, String... arguments) throws RunnerException, CommandLineOptionException {
        var options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .shouldFailOnError(true)
                .build();
        for (RunResult result : new Runner(options).run()) {
            BenchmarkParams parameters = result.getParams();
            ObjectNode row = results.section(NAME).addObject();
            String name = parameters.getBenchmark();
            row.put("benchmark", name.substring(name.indexOf("bench.") + "bench.".length()));
            ObjectNode given = row.putObject("parameters");
            parameters.getParamsKeys().forEach(key -> given.put(key, parameters.getParam(key)));
            row.put("unit", result.getPrimaryResult().getScoreUnit());
            row.put("moreIsBetter", parameters.getMode().name().equals("Throughput"));
            row.set(
                    "score",
                    Results.json(Spread.of(samples(result.getPrimaryResult().getStatistics())), 1));
        }
        table(System.out, results);
    }

    /** The means of the iterations of all forks. */
    private static double[] samples(Statistics statistics) {
        double[] samples = new double[(int) statistics.getN()];
        var data = statistics.getRawData();
        for (int i = 0; data.hasNext() && i < samples.length; i++) {
            samples[i] = data.next().getKey();
        }
        Arrays.sort(samples);
        return samples;
    }

    /** One line for each benchmark. */
    static void table(PrintStream out, Results results) {
        Tables.tabulate(out, results, NAME, "| JMH benchmark | parameters | median | quartiles | unit |", row -> {
            JsonNode score = row.path("score");
            return "| %s | %s | %,.1f | %,.1f – %,.1f | %s |"
                    .formatted(
                            row.path("benchmark").asText(),
                            Tables.plain(row.path("parameters")),
                            score.path("median").asDouble(),
                            score.path("lowerQuartile").asDouble(),
                            score.path("upperQuartile").asDouble(),
                            row.path("unit").asText());
        });
    }
}
