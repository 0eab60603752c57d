package dev.wengert.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line in a JVM of its own, on what the tests themselves run on, be it a class path, a module path or both. */
final class ChildProcess {

    private ChildProcess() {}

    /** With this JVM's choice of native libraries, which {@code options} may change. */
    static ProcessBuilder of(List<String> options, String... arguments) {
        String path = Stream.concat(
                        Stream.of(Path.of("target", "classes").toAbsolutePath().toString()),
                        Stream.of("java.class.path", "jdk.module.path").map(name -> System.getProperty(name, "")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("wengert."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(options);
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
