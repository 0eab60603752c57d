package dev.wengert.nn.checkpoint;

import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes safetensors files: elements go from native memory to the file in one pass, without a copy on the heap. */
final class TensorFileWriter {

    /** Elements begin at a multiple of this, and so do all of the widest type. */
    private static final int ALIGNMENT = 64;

    private static final long CHUNK = 1 << 20;

    private TensorFileWriter() {}

    static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<Header.Entry> entries = layOut(tensors);
        byte[] header = padded(new Header(Seal.blank(metadata), entries).toJson());
        try {
            AtomicFile.replace(path, channel -> writeTo(channel, header, entries, tensors));
        } catch (IOException e) {
            throw refusal(path, e);
        }
    }

    static void requireWritable(Path path) {
        try {
            AtomicFile.requireWritable(path);
        } catch (IOException e) {
            throw refusal(path, e);
        }
    }

    private static CheckpointException refusal(Path path, IOException e) {
        return new CheckpointException(
                "The checkpoint " + path + " cannot be written (" + Reason.of(e)
                        + "); name a file in a folder that exists, " + "may be written to and has room.",
                e);
    }

    /** Wide elements first, so that every tensor is aligned for its elements though nothing may lie between them. */
    private static List<Header.Entry> layOut(Map<String, Tensor> tensors) {
        List<String> names = new ArrayList<>(tensors.keySet());
        names.sort(
                Comparator.comparingLong(name -> -typeOf(tensors, name).dtype().byteSize()));
        List<Header.Entry> entries = new ArrayList<>();
        long begin = 0;
        for (String name : names) {
            Header.Entry entry = new Header.Entry(name, typeOf(tensors, name), begin);
            entries.add(entry);
            begin = entry.end();
        }
        return entries;
    }

    private static TensorType typeOf(Map<String, Tensor> tensors, String name) {
        return tensor(tensors, name).type();
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no tensor '" + name + "'");
        }
        return tensor;
    }

    /** The length of the header, the header, and spaces up to a multiple of {@link #ALIGNMENT}. */
    private static byte[] padded(byte[] json) {
        int length = Math.ceilDiv(Long.BYTES + json.length, ALIGNMENT) * ALIGNMENT;
        byte[] header = new byte[length];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length - Long.BYTES)
                .put(json);
        return header;
    }

    private static void writeTo(
            FileChannel channel, byte[] header, List<Header.Entry> entries, Map<String, Tensor> tensors)
            throws IOException {
        Seal seal = new Seal();
        seal.update(header);
        writeFully(channel, ByteBuffer.wrap(header));
        for (Header.Entry entry : entries) {
            MemorySegment elements = tensor(tensors, entry.name()).segment();
            for (long from = 0; from < elements.byteSize(); from += CHUNK) {
                ByteBuffer chunk = elements.asSlice(from, Math.min(CHUNK, elements.byteSize() - from))
                        .asByteBuffer();
                seal.update(chunk.duplicate());
                writeFully(channel, chunk);
            }
        }
        String json = new String(header, Long.BYTES, header.length - Long.BYTES, StandardCharsets.UTF_8);
        channel.position(Long.BYTES + Seal.blankPosition(json));
        writeFully(channel, ByteBuffer.wrap(seal.digits()));
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
