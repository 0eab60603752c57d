package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of jars for later processes. */
class KeptTest {
    private static final FileTime EARLIER = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private URL packed(String jar, String contents) throws IOException {
        Path file = folder.resolve(jar);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new JarEntry("natives/libsome.so.1"));
            out.write(contents.getBytes(StandardCharsets.UTF_8));
        }
        return URI.create("jar:" + file.toUri() + "!/natives/libsome.so.1").toURL();
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    @Test
    void keepsTheNameAndTheContents() throws IOException {
        Path file = Kept.file(cache(), packed("a.jar", "some code"));
        assertThat(file).hasFileName("libsome.so.1").hasContent("some code");
    }

    @Test
    void doesNotWriteAgainWhatIsThere() throws IOException {
        URL url = packed("a.jar", "some code");
        Path file = Kept.file(cache(), url);
        Files.setLastModifiedTime(file, EARLIER);
        assertThat(Kept.file(cache(), url)).isEqualTo(file);
        assertThat(Kept.file(cache(), packed("same.jar", "some code"))).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(EARLIER);
    }

    @Test
    void keepsVersionsApart() throws IOException {
        Path one = Kept.file(cache(), packed("a.jar", "some code"));
        Path other = Kept.file(cache(), packed("b.jar", "SOME CODE"));
        assertThat(one).hasContent("some code").isNotEqualTo(other);
        assertThat(other).hasContent("SOME CODE");
    }

    @Test
    void mendsWhatWasAlteredOrCut() throws IOException {
        URL url = packed("a.jar", "some code");
        Path file = Kept.file(cache(), url);
        for (String damaged : List.of("some c0de", "some", "")) {
            Files.writeString(file, damaged);
            assertThat(Kept.file(cache(), url)).isEqualTo(file).hasContent("some code");
        }
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void isWholeForEveryProcessThatLooks() throws Exception {
        String contents = "0123456789abcdef".repeat(100_000);
        URL url = packed("a.jar", contents);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<String> look = () -> Files.readString(Kept.file(cache(), url));
            for (Future<String> seen : threads.invokeAll(Collections.nCopies(32, look))) {
                assertThat(seen.get()).hasSameHashCodeAs(contents);
            }
        }
    }

    @Test
    void readsWhatHasNoDirectoryOfChecksums() throws IOException {
        Path plain = Files.writeString(folder.resolve("libplain.so"), "plain");
        assertThat(Kept.file(cache(), plain.toUri().toURL()))
                .hasFileName("libplain.so")
                .hasContent("plain");
    }

    @Test
    void usesTheFolderThatTheDesktopNames() {
        String user = System.getProperty("user.name");
        Path home = folder.resolve("home");
        assertThat(UserCache.folder(Map.of(), home.toString(), user)).contains(home.resolve(".cache/wengert"));
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", cache().toString()), home.toString(), user))
                .contains(cache().resolve("wengert"));
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "relative"), home.toString(), user))
                .contains(home.resolve(".cache/wengert"));
        assertThat(home.resolve(".cache/wengert")).isEmptyDirectory();
    }

    @Test
    void trustsNoFolderOfOthers() throws IOException {
        String user = System.getProperty("user.name");
        Path home = folder.resolve("home");
        Path kept = Files.createDirectories(home.resolve(".cache/wengert"));
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(UserCache.folder(Map.of(), home.toString(), user)).isEmpty();
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(UserCache.folder(Map.of(), home.toString(), user)).contains(kept);
        assertThat(UserCache.folder(Map.of(), home.toString(), "nobody at all")).isEmpty();
        assertThat(UserCache.folder(Map.of(), "?", user)).isEmpty();
        Files.writeString(folder.resolve("file"), "");
        assertThat(UserCache.folder(Map.of(), folder.resolve("file").toString(), user))
                .isEmpty();
    }
}
