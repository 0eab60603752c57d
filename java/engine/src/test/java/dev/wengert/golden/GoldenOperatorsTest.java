package dev.wengert.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.testing.Json;
import dev.wengert.testing.Npz;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Values and gradients of PyTorch 1.13 on its own test inputs, in f64 and in f32, and the inputs that it rejects, where they
 * are: in shared/golden/operators beside the project. What is meant to differ is listed in differences.txt with its reason,
 * and no longer than it differs.
 */
class GoldenOperatorsTest {
    private static final Pattern CALL = Pattern.compile("(\\w+)\\(");

    private final @Nullable Path folder = folder();
    private final Map<String, Node> operators = operators(folder);
    private final Map<String, String> differences = lines("differences.txt")
            .collect(Collectors.toMap(
                    line -> line.substring(0, line.indexOf('|')).strip(),
                    line -> line.substring(line.indexOf('|') + 1).strip()));

    @TestFactory
    Stream<DynamicTest> agreesWithPyTorch() {
        return rows().map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
            Node operator = Objects.requireNonNull(operators.get(row.getKey()), row.getKey());
            try (Npz arrays = new Npz(
                    Objects.requireNonNull(folder).resolve(operator.at("file").text()))) {
                List<Node> samples = operator.at("samples").items();
                List<String> failures = new ArrayList<>();
                for (int i = 0; i < samples.size(); i++) {
                    String what = row.getKey() + " " + i;
                    GoldenSample sample = new GoldenSample(what, row.getValue(), samples.get(i), arrays);
                    failures.addAll(failures(what, sample));
                }
                assertThat(samples).isNotEmpty();
                assertThat(failures).isEmpty();
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> rejectsWhatPyTorchRejects() {
        return rows().map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
            Node operator = Objects.requireNonNull(operators.get(row.getKey()), row.getKey());
            List<Node> errors = operator.at("errors").items();
            List<String> failures = new ArrayList<>();
            for (int i = 0; i < errors.size(); i++) {
                Node error = errors.get(i);
                String what = row.getKey() + " error " + i;
                failures.addAll(failures(what, () -> checkRejected(row.getKey(), row.getValue(), error)));
            }
            assertThat(failures).isEmpty();
        }));
    }

    @Test
    void writesEveryOperator() {
        Set<String> missing = new HashSet<>(operators.keySet());
        missing.removeAll(GoldenOperatorTable.ROWS.keySet());
        assertThat(missing).isEmpty();
    }

    @Test
    void listsOnlyDifferencesOfSamplesThatExist() {
        assertThat(differences.keySet()).allSatisfy(what -> {
            String[] words = what.split(" ", -1);
            Node operator = operators.get(words[0]);
            if (operator != null) {
                boolean error = words[1].equals("error");
                int number = Integer.parseInt(words[error ? 2 : 1]);
                assertThat(operator.at(error ? "errors" : "samples").items()).hasSizeGreaterThan(number);
            }
        });
    }

    private Stream<Map.Entry<String, Row>> rows() {
        return folder == null ? Stream.empty() : GoldenOperatorTable.ROWS.entrySet().stream();
    }

    /** A difference is listed for both precisions, or for f32 alone. */
    private List<String> failures(String what, GoldenSample sample) {
        if (differences.containsKey(what)) {
            return failures(what, () -> {
                sample.checkDouble();
                sample.checkSingle();
            });
        }
        List<String> failures = new ArrayList<>(failures(what + " f64", sample::checkDouble));
        failures.addAll(failures(what + " f32", sample::checkSingle));
        return failures;
    }

    /** What is wrong: that the check fails, or that it does not where a difference is listed. */
    private List<String> failures(String what, Runnable check) {
        String reason = differences.get(what);
        try {
            check.run();
        } catch (AssertionError | RuntimeException failure) {
            return reason == null ? List.of(what + ": " + failure) : List.of();
        }
        return reason == null
                ? List.of()
                : List.of(what + " agrees with PyTorch; remove its line from differences.txt: " + reason);
    }

    private static void checkRejected(String name, Row row, Node error) {
        String message = "";
        try {
            ListBuilder list = WengertList.builder("rejected");
            Operands operands =
                    new Operands(list, (input, value) -> list.input(input, value.type()), DType.F64, false, null);
            List<Register> results = row.writer().apply(Literal.arguments(error, operands));
            fail("writes %s where PyTorch rejects %s", results, error);
        } catch (IllegalArgumentException rejected) {
            message = Objects.requireNonNull(rejected.getMessage());
        }
        assertThat(message).matches(text -> namesOperator(text, name), "names the operator");
    }

    /** Names an operator as it is called here, or as PyTorch calls it. */
    private static boolean namesOperator(String message, String name) {
        Set<String> operators = Catalogue.standard().names();
        return message.contains(name.substring(name.lastIndexOf('.') + 1))
                || CALL.matcher(message).results().anyMatch(call -> operators.contains(call.group(1)));
    }

    private static Map<String, Node> operators(@Nullable Path folder) {
        Map<String, Node> operators = new TreeMap<>();
        if (folder != null) {
            try {
                String text = Files.readString(folder.resolve("index.json"));
                new Node(Objects.requireNonNull(Json.parse(text)))
                        .at("ops")
                        .members()
                        .forEach((name, operator) -> operators.put(name, Objects.requireNonNull(operator)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return operators;
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

    /** The lines of a file that are not comments. */
    private static Stream<String> lines(String file) {
        try (InputStream stream = GoldenOperatorsTest.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
