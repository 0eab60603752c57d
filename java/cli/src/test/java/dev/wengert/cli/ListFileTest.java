package dev.wengert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListFileTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeList() throws IOException {
        file = Files.writeString(folder.resolve("f.txt"), """
            list trace {
              input x1: f64[]
              input x2: f64[]
              a = log(x1)
              b = mul(x1, x2)
              c = sin(x2)
              s = add(a, b)
              y = sub(s, c)
              output y
            }
            """);
    }

    private CommandLineRun run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "run";
        all[1] = file.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandLineRun.of(all);
    }

    @Test
    void printsOutputsAndTheAdjointTrace() {
        CommandLineRun run = run("x1=2", "x2=5");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.lines().getFirst()).startsWith("y = 11.652071455");
        assertThat(run.out())
                .contains("b = mul(x1, x2) = 10.0000   | db  = 1.00000")
                .contains("x2              = 5.00000   | dx2 = 1.71634")
                .doesNotContain("tangent trace");
    }

    @Test
    void printsTheTangentTraceWhereTangentsAreGiven() {
        assertThat(run("x1=2", "x2=5", "--tangent", "x1=1", "--output", "s").out())
                .contains("x1              = 2.00000   | dx1 = 5.50000")
                .contains("y = sub(s, c)   = 11.6521   | ty  = 5.50000");
    }

    @Test
    void badInputIsOneClearLine() throws IOException {
        assertFails(run("x1=2"), 1, "wengert run: input x2: f64[] of list trace needs a value");
        assertFails(run("x1=2", "x3=5"), 2, "expected NAME=VALUE with a name among [x1, x2], found 'x3=5'");
        assertFails(run("x1=2", "x2=[1,2]"), 2, "x2: f64[]: a tensor f64[] takes 1 elements, found 2");
        assertFails(run("x1=2", "x2=5", "--output", "q"), 2, "there is no register q of real numbers");
        Files.writeString(file, "input x: f64[]\ny = sine(x)\noutput y\n");
        assertFails(run("x=2"), 1, "f.txt, line 2: sine");
        Files.writeString(file, "input x: f64[]\n\n# words\ny + x\n");
        assertFails(run("x=2"), 1, "f.txt, line 4: expected a statement such as");
        Files.delete(file);
        assertFails(run("x=2"), 1, "there is no file ");
    }

    private static void assertFails(CommandLineRun run, int exitCode, String message) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    @Test
    void aListOfAFileIsPrintedWithItsAdjointMemoryAndAsJava() {
        String name = file.toString();
        assertThat(CommandLineRun.of("list", "--file", name, "--gradient").out())
                .contains("adjoint:", "output dx1", "output dx2");
        assertThat(CommandLineRun.of("list", "--file", name, "--memory").out())
                .startsWith("memory of trace: ")
                .contains("bound     x1");
        assertThat(CommandLineRun.of("list", "--file", name, "--java").out())
                .contains("public final class Trace", "double b = x1 * x2;");
        assertThat(CommandLineRun.of("list", "--hidden", "7", "--memory").out()).contains("most alive at step");
    }
}
