package dev.wengert.runtime;

import dev.wengert.bindings.Wengert;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** libwengert, loaded when it is first needed. */
final class Library {
    /** The system property that names the file of libwengert, in place of the one on the class path. */
    static final String FILE = "wengert.library";

    private static final String UNKNOWN = "unknown status";

    private static final Map<String, Long> KERNELS = new ConcurrentHashMap<>();

    static {
        System.load(locate().toString());
    }

    private Library() {}

    private static Path locate() {
        String chosen = System.getProperty(FILE);
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath();
        }
        String resource = "dev/wengert/native/" + Platform.classifier() + "/" + System.mapLibraryName("wengert");
        return Unpacked.file(resource)
                .orElseThrow(() -> new UnsatisfiedLinkError("the class path has no " + resource
                        + "; add dev.wengert:wengert-native with classifier " + Platform.classifier()
                        + ", or name the file with -D" + FILE + "=FILE"));
    }

    /** Loads the library if it is not. */
    static void load() {
        // the static initialiser does
    }

    static String version() {
        return Wengert.wg_version().getString(0);
    }

    static String isa() {
        return Wengert.wg_isa().getString(0);
    }

    static String bestIsa() {
        return Wengert.wg_isa_best().getString(0);
    }

    /** What a status says; of one that only a user's kernel can have reported, the number. */
    static String message(int status) {
        String message = Wengert.wg_status_message(status).getString(0);
        return message.equals(UNKNOWN) ? message + " " + status : message;
    }

    /**
     * The address of a kernel, of this library or of one of a user's.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static long kernel(String name) {
        long address = builtIn(name);
        if (address == 0) {
            address = NativeLibrary.address(name);
        }
        if (address == 0) {
            throw new IllegalArgumentException("libwengert " + version() + " has no kernel " + name);
        }
        return address;
    }

    /** The address of a kernel of this library, or 0. */
    static long builtIn(String name) {
        return KERNELS.computeIfAbsent(name, key -> {
            try (Arena arena = Arena.ofConfined()) {
                return Wengert.wg_kernel_find(arena.allocateFrom(key)).address();
            }
        });
    }

    /** {@code bytes} of zeroed memory, which {@link #release} gives back. */
    @SuppressWarnings("restricted")
    static MemorySegment allocate(long bytes) {
        MemorySegment memory = Wengert.wg_memory_allocate(bytes);
        if (memory.address() == 0) {
            throw new OutOfMemoryError("the system gives no " + bytes + " bytes of native memory");
        }
        return memory.reinterpret(bytes);
    }

    /** Memory at an address, to be used until the arena is closed. */
    @SuppressWarnings("restricted")
    static MemorySegment at(long address, long bytes, Arena arena) {
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, null);
    }

    static void release(MemorySegment memory) {
        Wengert.wg_memory_release(memory);
    }
}
