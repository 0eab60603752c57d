package dev.wengert.nn.checkpoint;

import dev.wengert.tensor.Tensor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a safetensors file holds: named tensors and named texts.
 *
 * <p>Owns its tensors until it is closed. Element types F32, F64, I32, I64 and BOOL; BF16 and others are refused.
 */
public final class TensorFile implements AutoCloseable {

    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;

    /** Takes over the tensors. */
    TensorFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Reads a whole file into memory of its own. The file is not mapped: one that is cut short while it is mapped would end
     * the JVM.
     *
     * @throws CheckpointException if there is no such file, it cannot be read, it is no safetensors file, it is truncated or
     *     longer than its header says, or it has a checksum that does not fit
     */
    public static TensorFile read(Path path) {
        return TensorFileReader.read(path);
    }

    /**
     * Replaces {@code path} by a file with these tensors and texts and a checksum. The old file stays as it is until the new
     * one is complete and on the disk; nobody ever sees a part of it.
     *
     * @param tensors not modified; nobody may write to them meanwhile
     * @param metadata not modified; the keys {@code sha256} and {@code wengert} are taken
     * @throws CheckpointException if the file cannot be written; then the old one is still there
     */
    public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) {
        TensorFileWriter.write(path, tensors, metadata);
    }

    /**
     * Says early what {@link #write} would say late: that there is no such folder, or that it may not be written to.
     *
     * @throws CheckpointException if a file of that name cannot be written
     */
    public static void requireWritable(Path path) {
        TensorFileWriter.requireWritable(path);
    }

    /** The tensors by name, in the order of the file; owned by this. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** The texts by name, without the checksum. */
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
