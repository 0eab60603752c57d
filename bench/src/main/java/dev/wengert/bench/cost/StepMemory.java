package dev.wengert.bench.cost;

import dev.wengert.bench.ours.Opened;
import dev.wengert.bench.ours.Wengert;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Rule;
import dev.wengert.bench.workload.Training;
import dev.wengert.runtime.NativeMemory;
import dev.wengert.runtime.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@link PeakMemory} starts: a JVM that runs training steps and writes what their session takes. */
final class StepMemory {
    private static final int RUNS = 20;

    private StepMemory() {}

    /** Writes bytes: planned, held by the engine, and by which the process grew but for the inputs. */
    public static void main(String[] arguments) throws IOException {
        Training training =
                new Training(Network.valueOf(arguments[0]), Integer.parseInt(arguments[1]), Rule.valueOf(arguments[2]));
        Program step = Wengert.step(training);
        long inputs = step.list().inputs().stream()
                .mapToLong(input -> input.type().byteSize())
                .sum();
        // Once before, so that classes, compiled code and the buffers of a BLAS are there already.
        run(step, training).close();
        long held = NativeMemory.heldBytes();
        long resident = residentBytes();
        try (Opened opened = run(step, training)) {
            System.out.println(opened.session().program().peakBytes() + " " + (NativeMemory.heldBytes() - held) + " "
                    + (residentBytes() - resident - inputs));
        }
    }

    private static Opened run(Program step, Training training) {
        Opened opened = Wengert.open(step, training, 1);
        for (int i = 0; i < RUNS; i++) {
            opened.session().run();
        }
        return opened;
    }

    /** Anonymous memory of this process; 0 where the system does not tell. */
    private static long residentBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
