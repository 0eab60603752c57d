package dev.wengert.runtime;

/**
 * What the engine runs on.
 *
 * @param platform system and architecture, such as {@code linux-x86_64}
 * @param version the version of libwengert
 * @param isa the kernel set in use
 * @param bestIsa the best kernel set that the machine has
 * @param blas the BLAS in use, with its version
 * @param processors how many processors this JVM may use
 */
public record Machine(String platform, String version, String isa, String bestIsa, String blas, int processors) {
    /** This machine. Loads the native libraries if they are not loaded. */
    public static Machine current() {
        Library.load();
        return new Machine(
                Platform.classifier(),
                Library.version(),
                Library.isa(),
                Library.bestIsa(),
                Blas.description(),
                Runtime.getRuntime().availableProcessors());
    }
}
