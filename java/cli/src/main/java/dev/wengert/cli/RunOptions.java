package dev.wengert.cli;

import dev.wengert.nn.data.DataSet;
import dev.wengert.nn.data.GeneratedDigits;
import dev.wengert.nn.data.IdxFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say on what data and with how many threads. */
final class RunOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder of IDX files under MNIST's names, gzip or not (default: generated digits).")
    private @Nullable Path data;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.ToCount.class,
            description =
                    "How many threads compute (default: as many as processors). The result does not depend on it.")
    private @Nullable Integer threads;

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    DataSet read() {
        return data == null ? GeneratedDigits.DEFAULT.read(threads()) : new IdxFolder(data).read();
    }

    /** Where the data comes from, for people. */
    String describe() {
        return data == null ? "generated digits" : data.toString();
    }
}
