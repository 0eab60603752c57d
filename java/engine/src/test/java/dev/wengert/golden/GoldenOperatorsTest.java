package dev.wengert.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Json;
import dev.wengert.testing.Npz;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Values and gradients of PyTorch 1.13 on its own test inputs in f64, where they are: in shared/golden/operators beside the
 * project. What is meant to differ is listed in differences.txt with its reason.
 */
class GoldenOperatorsTest {
    private static final double TOLERANCE = 1e-10;

    @TestFactory
    Stream<DynamicTest> agreesWithPyTorch() throws IOException {
        Path folder = folder();
        if (folder == null) {
            return Stream.empty();
        }
        Map<String, @Nullable Object> operators =
                object(object(Json.parse(Files.readString(folder.resolve("index.json"))))
                        .get("ops"));
        Map<String, String> differences = differences();
        return GoldenOperatorTable.ROWS.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> check(name, folder, object(operators.get(name)), differences)));
    }

    private static void check(
            String name, Path folder, Map<String, @Nullable Object> operator, Map<String, String> differences)
            throws IOException {
        try (Npz arrays = new Npz(folder.resolve((String) Objects.requireNonNull(operator.get("file"))))) {
            int number = 0;
            for (Object sample : list(operator.get("samples"))) {
                String what = name + " " + number++;
                if (!differences.containsKey(what)) {
                    check(what, GoldenOperatorTable.ROWS.get(name), arrays, object(sample));
                }
            }
            assertThat(number).as("samples of " + name).isPositive();
        }
    }

    private static void check(
            String what, GoldenOperatorTable.@Nullable Row row, Npz arrays, Map<String, @Nullable Object> sample)
            throws IOException {
        ListBuilder list = WengertList.builder("golden");
        Map<String, Tensor> inputs = new HashMap<>();
        Map<String, Register> byKey = new LinkedHashMap<>();
        List<Register> operands = new ArrayList<>();
        for (Object argument : list(sample.get("args"))) {
            operands.add(operand(object(argument), list, arrays, inputs, byKey));
        }
        Register z = Objects.requireNonNull(row).write(operands, object(sample.get("kwargs")));
        list.output("z", z);
        List<String> wanted = new ArrayList<>();
        Map<String, @Nullable Object> gradients = sample.get("grads") == null ? Map.of() : object(sample.get("grads"));
        gradients.forEach((key, gradient) -> {
            if (gradient != null) {
                wanted.add(key);
            }
        });
        if (!wanted.isEmpty()) {
            Register seed = list.input("seed", z.type());
            Map<String, @Nullable Object> cotangent =
                    object(list(sample.get("cotangents")).get(0));
            inputs.put("seed", Values.of(z.type(), arrays.read((String) Objects.requireNonNull(cotangent.get("t")))));
            List<Register> by = wanted.stream()
                    .map(key -> Objects.requireNonNull(byKey.get(key)))
                    .toList();
            List<Register> found = Reverse.cotangents(List.of(z), List.of(seed), by);
            for (int i = 0; i < found.size(); i++) {
                list.output("g" + i, found.get(i));
            }
        }
        Results results = Runs.run(list.build(), inputs);
        Map<String, @Nullable Object> output =
                object(list(sample.get("outputs")).get(0));
        close(what, results.get("z"), type(output), elements(output, arrays));
        for (int i = 0; i < wanted.size(); i++) {
            String key = (String) Objects.requireNonNull(gradients.get(wanted.get(i)));
            close(
                    what + " by " + wanted.get(i),
                    results.get("g" + i),
                    byKey.get(wanted.get(i)).type(),
                    arrays.read(key));
        }
    }

    private static Register operand(
            Map<String, @Nullable Object> argument,
            ListBuilder list,
            Npz arrays,
            Map<String, Tensor> inputs,
            Map<String, Register> byKey)
            throws IOException {
        String key = (String) argument.get("t");
        if (key == null) {
            return list.fill(number(argument), TensorType.of(DType.F64));
        }
        Register input = list.input("x" + inputs.size(), type(argument));
        inputs.put(input.name(), Values.of(input.type(), elements(argument, arrays)));
        byKey.put(key, input);
        return input;
    }

    private static double number(Map<String, @Nullable Object> argument) {
        Object value = argument.get("v");
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        String special = (String) argument.get("f");
        return special == null
                ? (Double) Objects.requireNonNull(value)
                : Double.parseDouble(special.replace("nan", "NaN").replace("inf", "Infinity"));
    }

    /** The elements of a tensor, which may be a view of its storage. */
    private static double[] elements(Map<String, @Nullable Object> tensor, Npz arrays) throws IOException {
        String storage = (String) tensor.get("storage");
        if (storage == null) {
            return arrays.read((String) Objects.requireNonNull(tensor.get("t")));
        }
        double[] all = arrays.read(storage);
        long[] strides = longs(tensor.get("stride"));
        long offset = Math.round((Double) Objects.requireNonNull(tensor.get("offset")));
        long[] dims = longs(tensor.get("shape"));
        double[] elements = new double[Math.toIntExact(type(tensor).size())];
        for (int i = 0; i < elements.length; i++) {
            long at = offset;
            long rest = i;
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                at += rest % dims[axis] * strides[axis];
                rest /= dims[axis];
            }
            elements[i] = all[(int) at];
        }
        return elements;
    }

    private static TensorType type(Map<String, @Nullable Object> tensor) {
        String dtype = (String) Objects.requireNonNull(tensor.get("dtype"));
        return TensorType.of(
                switch (dtype) {
                    case "float64" -> DType.F64;
                    case "int64" -> DType.I64;
                    case "bool" -> DType.BOOL;
                    default -> throw new IllegalArgumentException("elements of type " + dtype);
                },
                longs(tensor.get("shape")));
    }

    private static void close(String what, Tensor found, TensorType type, double[] expected) {
        assertThat(found.type()).as(what).isEqualTo(type);
        for (int i = 0; i < expected.length; i++) {
            double x = found.getDouble(i);
            double y = expected[i];
            boolean same = x == y || (Double.isNaN(x) && Double.isNaN(y));
            if (!same && !(Math.abs(x - y) <= TOLERANCE * Math.abs(y) + 1e-300)) {
                throw new AssertionError(what + ": element " + i + " is " + x + ", PyTorch has " + y);
            }
        }
    }

    private static @Nullable Path folder() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolve("shared/golden/operators");
            if (Files.isRegularFile(folder.resolve("index.json"))) {
                return folder;
            }
        }
        return null;
    }

    /** Lines such as {@code where 5 | the reason}. */
    private static Map<String, String> differences() {
        Map<String, String> differences = new HashMap<>();
        try (InputStream stream = GoldenOperatorsTest.class.getResourceAsStream("differences.txt")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> line.contains("|")).forEach(line -> {
                int bar = line.indexOf('|');
                differences.put(
                        line.substring(0, bar).strip(), line.substring(bar + 1).strip());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return differences;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object value) {
        return (List<Object>) Objects.requireNonNull(value);
    }

    private static long[] longs(@Nullable Object value) {
        return list(value).stream()
                .mapToLong(number -> Math.round((Double) number))
                .toArray();
    }
}
