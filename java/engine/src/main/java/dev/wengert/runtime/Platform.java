package dev.wengert.runtime;

import java.util.Locale;

/** The names that native libraries have on this machine. */
final class Platform {
    private Platform() {}

    /** Such as {@code linux-x86_64}: the classifier of jars with native libraries. */
    static String classifier() {
        return os() + "-" + architecture();
    }

    private static String os() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return "macosx";
        }
        return name.startsWith("windows") ? "windows" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> name;
        };
    }
}
