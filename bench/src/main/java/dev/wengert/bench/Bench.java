package dev.wengert.bench;

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
import dev.wengert.bench.peers.Peers;
import dev.wengert.tensor.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What bench/run calls, which says where files lie by system properties. */
final class Bench {
    private static final int ROUNDS = 31;
    private static final int QUICK_ROUNDS = 15;
    private static final int FEW_ROUNDS = 7;

    private final List<String> options;
    private final Results results = new Results(System.getProperty("bench.revision", "unknown"));

    private Bench(List<String> options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = Arrays.asList(arguments).subList(1, arguments.length);
        if (arguments[0].equals("report")) {
            Report.write(
                    Results.read(options.stream().map(Path::of).toList()),
                    path("bench.target").resolve("report"));
            return;
        }
        new Bench(options).run(arguments[0]);
    }

    private void run(String what) throws Exception {
        switch (what) {
            case "quick" -> quick();
            case "jmh" -> Microbenchmarks.measure(results, options.toArray(String[]::new));
            case "steps" -> Steps.measure(2, results);
            case "engine" -> engine(results, 15);
            case "cost" -> GradientCost.measure(results, 2);
            case "products" -> products(rounds());
            case "kernels" -> {
                machine(rounds());
                products(rounds());
            }
            case "limits" -> limits(rounds());
            case "profile" -> Profile.measure(results);
            case "gradbench" ->
                GradBench.measure(
                        path("bench.target").resolveSibling("gradbench/tool"), options, results, path("bench.results"));
            case "peers" -> {
                String only = options.stream()
                        .filter(option -> !option.startsWith("--"))
                        .findFirst()
                        .orElse("");
                new Peers(path("bench.target"), isShort(), only, results, path("bench.results")).measure();
            }
            default -> throw new IllegalArgumentException("unknown benchmark " + what);
        }
        Path file = path("bench.results");
        results.write(file);
        System.out.println();
        System.out.println("written to " + file);
    }

    /** Everything that needs no other library, with the time that each part took, so that it stays below ten minutes. */
    private void quick() throws Exception {
        timed("limits and kernels", () -> machine(QUICK_ROUNDS));
        timed("products", () -> products(QUICK_ROUNDS));
        timed("JMH", () -> Microbenchmarks.measure(results, "-v", "SILENT", "-f", "1", "-i", "5"));
        timed("steps", () -> Steps.measure(2, results));
        timed("profile", () -> Profile.measure(results));
        timed("cost", () -> GradientCost.measure(results, 0.3));
        timed("engine", () -> engine(results, 5));
    }

    private interface Part {
        void run() throws Exception;
    }

    private static void timed(String name, Part part) throws Exception {
        long start = System.nanoTime();
        part.run();
        System.err.printf("%s: %.0f s%n", name, (System.nanoTime() - start) * 1e-9);
    }

    private boolean isShort() {
        return options.contains("--short");
    }

    private static void engine(Results results, int rounds) throws Exception {
        ListLength.measure(results, rounds);
        Start.measure(results, rounds);
        Allocation.measure(results);
        PeakMemory.measure(results);
    }

    private int rounds() {
        return isShort() ? FEW_ROUNDS : ROUNDS;
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property));
    }

    private static String driver(String name) {
        return path("bench.native").resolve(name).toString();
    }

    private static String libwengert() {
        return System.getProperty("bench.libwengert");
    }

    private void limits(int rounds) throws Exception {
        Limits.measure(driver("limits"), libwengert(), rounds, results);
    }

    private void machine(int rounds) throws Exception {
        limits(rounds);
        Sweep.measure(driver("sweep"), libwengert(), rounds, results);
        for (String dtype : List.of("f32", "f64")) {
            Factorisations.measure(
                    driver("factor_" + dtype), libwengert(), System.getProperty("bench.libopenblas"), rounds, results);
            VectorMaths.measure(driver("maths_" + dtype), libwengert(), rounds, results);
        }
        Report.kernels(System.out, results);
    }

    private void products(int rounds) throws Exception {
        for (DType dtype : List.of(DType.F32, DType.F64)) {
            List<String> command = new ArrayList<>(
                    List.of(driver("gemm_" + dtype), libwengert(), System.getProperty("bench.libopenblas")));
            String mkl = System.getProperty("bench.libmkl", "");
            if (!mkl.isEmpty()) {
                command.add(mkl);
            }
            Products.measure(dtype, command, 1, rounds, results);
            Products.measure(dtype, command, 2, rounds, results);
        }
        ProductTable.print(System.out, results);
    }
}
