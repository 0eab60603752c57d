package dev.wengert.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folder {@code wengert} among the user's caches: under {@code XDG_CACHE_HOME} or else {@code .cache} of the home folder
 * (freedesktop.org, XDG base directory specification 0.8). What is loaded as a program must not be another's, so the folder has
 * to be the user's own, and nobody else's to write.
 */
final class UserCache {
    private UserCache() {}

    /** The folder, which is made if there is none; or nothing where there cannot be one that is safe. */
    static Optional<Path> folder() {
        return folder(System.getenv(), System.getProperty("user.home", ""), System.getProperty("user.name", ""));
    }

    static Optional<Path> folder(Map<String, String> environment, String home, String user) {
        Path chosen = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        Path caches = chosen.isAbsolute() ? chosen : Path.of(home, ".cache");
        if (!caches.isAbsolute()) {
            return Optional.empty();
        }
        try {
            Path folder = caches.resolve("wengert");
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return isPrivate(folder, user) ? Optional.of(folder) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean isPrivate(Path folder, String user) throws IOException {
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        return Files.getOwner(folder).equals(owner)
                && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
