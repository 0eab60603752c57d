package dev.wengert.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TensorFileTest {

    @TempDir
    Path folder;

    @Test
    void readsBackEveryElementType() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("flags", Tensor.of(Shape.of(3), true, false, true));
        tensors.put("weights \"ü\"", Tensor.of(Shape.of(2, 2), 1f, Float.NaN, -0f, Float.MIN_VALUE));
        tensors.put("precise", Tensor.of(Shape.of(1, 3), Math.PI, Double.NEGATIVE_INFINITY, 0.1));
        tensors.put("step", Tensor.of(Shape.scalar(), 1L << 40));
        tensors.put("labels", Tensor.of(Shape.of(2), -1, Integer.MAX_VALUE));
        tensors.put("none", Tensor.zeros(DType.F32, 0, 5));
        Path file = folder.resolve("all.safetensors");

        TensorFile.write(file, tensors, Map.of("größe", "line\nbreak \" and \\", "empty", ""));

        try (TensorFile read = TensorFile.read(file)) {
            assertThat(read.metadata()).isEqualTo(Map.of("größe", "line\nbreak \" and \\", "empty", ""));
            assertThat(read.tensors()).containsOnlyKeys(tensors.keySet());
            tensors.forEach((name, tensor) -> {
                Tensor back = tensorOf(read, name);
                assertThat(back.type()).isEqualTo(tensor.type());
                assertThat(back.segment().mismatch(tensor.segment())).isEqualTo(-1);
            });
        }
        tensors.values().forEach(Tensor::close);
    }

    @Test
    void alignsTheElementsOfEveryTensor() throws IOException {
        Path file = writeSmall("small");
        byte[] bytes = Files.readAllBytes(file);
        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat((8 + header) % 64).isZero();
        Header parsed = Header.parse(new String(bytes, 8, (int) header, StandardCharsets.UTF_8));
        assertThat(parsed.entries())
                .hasSize(3)
                .allSatisfy(
                        entry -> assertThat(entry.begin() % entry.type().dtype().byteSize())
                                .isZero());
    }

    @Test
    void writesTensorsLargerThanOneChunk() {
        float[] values = new float[700_001];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Path file = folder.resolve("large");
        try (Tensor large = Tensor.of(Shape.of(values.length), values)) {
            TensorFile.write(file, Map.of("large", large), Map.of());
        }
        try (TensorFile read = TensorFile.read(file)) {
            assertThat(tensorOf(read, "large").toFloats()).isEqualTo(values);
        }
    }

    @Test
    void refusesAFileCutAnywhere() throws IOException {
        byte[] bytes = Files.readAllBytes(writeSmall("small"));
        for (int length = 0; length < bytes.length; length++) {
            assertRefused(Arrays.copyOf(bytes, length)).hasMessageContaining("is truncated");
        }
    }

    @Test
    void refusesAFileWithAnyBitChanged() throws IOException {
        byte[] bytes = Files.readAllBytes(writeSmall("small"));
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                bytes[at] ^= (byte) (1 << bit);
                assertRefused(bytes);
                bytes[at] ^= (byte) (1 << bit);
            }
        }
    }

    @Test
    void refusesBytesAfterTheLastTensor() throws IOException {
        byte[] bytes = Files.readAllBytes(writeSmall("small"));
        assertRefused(Arrays.copyOf(bytes, bytes.length + 1)).hasMessageContaining("is oversized");
    }

    @Test
    void saysThatAnAlteredFileWasAltered() throws IOException {
        byte[] bytes = Files.readAllBytes(writeSmall("small"));
        bytes[bytes.length - 1] ^= 1;
        assertRefused(bytes).hasMessageContaining("altered or damaged").hasMessageContaining("checksum");
    }

    @Test
    void refusesGarbage() {
        assertRefused("This is no safetensors file at all, but some text.".getBytes(StandardCharsets.UTF_8))
                .hasMessageContaining("no safetensors file");
        assertRefused(new byte[100]).hasMessageContaining("its header would have 0 bytes");
    }

    @Test
    void refusesAHugeHeaderWithoutReadingIt() {
        byte[] bytes = new byte[16];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MIN_VALUE);
        assertRefused(bytes).hasMessageContaining("its header would have 9223372036854775808 bytes");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(99_999_999);
        assertRefused(bytes).hasMessageContaining("should have 99999999 bytes, but 8 follow");
    }

    @Test
    void readsFilesOfOtherTools() throws IOException {
        Path file = folder.resolve("foreign");
        Files.write(
                file,
                foreign(
                        "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[1,5]},"
                                + "\"a\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[0,1]},"
                                + "\"__metadata__\":{\"format\":\"pt\"}}   ",
                        1,
                        0,
                        0,
                        0x80,
                        0x3F));
        try (TensorFile read = TensorFile.read(file)) {
            assertThat(read.metadata()).isEqualTo(Map.of("format", "pt"));
            assertThat(read.tensors()).containsOnlyKeys("a", "b");
            assertThat(tensorOf(read, "b").item()).isEqualTo(1);
            assertThat(tensorOf(read, "a").toLongs()).containsExactly(1);
        }
    }

    @Test
    void saysWhatIsWrongWithAHeader() {
        String f32 = "\"dtype\":\"F32\",\"shape\":[1]";
        List<List<String>> cases = List.of(
                List.of("[]", "the header should be an object"),
                List.of("{\"a\":1}", "'a' should be an object"),
                List.of("{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}", "element type 'BF16'"),
                List.of("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", "whole numbers"),
                List.of("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", "negative number -1"),
                List.of("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "has 8 bytes"),
                List.of(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,4]}}",
                        "too large"),
                List.of("{\"a\":{" + f32 + ",\"data_offsets\":[4,8]}}", "begin at 4 where 0 is expected"),
                List.of("{\"a\":{" + f32 + ",\"data_offsets\":[0]}}", "lacks"),
                List.of("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", "lacks"),
                List.of("{\"a\":{" + f32 + ",\"data_offsets\":[0,4],\"more\":1}}", "unknown field 'more'"),
                List.of("{\"a\":{" + f32 + ",\"data_offsets\":[0,4]},\"a\":{}}", "Duplicate"),
                List.of("{\"__metadata__\":{\"a\":1}}", "metadata 'a' should be text"),
                List.of("{} {}", "something follows"),
                List.of("{\"a\"", "not valid"),
                List.of("[".repeat(5_000), "not valid"));
        for (List<String> example : cases) {
            assertRefused(foreign(example.get(0), 0, 0, 0, 0)).hasMessageContaining(example.get(1));
        }
        assertRefused(foreign("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[4],\"data_offsets\":[0,4]}}", 0, 1, 2, 1))
                .hasMessageContaining("element 2 of the BOOL tensor 'a' is 2");
    }

    @Test
    void namesAFileThatIsMissingOrAFolder() {
        assertThatThrownBy(() -> TensorFile.read(folder.resolve("gone")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("gone does not exist");
        assertThatThrownBy(() -> TensorFile.read(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> writeSmall("gone/file"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("cannot be written (there is no file or folder " + folder.resolve("gone"));
        assertThatThrownBy(() -> writeSmall("")).hasMessageContaining("it is a folder");
    }

    @Test
    void keepsTheOldFileWhenWritingFailsHalfway() throws IOException {
        Path file = writeSmall("kept");
        byte[] before = Files.readAllBytes(file);
        Tensor closed = Tensor.zeros(DType.F32, 4);
        closed.close();
        assertThatThrownBy(() -> TensorFile.write(file, Map.of("closed", closed), Map.of()))
                .isInstanceOf(IllegalStateException.class);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(namesInFolder()).containsExactly("kept");
    }

    @Test
    void isNotDisturbedByWhatAKillLeftBehind() throws IOException {
        Path file = folder.resolve("file");
        Files.write(folder.resolve(".file.123.tmp"), new byte[10]);
        writeSmall("file");
        TensorFile.read(file).close();
        assertThat(namesInFolder()).containsExactlyInAnyOrder("file", ".file.123.tmp");
    }

    @Test
    void replacesTheFileBehindASymbolicLink() throws IOException {
        Path target = writeSmall("target");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target.getFileName());
        writeSmall("link");
        assertThat(link).isSymbolicLink();
        assertThat(target).isRegularFile();
    }

    @Test
    void rejectsMetadataThatClaimsToBeTheChecksum() {
        assertThatThrownBy(() -> TensorFile.write(folder.resolve("a"), Map.of(), Map.of("sha256", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Path writeSmall(String name) {
        Path file = folder.resolve(name);
        try (Tensor a = Tensor.of(Shape.of(3), 1f, 2f, 3f);
                Tensor b = Tensor.of(Shape.of(2), 1.0, 2.0);
                Tensor c = Tensor.of(Shape.of(3), true, false, true)) {
            TensorFile.write(file, Map.of("a", a, "b", b, "c", c), Map.of("step", "12"));
        }
        return file;
    }

    private AbstractThrowableAssert<?, ?> assertRefused(byte[] bytes) {
        Path file = folder.resolve("damaged");
        return assertThatThrownBy(() -> {
                    Files.write(file, bytes);
                    TensorFile.read(file).close();
                })
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(file.toString());
    }

    private static byte[] foreign(String header, int... data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        for (int b : data) {
            file.put((byte) b);
        }
        return file.array();
    }

    private static Tensor tensorOf(TensorFile file, String name) {
        Tensor tensor = file.tensors().get(name);
        if (tensor == null) {
            throw new AssertionError(
                    "no tensor " + name + " in " + file.tensors().keySet());
        }
        return tensor;
    }

    private List<String> namesInFolder() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
        return names;
    }
}
