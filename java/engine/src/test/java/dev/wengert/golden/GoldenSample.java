package dev.wengert.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Role;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Npz;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sample of PyTorch's: arguments, results, cotangents of results and the gradients that they give. */
final class GoldenSample {
    private static final double DOUBLE_TOLERANCE = 1e-10;

    private final String what;
    private final Row row;
    private final Node sample;
    private final Npz arrays;

    GoldenSample(String what, Row row, Node sample, Npz arrays) {
        this.what = what;
        this.row = row;
        this.sample = sample;
        this.arrays = arrays;
    }

    /** That results and gradients in f64 are PyTorch's. */
    void checkDouble() {
        Results found = run(DType.F64, false);
        compare(found, null, DType.F64, DOUBLE_TOLERANCE, Row.Scale.EACH);
    }

    /**
     * That results and gradients in f32 are PyTorch's in f64. Where rounding the arguments alone changes them, as it does near a
     * pole or a jump, they may be those of f64 for the rounded arguments instead.
     */
    void checkSingle() {
        Results found = run(DType.F32, true);
        try {
            compare(found, null, DType.F32, row.tolerance(), row.scale());
        } catch (AssertionError rounding) {
            compare(found, run(DType.F64, true), DType.F32, row.tolerance(), row.scale());
        }
    }

    private Results run(DType real, boolean rounded) {
        if (row.eager()) {
            try (Eager eager = Eager.open()) {
                Map<String, Tensor> values = new LinkedHashMap<>();
                write(new Operands(eager.list(), eager::input, real, rounded, arrays))
                        .forEach((name, z) -> values.put(name, Tensor.constant(z.value())));
                return new Results(values);
            }
        }
        ListBuilder list = WengertList.builder("golden");
        Operands operands = new Operands(list, (name, value) -> list.input(name, value.type()), real, rounded, arrays);
        write(operands)
                .forEach((name, z) -> list.output(
                        name,
                        z.role() == Role.INPUT
                                ? z.reshape(1, -1).reshape(z.type().shape())
                                : z));
        return Runs.run(list.build(), operands.values());
    }

    /** Results as z0, z1, …, gradients as g0, g1, …. */
    private Map<String, Register> write(Operands operands) {
        List<Register> results = row.writer().apply(arguments(operands));
        assertThat(results).as(what).hasSameSizeAs(sample.at("outputs").items());
        List<Register> outputs = new ArrayList<>();
        List<Register> seeds = new ArrayList<>();
        for (Node cotangent : items("cotangents")) {
            Register output = results.get((int) cotangent.at("of").whole());
            double[] elements = Operands.read(arrays, cotangent.at("t").text());
            seeds.add(operands.input("seed" + seeds.size(), output.type(), elements));
            outputs.add(output);
        }
        List<Register> by = gradients().keySet().stream().map(operands::of).toList();
        Map<String, Register> written = new LinkedHashMap<>();
        results.forEach(z -> written.put("z" + written.size(), z));
        if (!by.isEmpty()) {
            List<Register> found = Reverse.cotangents(outputs, seeds, by);
            for (int i = 0; i < found.size(); i++) {
                written.put("g" + i, found.get(i));
            }
        }
        return written;
    }

    private Arguments arguments(Operands operands) {
        sample.at("args").items().forEach(argument -> declare(argument, operands));
        Map<String, @Nullable Node> named = sample.at("kwargs").members();
        named.values().forEach(argument -> declare(Objects.requireNonNull(argument), operands));
        return new Arguments(sample.at("args").items(), named, operands);
    }

    /** Makes inputs of the tensors in an argument, so that a gradient can be asked for even where an operator uses none. */
    private static void declare(Node argument, Operands operands) {
        if (argument.has("t")) {
            operands.of(argument);
        } else if (argument.has("list")) {
            argument.at("list").items().stream().filter(item -> item.has("t")).forEach(operands::of);
        }
    }

    private void compare(Results found, @Nullable Results expected, DType real, double tolerance, Row.Scale scale) {
        List<Node> outputs = sample.at("outputs").items();
        for (int i = 0; i < outputs.size(); i++) {
            TensorType type = outputs.get(i).type(real);
            Node output = outputs.get(i);
            double[] values = expected == null ? Operands.elements(output, arrays) : expected.array("z" + i);
            close("result " + i, found.get("z" + i), type, values, tolerance, scale == Row.Scale.LARGEST);
        }
        int number = 0;
        for (Map.Entry<String, @Nullable Node> gradient : gradients().entrySet()) {
            Tensor dx = found.get("g" + number);
            Node key = gradient.getValue();
            double[] values = new double[Math.toIntExact(dx.type().size())];
            if (expected != null) {
                values = expected.array("g" + number);
            } else if (key != null) {
                values = Operands.read(arrays, key.text());
            }
            close("gradient by " + gradient.getKey(), dx, dx.type(), values, tolerance, scale != Row.Scale.EACH);
            number++;
        }
    }

    /** From argument to gradient, null where PyTorch has none: it is zero then. */
    private Map<String, @Nullable Node> gradients() {
        return sample.has("grads") ? sample.at("grads").members() : Map.of();
    }

    private List<Node> items(String name) {
        return sample.has(name) ? sample.at(name).items() : List.of();
    }

    private static void close(
            String what, Tensor found, TensorType type, double[] expected, double tolerance, boolean ofLargest) {
        assertThat(found.type()).as(what).isEqualTo(type);
        assertThat(expected).as(what).hasSize(Math.toIntExact(type.size()));
        boolean single = type.dtype() == DType.F32;
        double largest = 0;
        for (double y : expected) {
            if (ofLargest && Math.abs(y) <= Double.MAX_VALUE) {
                largest = Math.max(largest, Math.abs(y));
            }
        }
        for (int i = 0; i < expected.length; i++) {
            double x = found.getDouble(i);
            double y = single ? (float) expected[i] : expected[i];
            boolean same = x == y || (Double.isNaN(x) && Double.isNaN(y));
            double denormal = single ? 4 * Float.MIN_VALUE : 1e-300;
            if (!same && !(Math.abs(x - y) <= tolerance * Math.max(Math.abs(y), largest) + denormal)) {
                throw new AssertionError(what + ": element " + i + " is " + x + ", expected " + y);
            }
        }
    }
}
