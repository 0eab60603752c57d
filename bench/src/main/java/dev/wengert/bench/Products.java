package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.schedule.Instruction;
import dev.wengert.schedule.MemoryUse;
import dev.wengert.schedule.Planner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Products of matrices as the engine plans them, with a BLAS and without one, beside one CBLAS call on the whole matrices. The
 * instructions are the planner's; the driver in bench/native runs and times them.
 */
final class Products {
    static final String NAME = "products";

    static final String PLAIN = "plain";
    static final String ENGINE = "engine";
    static final String WITHOUT_BLAS = "engine without BLAS";

    private static final int ROUNDS = 31;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Products() {}

    /** Where the driver and what it opens lie. */
    record Driver(String program, String libwengert, String libcblas) {}

    static void measure(Driver driver, int threads, Results results) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(driver.program(), driver.libwengert(), driver.libcblas())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer cases = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (Product product : Product.ALL) {
                Map<String, String> variants = variants(product);
                cases.write(line(product, threads, variants));
                cases.flush();
                String answer = answers.readLine();
                if (answer == null) {
                    throw new IOException("the driver " + driver.program() + " gave no answer for " + product);
                }
                results.section(NAME).add(row(product, threads, variants, JSON.readTree(answer)));
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("the driver " + driver.program() + " failed");
        }
    }

    /** The names of variants with their descriptions for the driver. */
    private static Map<String, String> variants(Product product) {
        Map<String, String> variants = new LinkedHashMap<>();
        variants.put(PLAIN, PLAIN);
        variants.put(ENGINE, variant(product, 1));
        variants.put(WITHOUT_BLAS, variant(product, 0));
        return variants;
    }

    /** @param blas the address of CBLAS as the planner sees it; 0 is none */
    private static String variant(Product product, long blas) {
        Instruction instruction =
                Planner.plan(Workloads.product(product), MemoryUse.PLANNED, routine -> blas).instructions().stream()
                        .filter(each -> each.kernel().startsWith("gemm_"))
                        .findFirst()
                        .orElseThrow();
        String kernel = instruction.kernel().startsWith("gemm_blas_") ? "blas" : "hand";
        return kernel + ":" + instruction.sizes().get(4) + ":"
                + instruction.sizes().get(5);
    }

    private static String line(Product p, int threads, Map<String, String> variants) {
        int flags = (p.transposeX() ? 1 : 0) | (p.transposeY() ? 2 : 0);
        List<String> words = new ArrayList<>();
        for (long number : new long[] {p.m(), p.n(), p.k(), flags, p.batch(), threads, ROUNDS}) {
            words.add(Long.toString(number));
        }
        words.addAll(variants.values());
        return String.join(" ", words) + "\n";
    }

    private static ObjectNode row(Product p, int threads, Map<String, String> variants, JsonNode answer) {
        ObjectNode row = JSON.createObjectNode()
                .put("where", p.where())
                .put("shape", p.shape())
                .put("dtype", "f32")
                .put("threads", threads)
                .put("operations", p.operations());
        ObjectNode found = row.putObject("variants");
        double[] plain = samples(answer, 0);
        int index = 0;
        for (var variant : variants.entrySet()) {
            double[] times = samples(answer, index++);
            ObjectNode measured = found.putObject(variant.getKey());
            measured.put("how", variant.getValue());
            measured.set("microseconds", Results.json(Spread.of(times), 1e-3));
            measured.set("timeAgainstPlain", Results.json(Ratio.of(times, plain)));
        }
        return row;
    }

    private static double[] samples(JsonNode answer, int variant) {
        JsonNode times = answer.path("variants").path(variant).path("nanoseconds");
        double[] samples = new double[times.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = times.get(i).asDouble();
        }
        return samples;
    }
}
