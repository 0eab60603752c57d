package dev.wengert.bench;

import dev.wengert.bench.cost.Allocation;
import dev.wengert.bench.cost.GradientCost;
import dev.wengert.bench.cost.ListLength;
import dev.wengert.bench.cost.Start;
import dev.wengert.bench.gradbench.GradBench;
import dev.wengert.bench.peers.Peers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What bench/run calls, which says where files lie by system properties. */
final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        String what = arguments[0];
        Results results = new Results(System.getProperty("bench.revision", "unknown"));
        switch (what) {
            case "quick" -> {
                Microbenchmarks.measure(results, "-v", "SILENT", "-f", "2", "-i", "5");
                Steps.measure(2, results);
                products(results);
                Steps.profile(results);
                GradientCost.measure(results, 0.3);
                engine(results, 5);
            }
            case "jmh" -> Microbenchmarks.measure(results, Arrays.copyOfRange(arguments, 1, arguments.length));
            case "steps" -> Steps.measure(2, results);
            case "engine" -> engine(results, 15);
            case "cost" -> GradientCost.measure(results, 2);
            case "products" -> products(results);
            case "profile" -> Steps.profile(results);
            case "peers" -> peers(Arrays.asList(arguments).subList(1, arguments.length), results);
            case "gradbench" ->
                GradBench.measure(
                        Path.of(System.getProperty("bench.target")).resolveSibling("gradbench/tool"),
                        Arrays.asList(arguments).subList(1, arguments.length),
                        results);
            case "report" -> {
                Tables.all(System.out, Results.read(Path.of(arguments[1])));
                return;
            }
            default -> throw new IllegalArgumentException("unknown benchmark " + what);
        }
        Path file = Path.of(System.getProperty("bench.results"));
        results.write(file);
        System.out.println();
        System.out.println("written to " + file);
    }

    /** @param options {@code --short}, and part of the titles of what is to run */
    private static void peers(List<String> options, Results results) throws Exception {
        String only = options.stream()
                .filter(option -> !option.startsWith("--"))
                .findFirst()
                .orElse("");
        new Peers(Path.of(System.getProperty("bench.target")), options.contains("--short"), only, results).measure();
    }

    private static void engine(Results results, int rounds) throws Exception {
        ListLength.measure(results, rounds);
        Start.measure(results, rounds);
        Allocation.measure(results);
    }

    private static void products(Results results) throws Exception {
        var driver = new Products.Driver(
                System.getProperty("bench.driver"),
                System.getProperty("bench.libwengert"),
                System.getProperty("bench.libcblas"));
        Products.measure(driver, 1, results);
        Products.measure(driver, 2, results);
        Tables.products(System.out, results);
    }
}
