package dev.wengert.bench.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A model in the form that ONNX files have (onnx.proto, ModelProto and what it contains; field numbers are from there). Values
 * go by name; {@link #node} gives the name of its first result.
 */
final class Graph {
    private static final int FLOAT = 1;
    private static final int INTEGERS = 7;
    private static final int INTEGER = 2;
    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 17;

    private final Message graph = new Message().text(2, "graph");
    private int nodes;

    Graph input(String name, long... dims) {
        graph.message(11, value(name, dims));
        return this;
    }

    Graph output(String name, long... dims) {
        graph.message(12, value(name, dims));
        return this;
    }

    String weight(String name, float[] values, long... dims) {
        Message tensor = new Message();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return name;
    }

    /** A node with one result and no attributes. */
    String node(String operator, String... inputs) {
        String result = operator.toLowerCase(java.util.Locale.ROOT) + ++nodes;
        node(operator, List.of(inputs), List.of(result));
        return result;
    }

    void node(String operator, List<String> inputs, List<String> results, Message... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        results.forEach(result -> node.text(2, result));
        node.text(4, operator);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
    }

    static Message attribute(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, INTEGER);
    }

    static Message attribute(String name, long[] values) {
        Message attribute = new Message().text(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, INTEGERS);
    }

    byte[] toBytes() {
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new Message().number(2, OPERATOR_SET))
                .toBytes();
    }

    private static Message value(String name, long... dims) {
        Message shape = new Message();
        for (long dim : dims) {
            shape.message(1, new Message().number(1, dim));
        }
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
