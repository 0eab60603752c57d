package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.machine.Driver;
import dev.wengert.schedule.Instruction;
import dev.wengert.schedule.MemoryUse;
import dev.wengert.schedule.Planner;
import dev.wengert.tensor.DType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Products of matrices as the engine plans them, with a BLAS and without one, beside one CBLAS call on the whole matrices. The
 * instructions are the planner's; the driver in bench/native runs and times them.
 */
public final class Products {
    /** The section of the results. */
    public static final String NAME = "products";

    /** Ours, and its time as a part of OpenBLAS's and of MKL's, each on one thread and with whole matrices. */
    public static final String ENGINE = "engine";

    /** See {@link #ENGINE}. */
    public static final String AGAINST_OPENBLAS = "timeAgainstPlain";

    /** See {@link #ENGINE}. */
    public static final String AGAINST_MKL = "timeAgainstMkl";

    static final String PLAIN = "plain";
    static final String WITHOUT_BLAS = "engine without BLAS";
    static final String MKL = "MKL";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Products() {}

    /**
     * Times all products in one type.
     *
     * @param command the driver for that type and the libraries that it opens; a fourth word is MKL
     */
    static void measure(DType dtype, List<String> command, int threads, int rounds, Results results)
            throws IOException {
        boolean hasMkl = command.size() > 3;
        try (Driver driver = new Driver(command.toArray(String[]::new))) {
            for (Product product : Product.ALL) {
                Map<String, String> variants = variants(product, dtype);
                if (hasMkl && threads == 1) {
                    variants.put(MKL, "mkl");
                }
                JsonNode answer = driver.ask(line(product, threads, rounds, variants));
                results.section(NAME).add(row(product, dtype, threads, variants, answer));
            }
        }
    }

    /** The names of variants with their descriptions for the driver. */
    private static Map<String, String> variants(Product product, DType dtype) {
        Map<String, String> variants = new LinkedHashMap<>();
        variants.put(PLAIN, PLAIN);
        variants.put(ENGINE, variant(product, dtype, 1));
        variants.put(WITHOUT_BLAS, variant(product, dtype, 0));
        return variants;
    }

    /**
     * What the driver is to do as the planner would. A product may be planned as the transpose of another, which is then
     * transposed.
     *
     * @param blas the address of CBLAS as the planner sees it; 0 is none
     */
    private static String variant(Product product, DType dtype, long blas) {
        List<Instruction> planned = Planner.plan(Workloads.product(product, dtype), MemoryUse.PLANNED, routine -> blas)
                .instructions();
        Instruction multiplies = planned.get(0);
        boolean isTurned = planned.size() == 2 && planned.get(1).kernel().startsWith("transpose_");
        if (!multiplies.kernel().startsWith("gemm_") || planned.size() > (isTurned ? 2 : 1)) {
            throw new IllegalStateException("the driver knows no such plan: " + planned);
        }
        String kernel = isTurned ? "turned" : multiplies.kernel().startsWith("gemm_blas_") ? "blas" : "hand";
        String tile = ":" + multiplies.sizes().get(4) + ":" + multiplies.sizes().get(5);
        return kernel + tile + (isTurned ? ":" + planned.get(1).tiles() : "");
    }

    private static String line(Product p, int threads, int rounds, Map<String, String> variants) {
        int flags = (p.transposeX() ? 1 : 0) | (p.transposeY() ? 2 : 0);
        List<String> words = new ArrayList<>();
        for (long number : new long[] {p.m(), p.n(), p.k(), flags, p.batch(), threads, rounds}) {
            words.add(Long.toString(number));
        }
        words.addAll(variants.values());
        return String.join(" ", words) + "\n";
    }

    private static ObjectNode row(Product p, DType dtype, int threads, Map<String, String> variants, JsonNode answer) {
        ObjectNode row = JSON.createObjectNode()
                .put("where", p.where())
                .put("shape", p.shape())
                .put("dtype", dtype.toString())
                .put("threads", threads)
                .put("operations", p.operations());
        ObjectNode found = row.putObject("variants");
        double[] plain = Driver.samples(answer.path("variants").path(0));
        int index = 0;
        for (var variant : variants.entrySet()) {
            double[] times = Driver.samples(answer.path("variants").path(index++));
            ObjectNode measured = found.putObject(variant.getKey());
            measured.put("how", variant.getValue());
            measured.set("microseconds", Results.json(Spread.of(times), 1e-3));
            measured.set(AGAINST_OPENBLAS, Results.json(Ratio.of(times, plain)));
            if (variants.containsKey(MKL)) {
                double[] mkl = Driver.samples(answer.path("variants").path(variants.size() - 1));
                measured.set(AGAINST_MKL, Results.json(Ratio.of(times, mkl)));
            }
        }
        return row;
    }
}
