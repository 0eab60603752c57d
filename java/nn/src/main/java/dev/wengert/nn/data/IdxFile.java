package dev.wengert.nn.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One file of unsigned bytes in the IDX format: the magic number {@code 0x0800 + rank}, {@code rank} sizes, the bytes, and
 * nothing after them. Numbers are big-endian and of 32 bits. The file may be compressed with gzip, whatever its name says.
 *
 * <p>Source: the page of Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
 */
final class IdxFile {

    private static final int UNSIGNED_BYTES = 0x0800;
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private final Path path;
    private final int[] sizes;
    private final byte[] bytes;

    private IdxFile(Path path, int[] sizes, byte[] bytes) {
        this.path = path;
        this.sizes = sizes;
        this.bytes = bytes;
    }

    /** Where it was read. */
    Path path() {
        return path;
    }

    /** How many axes it has with how many places. */
    int size(int axis) {
        return sizes[axis];
    }

    /** As many as the product of the sizes; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * Reads the file and checks everything that can be checked about it alone.
     *
     * @throws DataException if it cannot be read, is of another kind or rank, or is shorter or longer than its header says
     */
    static IdxFile read(Path path, int rank) {
        try (InputStream in = open(path)) {
            int[] header = readHeader(path, in, rank);
            int[] sizes = Arrays.copyOfRange(header, 1, header.length);
            int length = length(path, sizes);
            // readNBytes grows with what really comes, so a header that lies about its size costs no memory.
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new DataException(path + " is truncated: its header promises " + length + " bytes ("
                        + describe(sizes) + "), but only " + bytes.length + " follow; get the file again.");
            }
            if (in.read() != -1) {
                throw new DataException(path + " is oversized: bytes follow after the " + length + " ("
                        + describe(sizes) + ") that its header promises; get the file again.");
            }
            return new IdxFile(path, sizes, bytes);
        } catch (NoSuchFileException e) {
            throw new DataException(path + " does not exist; name a folder that holds it.", e);
        } catch (AccessDeniedException e) {
            throw new DataException(path + " may not be read by this user; change its permissions.", e);
        } catch (EOFException e) {
            throw new DataException(path + " is truncated: its gzip stream ends too early; get the file again.", e);
        } catch (ZipException e) {
            throw new DataException(
                    path + " is damaged: its gzip stream is not valid (" + e.getMessage() + "); get the file again.",
                    e);
        } catch (IOException e) {
            throw new DataException(path + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    private static InputStream open(Path path) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1F && raw.read() == 0x8B;
            raw.reset();
            return gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static int[] readHeader(Path path, InputStream in, int rank) throws IOException {
        byte[] bytes = in.readNBytes(4 * (1 + rank));
        if (bytes.length >= 4) {
            int magic = ByteBuffer.wrap(bytes).getInt();
            if (magic != UNSIGNED_BYTES + rank) {
                throw new DataException(String.format(
                        "%s has the wrong magic number: expected 0x%08x (%s), got 0x%08x; %s.",
                        path,
                        UNSIGNED_BYTES + rank,
                        kind(rank),
                        magic,
                        magic == UNSIGNED_BYTES + 4 - rank
                                ? "this is a file of " + kind(4 - rank) + ", so two files may have been swapped"
                                : "it is no IDX file of " + kind(rank)));
            }
        }
        if (bytes.length < 4 * (1 + rank)) {
            throw new DataException(path + " is truncated: an IDX header of " + kind(rank) + " has " + 4 * (1 + rank)
                    + " bytes, but the file has " + bytes.length + "; get the file again.");
        }
        int[] header = new int[1 + rank];
        ByteBuffer.wrap(bytes).asIntBuffer().get(header);
        return header;
    }

    private static String kind(int rank) {
        return switch (rank) {
            case 1 -> "labels";
            case 3 -> "images";
            default -> "rank " + rank;
        };
    }

    private static int length(Path path, int[] sizes) {
        long length = 1;
        for (int size : sizes) {
            // Each factor and each product kept fits 31 bits, so no product overflows a long.
            length = size < 0 ? Long.MAX_VALUE : length * size;
            if (length > LARGEST) {
                throw new DataException(path + " promises " + describe(sizes)
                        + " bytes in its header, more than the 2 GiB that can be read; its header is damaged or it is "
                        + "no IDX file.");
            }
        }
        return (int) length;
    }

    private static String describe(int[] sizes) {
        return Arrays.stream(sizes).mapToObj(Integer::toUnsignedString).collect(Collectors.joining("×"));
    }

    /** The start of a file that is not compressed, for those who write one. */
    static byte[] header(int... sizes) {
        ByteBuffer header = ByteBuffer.allocate(4 * (1 + sizes.length)).putInt(UNSIGNED_BYTES + sizes.length);
        for (int size : sizes) {
            header.putInt(size);
        }
        return header.array();
    }
}
