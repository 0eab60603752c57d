package dev.wengert.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Arrays of real numbers, whole numbers of 64 bits and bools in NumPy's NPZ format: a zip of NPY files, version 1 or 2, little-endian, row-major. */
public final class Npz implements AutoCloseable {
    private static final Pattern HEADER =
            Pattern.compile("'descr': '[<|]([fib][148])', 'fortran_order': False, 'shape': \\(([^)]*)\\)");

    private final ZipFile zip;

    /** Opens a file. */
    public Npz(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
    }

    /** The elements of the array of that name. */
    public double[] read(String name) throws IOException {
        ZipEntry entry = Objects.requireNonNull(zip.getEntry(name + ".npy"), name);
        ByteBuffer bytes =
                ByteBuffer.wrap(zip.getInputStream(entry).readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        boolean first = bytes.get(6) == 1;
        int length = first ? Short.toUnsignedInt(bytes.getShort(8)) : bytes.getInt(8);
        int start = first ? 10 : 12;
        String header = new String(bytes.array(), start, length, StandardCharsets.US_ASCII);
        Matcher match = HEADER.matcher(header);
        if (!match.find()) {
            throw new IOException(name + ": not an array that can be read: " + header);
        }
        String type = match.group(1);
        int size = type.charAt(1) - '0';
        double[] elements = new double[(bytes.capacity() - start - length) / size];
        for (int i = 0; i < elements.length; i++) {
            int at = start + length + i * size;
            elements[i] = switch (type) {
                case "f4" -> bytes.getFloat(at);
                case "f8" -> bytes.getDouble(at);
                case "i8" -> bytes.getLong(at);
                case "b1" -> bytes.get(at);
                default -> throw new IOException(name + ": elements of type " + type);
            };
        }
        return elements;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
