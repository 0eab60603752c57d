package dev.wengert.quality.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OperatorsPageTest {
    private static OperatorsPage page;

    @BeforeAll
    static void readSources() throws IOException {
        page = new OperatorsPage();
    }

    @Test
    void thePageSaysWhatTheSourcesSay() throws IOException {
        assertCurrent(Path.of("OPERATORS.md"), page.text());
    }

    @Test
    void theReadmeSaysHowManyOperatorsThereAre() throws IOException {
        Path readme = Path.of("../../README.md");
        String text = Files.readString(readme);
        assertThat(text).containsPattern("\\d+ operators");
        assertCurrent(readme, text.replaceFirst("\\d+ operators", page.names().size() + " operators"));
    }

    private static void assertCurrent(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("wengert.rewrite")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as("%s is not what the sources say; mvn -Ppage -pl java/engine -am test mends it", file)
                .isEqualTo(expected);
    }
}
