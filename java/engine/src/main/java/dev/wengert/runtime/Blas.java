package dev.wengert.runtime;

import dev.wengert.bindings.Cblas;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The BLAS in use: OpenBLAS from its carrier jar, another CBLAS that the system property {@code wengert.blas} names by its
 * file, or none ({@code wengert.blas=none}, or nothing found), where the handwritten kernels serve. It is told to use one
 * thread, once, when it is loaded: tiles and threads are ours.
 */
final class Blas {
    static final String PROPERTY = "wengert.blas";
    static final String NONE = "none";

    private static final String OPENBLAS_FOLDER = "org/bytedeco/openblas/" + Platform.classifier() + "/";

    /** What libopenblas needs, in the order to load. */
    private static final List<String> OPENBLAS_FILES =
            List.of("libquadmath.so.0", "libgfortran.so.5", "libgfortran.so.4", "libgfortran.so.3", "libopenblas.so.0");

    private static final Blas CHOSEN = choose();

    private final String description;
    private final long sgemm;
    private final long dgemm;

    private Blas(String description, long sgemm, long dgemm) {
        this.description = description;
        this.sgemm = sgemm;
        this.dgemm = dgemm;
    }

    static Blas chosen() {
        return CHOSEN;
    }

    /** The address of {@code cblas_sgemm} or {@code cblas_dgemm}, or 0. */
    long address(String routine) {
        return switch (routine) {
            case "cblas_sgemm" -> sgemm;
            case "cblas_dgemm" -> dgemm;
            default -> 0;
        };
    }

    /** Name and version, or that there is none. */
    String description() {
        return description;
    }

    private static Blas choose() {
        Library.load();
        String chosen = System.getProperty(PROPERTY, "");
        if (chosen.equals(NONE)) {
            return none("-D" + PROPERTY + "=" + NONE);
        }
        if (!chosen.isEmpty()) {
            Path file = Path.of(chosen).toAbsolutePath();
            if (!Files.isRegularFile(file)) {
                throw new UnsatisfiedLinkError("-D" + PROPERTY + " names " + file + ", which is no file");
            }
            System.load(file.toString());
            return loaded(file.getFileName().toString());
        }
        Optional<Path> found = Optional.empty();
        for (String name : OPENBLAS_FILES) {
            found = Unpacked.file(OPENBLAS_FOLDER + name);
            found.ifPresent(file -> System.load(file.toString()));
        }
        return found.isPresent() ? loaded("OpenBLAS") : none("no OpenBLAS on the class path");
    }

    private static Blas none(String reason) {
        return new Blas("none (" + reason + "); handwritten kernels", 0, 0);
    }

    private static Blas loaded(String name) {
        optional(() -> {
            Cblas.openblas_set_num_threads(1);
            return "";
        });
        String config = optional(() -> Cblas.openblas_get_config().getString(0));
        MemorySegment sgemm = Cblas.cblas_sgemm$address();
        MemorySegment dgemm = Cblas.cblas_dgemm$address();
        return new Blas(config.isEmpty() ? name : config.strip(), sgemm.address(), dgemm.address());
    }

    /** Calls what only OpenBLAS has; a CBLAS of another kind has no such symbol. */
    private static String optional(Supplier<String> call) {
        try {
            return call.get();
        } catch (LinkageError | NoSuchElementException e) {
            return "";
        }
    }
}
