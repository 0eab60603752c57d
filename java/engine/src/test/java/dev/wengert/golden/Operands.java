package dev.wengert.golden;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Npz;
import dev.wengert.testing.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The tensors among arguments as inputs of a list, and what to bind to them. */
final class Operands {
    private final ListBuilder list;
    private final BiFunction<String, Tensor, Register> declare;
    private final DType real;
    private final boolean rounded;
    private final @Nullable Npz arrays;
    private final Map<String, Register> registers = new HashMap<>();
    private final Map<String, Tensor> values = new HashMap<>();

    /**
     * @param declare makes an input, given its name and value
     * @param real the type of real elements
     * @param rounded whether they are rounded to f32
     * @param arrays where elements are; all are 0 where it is null
     */
    Operands(
            ListBuilder list,
            BiFunction<String, Tensor, Register> declare,
            DType real,
            boolean rounded,
            @Nullable Npz arrays) {
        this.list = list;
        this.declare = declare;
        this.real = real;
        this.rounded = rounded;
        this.arrays = arrays;
    }

    ListBuilder list() {
        return list;
    }

    DType real() {
        return real;
    }

    /** What to bind to the inputs of the list. */
    Map<String, Tensor> values() {
        return values;
    }

    /** The input that a tensor is; the same for the same tensor. */
    Register of(Node tensor) {
        String key = tensor.at("t").text();
        Register known = registers.get(key);
        if (known != null) {
            return known;
        }
        Register input = input("x" + values.size(), tensor.type(real), elements(tensor, arrays));
        registers.put(key, input);
        return input;
    }

    /** An input of a list with its value. */
    Register input(String name, TensorType type, double[] elements) {
        Tensor value = Values.of(type, i -> rounded ? (float) elements[i] : elements[i]);
        values.put(name, value);
        return declare.apply(name, value);
    }

    /** The input of that key, which the operator was given. */
    Register of(String key) {
        return Objects.requireNonNull(registers.get(key), key);
    }

    /** The elements bound to an input. */
    double[] elements(Register input) {
        return Objects.requireNonNull(values.get(input.name()), input::toString).toDoubles();
    }

    /** The elements of a tensor, which may be a view of its storage. */
    static double[] elements(Node tensor, @Nullable Npz arrays) {
        long[] dims = tensor.at("shape").wholes();
        double[] elements = new double[Math.toIntExact(tensor.type(DType.F64).size())];
        if (arrays == null) {
            return elements;
        }
        if (!tensor.has("storage")) {
            return read(arrays, tensor.at("t").text());
        }
        double[] all = read(arrays, tensor.at("storage").text());
        long[] strides = tensor.at("stride").wholes();
        for (int i = 0; i < elements.length; i++) {
            long at = tensor.at("offset").whole();
            long rest = i;
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                at += rest % dims[axis] * strides[axis];
                rest /= dims[axis];
            }
            elements[i] = all[(int) at];
        }
        return elements;
    }

    static double[] read(Npz arrays, String key) {
        try {
            return arrays.read(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
