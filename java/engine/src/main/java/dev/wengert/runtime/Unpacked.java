package dev.wengert.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of the class path as files of the system, so that they can be loaded. A resource that is a file already stays where
 * it is; one in a jar is {@linkplain Kept kept} for later processes in the folder that the system property {@value #FOLDER}
 * names, by default in {@linkplain UserCache the user's cache}. Where that cannot be used, it goes into a folder of this
 * process under {@code java.io.tmpdir}, which is deleted when the JVM ends normally.
 */
final class Unpacked {
    static final String FOLDER = "wengert.unpack";

    private static @Nullable Path temporary;

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

    private static Path unpack(URL url) throws IOException {
        String chosen = System.getProperty(FOLDER);
        if (chosen != null) {
            return Kept.file(Path.of(chosen).toAbsolutePath(), url);
        }
        Optional<Path> cache = UserCache.folder();
        if (cache.isPresent()) {
            try {
                return Kept.file(cache.get(), url);
            } catch (IOException e) {
                System.getLogger(Unpacked.class.getName())
                        .log(System.Logger.Level.DEBUG, "nothing can be kept in " + cache.get(), e);
            }
        }
        Path folder = temporary();
        Path file = Kept.file(folder, url);
        try (Stream<Path> all = Files.walk(folder)) {
            all.forEach(path -> path.toFile().deleteOnExit());
        }
        return file;
    }

    private static synchronized Path temporary() throws IOException {
        Path folder = temporary;
        if (folder == null) {
            folder = Files.createTempDirectory("wengert");
            temporary = folder;
        }
        return folder;
    }
}
