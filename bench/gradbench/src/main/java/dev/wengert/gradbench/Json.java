package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Between JSON and tensors: arrays of arrays are rows of rows. */
final class Json {
    private Json() {}

    /** The numbers of nested arrays as f64. The arrays of one level are of one length. */
    static Tensor tensor(JsonNode value) {
        List<Long> dims = new ArrayList<>();
        for (JsonNode level = value; level.isArray(); level = level.path(0)) {
            dims.add((long) level.size());
        }
        Tensor tensor =
                Tensor.zeros(DType.F64, dims.stream().mapToLong(Long::longValue).toArray());
        long[] count = {0};
        each(value, number -> tensor.setDouble(count[0]++, number));
        if (count[0] != tensor.type().size()) {
            tensor.close();
            throw new IllegalArgumentException("expected arrays of one length within each level, " + tensor.type());
        }
        return tensor;
    }

    private static void each(JsonNode value, DoubleConsumer take) {
        if (value.isArray()) {
            value.forEach(element -> each(element, take));
        } else if (value.isNumber()) {
            take.accept(value.doubleValue());
        } else {
            throw new IllegalArgumentException("expected a number, found " + value);
        }
    }

    /** The numbers of nested arrays, one behind the other. */
    static double[] numbers(JsonNode value) {
        try (Tensor tensor = tensor(value)) {
            return tensor.toDoubles();
        }
    }

    /** Whole numbers as i32. */
    static Tensor indices(JsonNode value) {
        int[] indices = new int[value.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = value.get(i).intValue();
        }
        return Tensor.of(Shape.of(indices.length), indices);
    }

    /** A number, or arrays in the shape of a tensor. */
    static JsonNode of(Tensor tensor) {
        return of(tensor.toDoubles(), tensor.shape(), 0, 0);
    }

    private static JsonNode of(double[] values, Shape shape, int axis, int at) {
        if (axis == shape.rank()) {
            return DoubleNode.valueOf(values[at]);
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        int stride = 1;
        for (int inner = axis + 1; inner < shape.rank(); inner++) {
            stride *= (int) shape.dim(inner);
        }
        for (int row = 0; row < shape.dim(axis); row++) {
            rows.add(of(values, shape, axis + 1, at + row * stride));
        }
        return rows;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
