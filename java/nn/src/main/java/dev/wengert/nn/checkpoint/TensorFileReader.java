package dev.wengert.nn.checkpoint;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads safetensors files and refuses what is wrong before anything of it is used. */
final class TensorFileReader {

    /** The limit of the format's reference implementation. */
    private static final long LONGEST_HEADER = 100_000_000;

    private static final long CHUNK = 1 << 20;

    private final Path path;

    private TensorFileReader(Path path) {
        this.path = path;
    }

    static TensorFile read(Path path) {
        if (!Files.exists(path)) {
            throw new CheckpointException("The checkpoint " + path + " does not exist; name an existing file.");
        }
        if (Files.isDirectory(path)) {
            throw new CheckpointException("The checkpoint " + path + " is a folder; name a file.");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new TensorFileReader(path).read(channel);
        } catch (IOException e) {
            throw new CheckpointException(
                    "The checkpoint " + path + " could not be read (" + Reason.of(e) + "); check the file and its "
                            + "permissions.",
                    e);
        }
    }

    private TensorFile read(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw refuse("is truncated: it has " + size + " bytes, fewer than the 8 that give its header's length");
        }
        ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, prefix);
        long length = prefix.getLong(0);
        if (length < 2 || length > LONGEST_HEADER) {
            throw refuse("is no safetensors file, or damaged: its header would have " + Long.toUnsignedString(length)
                    + " bytes, where 2 to " + LONGEST_HEADER + " are allowed");
        }
        if (length > size - Long.BYTES) {
            throw refuse("is truncated or no safetensors file: its header should have " + length + " bytes, but "
                    + (size - Long.BYTES) + " follow");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        readFully(channel, bytes);
        String json = decode(bytes.flip());
        Header header = parse(json);
        long expected = Long.BYTES + length + header.dataBytes();
        if (size != expected) {
            throw refuse((size < expected ? "is truncated" : "is oversized") + ": its header promises " + expected
                    + " bytes, but it has " + size);
        }
        Seal seal = new Seal();
        seal.update(prefix.array());
        seal.update(Seal.blanked(json, header.metadata()).getBytes(StandardCharsets.UTF_8));
        return new TensorFile(readTensors(channel, header, seal), Seal.open(header.metadata()));
    }

    private Map<String, Tensor> readTensors(FileChannel channel, Header header, Seal seal) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        boolean accepted = false;
        try {
            for (Header.Entry entry : header.entries()) {
                Tensor tensor = Tensor.zeros(entry.type());
                tensors.put(entry.name(), tensor);
                readElements(channel, tensor.segment(), seal);
                if (entry.type().dtype() == DType.BOOL) {
                    requireTruthValues(entry.name(), tensor.segment());
                }
            }
            if (Seal.isClaimed(header.metadata()) && !seal.matches(header.metadata())) {
                throw refuse("has been altered or damaged since it was written: its checksum does not fit");
            }
            accepted = true;
            return tensors;
        } finally {
            if (!accepted) {
                tensors.values().forEach(Tensor::close);
            }
        }
    }

    private void readElements(FileChannel channel, MemorySegment elements, Seal seal) throws IOException {
        for (long from = 0; from < elements.byteSize(); from += CHUNK) {
            ByteBuffer chunk = elements.asSlice(from, Math.min(CHUNK, elements.byteSize() - from))
                    .asByteBuffer();
            readFully(channel, chunk);
            seal.update(chunk.flip());
        }
    }

    private void requireTruthValues(String name, MemorySegment elements) {
        for (long i = 0; i < elements.byteSize(); i++) {
            int value = elements.get(ValueLayout.JAVA_BYTE, i);
            if ((value & ~1) != 0) {
                throw refuse("is damaged: element " + i + " of the BOOL tensor '" + name + "' is " + (value & 0xFF)
                        + ", neither 0 nor 1");
            }
        }
    }

    private Header parse(String json) {
        try {
            return Header.parse(json);
        } catch (IOException e) {
            throw refuse("is no safetensors file, or damaged: its header is not valid: " + firstLine(e), e);
        }
    }

    private String decode(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw refuse("is no safetensors file, or damaged: its header is no UTF-8 text", e);
        }
    }

    private void readFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw refuse("was cut short while it was read");
            }
        }
    }

    private CheckpointException refuse(String what) {
        return new CheckpointException("The checkpoint " + path + " " + what + "; use another copy of it.");
    }

    private CheckpointException refuse(String what, Throwable cause) {
        return new CheckpointException("The checkpoint " + path + " " + what + "; use another copy of it.", cause);
    }

    /** The JSON library adds lines that say where it was. */
    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be parsed");
    }
}
