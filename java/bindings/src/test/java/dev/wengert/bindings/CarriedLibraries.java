package dev.wengert.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads libwengert and OpenBLAS out of their jars into the class loader of the bindings. */
final class CarriedLibraries {
    /**
     * Each library after those that it needs: once loaded, a library is found by its name, wherever it lies. Platforms
     * carry those that they need.
     */
    private static final List<String> LINUX =
            List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");

    private static final List<String> MAC =
            List.of("libgcc_s.1.1.dylib", "libquadmath.0.dylib", "libgfortran.5.dylib", "libopenblas.0.dylib");

    private CarriedLibraries() {}

    @SuppressWarnings("restricted")
    static void load(Path folder) throws IOException {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        String platform = (mac ? "macosx-" : "linux-") + arch;
        System.load(unpack("dev/wengert/native/" + platform, mac ? "libwengert.dylib" : "libwengert.so", folder));
        for (String name : mac ? MAC : LINUX) {
            if (loader().getResource("org/bytedeco/openblas/" + platform + "/" + name) != null) {
                System.load(unpack("org/bytedeco/openblas/" + platform, name, folder));
            }
        }
    }

    private static String unpack(String resources, String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        try (InputStream carried = loader().getResourceAsStream(resources + "/" + name)) {
            if (carried == null) {
                throw new IOException("no " + name + " in " + resources);
            }
            Files.copy(carried, target);
        }
        return target.toString();
    }

    private static ClassLoader loader() {
        return CarriedLibraries.class.getClassLoader();
    }
}
