package dev.wengert.nn.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON header of a safetensors file.
 *
 * @param metadata text by key, in the order of the file
 * @param entries the tensors, in the order of their elements in the file
 */
record Header(Map<String, String> metadata, List<Entry> entries) {

    private static final String METADATA = "__metadata__";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * One tensor.
     *
     * @param name its name
     * @param type its element type and shape
     * @param begin where its elements begin, counted from the end of the header
     */
    record Entry(String name, TensorType type, long begin) {
        long end() {
            return begin + type.byteSize();
        }
    }

    /** How many bytes of elements follow the header. */
    long dataBytes() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
    }

    /** The header as JSON in UTF-8, without padding. */
    byte[] toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart(METADATA);
            for (Map.Entry<String, String> item : metadata.entrySet()) {
                json.writeStringField(item.getKey(), item.getValue());
            }
            json.writeEndObject();
            for (Entry entry : entries) {
                json.writeObjectFieldStart(entry.name());
                json.writeStringField("dtype", dtypeName(entry.type().dtype()));
                writeNumbers(json, "shape", entry.type().shape().dims());
                writeNumbers(json, "data_offsets", entry.begin(), entry.end());
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void writeNumbers(JsonGenerator json, String name, long... numbers) throws IOException {
        json.writeFieldName(name);
        json.writeArray(numbers, 0, numbers.length);
    }

    /**
     * Reads a header and checks that its tensors lie one behind the other without gaps.
     *
     * @throws IOException with a message that goes on after "its header is not valid: "
     */
    static Header parse(String json) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                expect(parser.nextToken(), JsonToken.START_OBJECT, "'" + name + "'");
                if (name.equals(METADATA)) {
                    readMetadata(parser, metadata);
                } else {
                    entries.add(readEntry(parser, name));
                }
            }
            expect(parser.currentToken(), JsonToken.END_OBJECT, "the header");
            if (parser.nextToken() != null) {
                throw new IOException("something follows its closing brace");
            }
        }
        // By end as well, because an empty tensor shares its beginning with the next one.
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin() != end) {
                throw new IOException("the elements of tensor '" + entry.name() + "' begin at " + entry.begin()
                        + " where " + end + " is expected");
            }
            end = entry.end();
        }
        return new Header(metadata, List.copyOf(entries));
    }

    private static void readMetadata(JsonParser parser, Map<String, String> metadata) throws IOException {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            expect(parser.nextToken(), JsonToken.VALUE_STRING, "metadata '" + key + "'");
            metadata.put(key, parser.getText());
        }
        expect(parser.currentToken(), JsonToken.END_OBJECT, "the metadata");
    }

    private static Entry readEntry(JsonParser parser, String name) throws IOException {
        String dtype = "";
        long[] shape = null;
        long[] offsets = null;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            switch (key) {
                case "dtype" -> {
                    expect(parser.currentToken(), JsonToken.VALUE_STRING, "the dtype of '" + name + "'");
                    dtype = parser.getText();
                }
                case "shape" -> shape = readNumbers(parser, "the shape of '" + name + "'");
                case "data_offsets" -> offsets = readNumbers(parser, "the data_offsets of '" + name + "'");
                default -> throw new IOException("tensor '" + name + "' has an unknown field '" + key + "'");
            }
        }
        if (shape == null || offsets == null || offsets.length != 2) {
            throw new IOException("tensor '" + name + "' lacks a dtype, a shape or two data_offsets");
        }
        TensorType type = type(name, dtype, shape);
        if (offsets[1] - offsets[0] != type.byteSize()) {
            throw new IOException("tensor '" + name + "' of type " + type + " has " + type.byteSize()
                    + " bytes, but its data_offsets are " + offsets[0] + " and " + offsets[1]);
        }
        return new Entry(name, type, offsets[0]);
    }

    private static TensorType type(String name, String dtype, long[] shape) throws IOException {
        try {
            TensorType type = new TensorType(dtype(name, dtype), Shape.of(shape));
            Math.multiplyExact(type.shape().size(), type.dtype().byteSize());
            return type;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("tensor '" + name + "' is too large: " + e.getMessage(), e);
        }
    }

    private static long[] readNumbers(JsonParser parser, String what) throws IOException {
        expect(parser.currentToken(), JsonToken.START_ARRAY, what);
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
            long number = parser.getLongValue();
            if (number < 0) {
                throw new IOException(what + " has the negative number " + number);
            }
            numbers.add(number);
        }
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static void expect(JsonToken token, JsonToken expected, String where) throws IOException {
        if (token != expected) {
            throw new IOException(where + " should be " + describe(expected));
        }
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY -> "a list of whole numbers";
            case VALUE_NUMBER_INT -> "whole numbers";
            default -> "text";
        };
    }

    private static String dtypeName(DType dtype) {
        return switch (dtype) {
            case F32 -> "F32";
            case F64 -> "F64";
            case I32 -> "I32";
            case I64 -> "I64";
            case BOOL -> "BOOL";
        };
    }

    private static DType dtype(String tensor, String name) throws IOException {
        for (DType dtype : DType.values()) {
            if (dtypeName(dtype).equals(name)) {
                return dtype;
            }
        }
        throw new IOException("tensor '" + tensor + "' has the element type '" + name
                + "', but only F32, F64, I32, I64 and BOOL can be read; convert it first");
    }
}
