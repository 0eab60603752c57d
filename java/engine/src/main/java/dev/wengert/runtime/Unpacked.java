package dev.wengert.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files of the class path as files of the system, so that they can be loaded. A resource that is a file already stays where
 * it is; one in a jar is written into a folder of this process, under {@code java.io.tmpdir} or, where that must not hold
 * programs, the folder that the system property {@value #FOLDER} names. Nothing is left behind when the JVM ends normally.
 */
final class Unpacked {
    static final String FOLDER = "wengert.unpack";

    private static @Nullable Path folder;

    private Unpacked() {}

    /** The resource of that name as a file, if the class path has it. */
    static Optional<Path> file(String resource) {
        URL url = Unpacked.class.getClassLoader().getResource(resource);
        if (url == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(url.getProtocol().equals("file") ? Path.of(url.toURI()) : unpack(url));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file can be made of " + url, e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot unpack " + resource + "; name a folder that can hold it with -D" + FOLDER + "=FOLDER", e);
        }
    }

    private static synchronized Path unpack(URL url) throws IOException {
        Path target = folder;
        if (target == null) {
            String chosen = System.getProperty(FOLDER);
            target = chosen == null
                    ? Files.createTempDirectory("wengert")
                    : Files.createTempDirectory(Files.createDirectories(Path.of(chosen)), "wengert");
            target.toFile().deleteOnExit();
            folder = target;
        }
        String path = url.getPath();
        Path file = target.resolve(path.substring(path.lastIndexOf('/') + 1));
        try (InputStream in = url.openStream()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        file.toFile().deleteOnExit();
        return file;
    }
}
