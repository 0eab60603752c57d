package dev.wengert.runtime;

import dev.wengert.bindings.Cblas;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The BLAS in use: OpenBLAS from its carrier jar, another CBLAS that the system property {@code wengert.blas} names by its
 * file, or none ({@code wengert.blas=none}, or nothing found), where the handwritten kernels serve. It is told to use one
 * thread, once, when it is loaded: tiles and threads are ours. It is loaded when a list first has a product that it computes:
 * from a jar that takes a quarter of a second, which most programs never need to spend.
 */
final class Blas {
    static final String PROPERTY = "wengert.blas";
    static final String NONE = "none";

    private static final String OPENBLAS_FOLDER = "org/bytedeco/openblas/" + Platform.classifier() + "/";

    /** libopenblas and, before it, what it needs, as the carriers of Linux and macOS name them. */
    private static final List<String> OPENBLAS_FILES = List.of(
            "libgcc_s.so.1",
            "libquadmath.so.0",
            "libgfortran.so.5",
            "libopenblas.so.0",
            "libgcc_s.1.1.dylib",
            "libquadmath.0.dylib",
            "libgfortran.5.dylib",
            "libopenblas.0.dylib");

    private static final Blas CHOSEN = choose();

    private final String description;
    private final long sgemm;
    private final long dgemm;

    private Blas(String description, long sgemm, long dgemm) {
        this.description = description;
        this.sgemm = sgemm;
        this.dgemm = dgemm;
    }

    /** The address of {@code cblas_sgemm} or {@code cblas_dgemm}, or 0. */
    static long address(String routine) {
        return switch (routine) {
            case "cblas_sgemm" -> CHOSEN.sgemm;
            case "cblas_dgemm" -> CHOSEN.dgemm;
            default -> 0;
        };
    }

    /** Name and version, or that there is none. */
    static String description() {
        return CHOSEN.description;
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
        boolean found = false;
        for (String name : OPENBLAS_FILES) {
            Optional<Path> file = Unpacked.file(OPENBLAS_FOLDER + name);
            file.ifPresent(path -> System.load(path.toString()));
            found |= file.isPresent() && name.startsWith("libopenblas");
        }
        return found ? loaded("OpenBLAS") : none("no OpenBLAS on the class path");
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
        return new Blas(config.isEmpty() ? name : config.strip(), found("cblas_sgemm"), found("cblas_dgemm"));
    }

    /** By its symbol, as only kernels call it: no downcall needs to be linked. */
    private static long found(String routine) {
        return SymbolLookup.loaderLookup()
                .find(routine)
                .orElseThrow(() -> new UnsatisfiedLinkError("the BLAS has no " + routine))
                .address();
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
