package dev.wengert.bench.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import dev.wengert.bench.Tables;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Machine;
import dev.wengert.schedule.Instruction;
import dev.wengert.schedule.Place;
import dev.wengert.schedule.Planner;
import dev.wengert.schedule.Schedule;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every family of kernels over operands from 16 bytes to 64 MB, as the engine plans them and a native driver runs them, on one
 * thread, beside the roofline (S. Williams et al., Communications of the ACM 52, 2009): no kernel can take less time than its
 * bytes at the machine's bandwidth for as much data, or than its operations.
 */
public final class Sweep {
    /** The section of the results. */
    public static final String NAME = "kernels";

    /** Sizes that a table has: within each cache, and beyond. */
    private static final double[] SHOWN = {16 << 10, 512 << 10, 8 << 20, 128 << 20};

    /** A size further from what is shown than this is not shown instead. */
    private static final double NEAR = Math.log(4);

    private static final long SMALLEST = 4;
    private static final long LARGEST = 16 << 20;
    private static final long STEP = 4;

    private Sweep() {}

    /** Runs all families; the limits must have been measured. */
    public static void measure(String driver, String libwengert, int rounds, Results results) throws IOException {
        String isa = Machine.current().isa();
        double operations = Limits.operations(results, "f32", isa);
        try (Driver sweep = new Driver(driver, libwengert)) {
            for (Family family : Family.ALL_OF_THEM) {
                long before = 0;
                for (long wanted = SMALLEST; wanted <= Math.min(LARGEST, family.most()); wanted *= STEP) {
                    long elements = Math.ceilDiv(wanted, family.unit()) * family.unit();
                    if (elements > before) {
                        measure(sweep, family, elements, rounds, operations, results);
                    }
                    before = elements;
                }
            }
        }
    }

    private static void measure(Driver sweep, Family family, long elements, int rounds, double peak, Results results)
            throws IOException {
        WengertList list = family.list(elements);
        JsonNode answer = sweep.ask(question(Planner.planWithBoundOutputs(list, routine -> 0), rounds));
        double bytes = Stream.concat(list.inputs().stream(), list.outputs().stream())
                .mapToDouble(register -> register.type().byteSize())
                .sum();
        double operations = family.operations().applyAsDouble(elements);
        Spread spread = Spread.of(Driver.samples(answer.path("variants").path(0)));
        double bound = Math.max(bytes / Limits.bandwidth(results, bytes), operations / peak);
        ObjectNode row = results.section(NAME).addObject();
        row.put("family", family.name())
                .put("elements", elements)
                .put("bytes", bytes)
                .put("operations", operations)
                .put("ofRoofline", Math.round(1000 * bound / spread.bestTenth()) / 1000.0);
        row.set("nanoseconds", Results.json(spread, 1));
    }

    /** The schedule as the driver reads it; bench/native/sweep.c says how. */
    private static String question(Schedule schedule, int rounds) {
        StringBuilder text = new StringBuilder("case ");
        words(text, rounds, 1, schedule.slabBytes());
        long[] constants = schedule.constants();
        text.append("constants ").append(constants.length).append(' ');
        for (long constant : constants) {
            words(text, constant);
        }
        text.append("slots ").append(schedule.places().size()).append('\n');
        for (Place place : schedule.places()) {
            words(text, area(place), place.offset(), place.bytes());
            text.append(place.register()
                            .map(each -> each.type().dtype().name())
                            .orElse("bytes")
                            .toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(place.register()
                            .filter(each -> schedule.list().inputs().contains(each))
                            .map(Family::bound)
                            .orElse(0L))
                    .append('\n');
        }
        instructions(text, "prologue", schedule.prologue());
        instructions(text, "instructions", schedule.instructions());
        return text.toString();
    }

    private static long area(Place place) {
        return switch (place.area()) {
            case BOUND -> 0;
            case KEPT, PLANNED -> 1;
            case CONSTANTS -> 2;
            case POINTER -> throw new IllegalArgumentException("the driver knows no loops: " + place);
        };
    }

    private static void instructions(StringBuilder text, String what, List<Instruction> instructions) {
        text.append(what).append(' ').append(instructions.size()).append('\n');
        for (Instruction instruction : instructions) {
            text.append(instruction.kernel()).append(' ');
            words(text, instruction.tiles(), instruction.buffers().size());
            instruction.buffers().forEach(buffer -> words(text, buffer.slot()));
            words(text, instruction.sizes().size());
            instruction.sizes().forEach(size -> words(text, size));
            words(text, instruction.scalars().size());
            instruction.scalars().forEach(scalar -> text.append(scalar).append(' '));
            text.append('\n');
        }
    }

    private static void words(StringBuilder text, long... numbers) {
        for (long number : numbers) {
            text.append(number).append(' ');
        }
    }

    /** A line for each family with some of its sizes; the median rate, and in parentheses which part of the roofline the best tenth is. */
    public static void table(PrintStream out, Results results) {
        if (results.section(NAME).isEmpty()) {
            return;
        }
        Map<String, List<JsonNode>> families = new LinkedHashMap<>();
        results.section(NAME)
                .forEach(row -> families.computeIfAbsent(row.path("family").asText(), name -> new ArrayList<>())
                        .add(row));
        StringBuilder head = new StringBuilder("| kernels |");
        for (double bytes : SHOWN) {
            head.append(" about ").append(Results.bytes(bytes)).append(" |");
        }
        Tables.head(out, head.toString());
        families.forEach((family, rows) -> {
            StringBuilder line = new StringBuilder("| " + family + " |");
            for (double bytes : SHOWN) {
                line.append(' ').append(cell(rows, bytes)).append(" |");
            }
            out.println(line);
        });
    }

    private static String cell(List<JsonNode> rows, double bytes) {
        JsonNode nearest = MissingNode.getInstance();
        double least = NEAR;
        for (JsonNode row : rows) {
            double distance = Math.abs(Math.log(row.path("bytes").asDouble() / bytes));
            if (distance <= least) {
                nearest = row;
                least = distance;
            }
        }
        if (nearest.isMissingNode()) {
            return "";
        }
        double time = nearest.path("nanoseconds").path("median").asDouble();
        double operations = nearest.path("operations").asDouble();
        double part = nearest.path("ofRoofline").asDouble();
        return operations > 0
                ? "%.0f GFLOP/s (%.2f)".formatted(operations / time, part)
                : "%.1f GB/s (%.2f)".formatted(nearest.path("bytes").asDouble() / time, part);
    }
}
