package dev.wengert.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a comment says is checked when the engine is compiled. That there is one is checked here, because doclint cannot
 * ask for a comment without asking for a tag for every parameter.
 */
class DocumentationTest {
    @TempDir
    Path folder;

    @Test
    void everyPublicDeclarationIsDocumented() throws IOException {
        assertThat(undocumented(Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void aDeclarationWithoutACommentIsFound() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("Bare.java"), "/** A class. */ public interface Bare { int bare(int n); }");
        assertThat(undocumented(source)).singleElement().asString().contains("Bare.java:1");
    }

    private List<String> undocumented(Path sources) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xdoclint:missing/protected",
                "-Xmaxwarns",
                "10000",
                "-proc:none",
                "-d",
                folder.resolve("classes").toString()));
        String modules = System.getProperty("jdk.module.path");
        if (modules != null) {
            arguments.addAll(List.of("--module-path", modules));
        }
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        int status =
                ToolProvider.findFirst("javac").orElseThrow().run(printer, printer, arguments.toArray(new String[0]));
        assertThat(status).as("javac: %s", out).isZero();
        return out.toString()
                .lines()
                .filter(line -> line.endsWith("no comment"))
                .toList();
    }
}
