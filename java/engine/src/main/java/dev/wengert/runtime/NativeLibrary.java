package dev.wengert.runtime;

import dev.wengert.custom.KernelLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A library of kernels of your own, written in C against {@code wengert.h} and loaded from a file. It stays loaded, and the names
 * of its kernels taken, until the JVM ends, so that programs can be compiled with them at any time. Immutable, for any thread.
 */
public final class NativeLibrary implements KernelLibrary {
    /** The kernels of all such libraries, by name. */
    private static final Map<String, Kernel> KERNELS = new ConcurrentHashMap<>();

    private final Path file;
    private final SymbolLookup symbols;

    private record Kernel(long address, Path file) {}

    private NativeLibrary(Path file, SymbolLookup symbols) {
        this.file = file;
        this.symbols = symbols;
    }

    /**
     * Loads a library.
     *
     * @throws IllegalArgumentException if the file is no library that this machine can load
     */
    @SuppressWarnings("restricted")
    public static NativeLibrary load(Path file) {
        Library.load();
        Path absolute = file.toAbsolutePath().normalize();
        try {
            return new NativeLibrary(absolute, SymbolLookup.libraryLookup(absolute, Arena.global()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the library " + absolute + " cannot be loaded; compile it for this machine, as a shared library",
                    e);
        }
    }

    @Override
    public void register(String kernel) {
        long address = symbols.find(kernel)
                .map(MemorySegment::address)
                .orElseThrow(() -> new IllegalArgumentException("the library " + file + " exports no function " + kernel
                        + "; define int32_t " + kernel
                        + "(const wg_instruction *, void *const *slots, int64_t tile) and export it"));
        if (Library.builtIn(kernel) != 0) {
            throw new IllegalArgumentException(
                    "the kernel " + kernel + " of " + file + " has the name of one of the engine's; call it otherwise");
        }
        Kernel own = new Kernel(address, file);
        Kernel other = KERNELS.putIfAbsent(kernel, own);
        if (other != null && !other.equals(own)) {
            throw new IllegalArgumentException("the kernel " + kernel + " of " + file + " has the name of one of "
                    + other.file() + "; call it otherwise");
        }
    }

    /** The address of a kernel that was registered, or 0. */
    static long address(String kernel) {
        Kernel known = KERNELS.get(kernel);
        return known == null ? 0 : known.address();
    }
}
