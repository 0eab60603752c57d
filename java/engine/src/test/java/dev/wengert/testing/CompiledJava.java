package dev.wengert.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What {@link WengertList#toJava()} wrote, compiled in memory with every warning an error, to be run. */
public final class CompiledJava extends ClassLoader {
    private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

    private CompiledJava() {}

    /** Compiles sources by the names of their classes. */
    public static CompiledJava of(Map<String, String> sources) throws IOException {
        CompiledJava compiled = new CompiledJava();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, source) -> files.add(new Source(name, source)));
        StringWriter messages = new StringWriter();
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null)) {
            var task = compiler.getTask(
                    messages, compiled.manager(standard), null, List.of("-Xlint:all", "-Werror"), null, files);
            assertThat(task.call()).as("%s", messages).isTrue();
        }
        return compiled;
    }

    private JavaFileManager manager(StandardJavaFileManager standard) {
        return new ForwardingJavaFileManager<>(standard) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                    }
                };
            }
        };
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String source;

        Source(String name, String source) {
            super(URI.create("memory:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ByteArrayOutputStream bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes.toByteArray(), 0, bytes.size());
    }

    /** Runs the class of a list; the outputs and updates in order, each as an array of elements as doubles. */
    public List<double[]> run(String name, WengertList list, Map<String, Tensor> values) {
        List<Object> arguments = new ArrayList<>();
        for (Register declared : list.declarations()) {
            Tensor value = values.get(declared.name());
            arguments.add(java(value == null ? declared.defaultValue().orElseThrow() : value));
        }
        try {
            Class<?> type = loadClass(name);
            Method evaluate = Arrays.stream(type.getMethods())
                    .filter(method ->
                            method.getName().equals("evaluate") && method.getParameterCount() == arguments.size())
                    .findFirst()
                    .orElseThrow();
            Object outputs = evaluate.invoke(null, arguments.toArray());
            List<double[]> results = new ArrayList<>();
            for (var component : outputs.getClass().getRecordComponents()) {
                results.add(doubles(component.getAccessor().invoke(outputs)));
            }
            return results;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static Object java(Tensor value) {
        Class<?> type = switch (value.dtype()) {
            case F32, F64 -> double.class;
            case I32 -> int.class;
            case I64 -> long.class;
            case BOOL -> boolean.class;
        };
        Object array = Array.newInstance(type, Math.toIntExact(value.type().size()));
        for (int i = 0; i < Array.getLength(array); i++) {
            switch (value.dtype()) {
                case F32, F64 -> Array.setDouble(array, i, value.getDouble(i));
                case I32 -> Array.setInt(array, i, (int) value.getLong(i));
                case I64 -> Array.setLong(array, i, value.getLong(i));
                case BOOL -> Array.setBoolean(array, i, value.getLong(i) != 0);
            }
        }
        return value.shape().rank() == 0 ? Array.get(array, 0) : array;
    }

    private static double[] doubles(Object value) {
        if (!value.getClass().isArray()) {
            return new double[] {number(value)};
        }
        double[] elements = new double[Array.getLength(value)];
        Arrays.setAll(elements, i -> number(Array.get(value, i)));
        return elements;
    }

    private static double number(Object element) {
        return element instanceof Boolean bool ? (bool ? 1 : 0) : ((Number) element).doubleValue();
    }
}
