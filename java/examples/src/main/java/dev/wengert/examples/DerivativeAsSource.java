package dev.wengert.examples;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;

/** The derivative {@code 3x² + 2x} of {@code x·x·x + x·x} as the source of a Java class, which is compiled and run. */
public final class DerivativeAsSource {
    private DerivativeAsSource() {}

    /** The source. */
    public static String source() {
        ListBuilder list = WengertList.builder("cubic");
        Register x = list.input("x", DType.F64);
        list.output("y", x.mul(x).mul(x).add(x.mul(x)));
        return Reverse.differentiate(list.build(), "y", "x").toJava("Cubic");
    }

    /** The value and the derivative at a point, computed by the compiled source. */
    public static List<Double> evaluate(double x) throws IOException, ReflectiveOperationException {
        Path folder = Files.createTempDirectory("derivative");
        Path file = Files.writeString(folder.resolve("Cubic.java"), source());
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            int errors =
                    Objects.requireNonNull(ToolProvider.getSystemJavaCompiler()).run(null, null, null, file.toString());
            if (errors != 0) {
                throw new IllegalStateException(file + " does not compile");
            }
            Object outputs = classes.loadClass("Cubic")
                    .getMethod("evaluate", double.class)
                    .invoke(null, x);
            Class<?> type = outputs.getClass();
            return List.of((Double) type.getMethod("y").invoke(outputs), (Double)
                    type.getMethod("dx").invoke(outputs));
        } finally {
            try (var files = Files.list(folder)) {
                for (Path written : files.toList()) {
                    Files.delete(written);
                }
            }
            Files.delete(folder);
        }
    }

    /** Prints the source, and what it gives at 2: 12 and 16. */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        System.out.println(source());
        System.out.println("y and dy/dx at 2: " + evaluate(2));
    }
}
