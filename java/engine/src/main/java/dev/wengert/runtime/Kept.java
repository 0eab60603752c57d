package dev.wengert.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A resource as a file of a folder that processes share: {@code FOLDER/CHECKSUM-SIZE/NAME}. The checksum is the one that the
 * jar's directory has, so to look for the file needs no reading of the jar, and another version of a library is another file.
 * A file is used if its contents have that checksum and otherwise written anew; it appears whole or not at all, whoever else
 * writes it meanwhile. Folders in which all is kept already need not be writable.
 *
 * @param size in bytes
 * @param checksum CRC-32
 */
record Kept(long size, long checksum) {
    /** The file of a resource, written if there is none. */
    static Path file(Path folder, URL url) throws IOException {
        URLConnection connection = url.openConnection();
        Kept contents = of(connection, url);
        String path = url.getPath();
        Path file = folder.resolve(Long.toHexString(contents.checksum) + "-" + contents.size)
                .resolve(path.substring(path.lastIndexOf('/') + 1));
        if (!contents.areIn(file)) {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "part", "");
            try {
                try (InputStream in = connection.getInputStream()) {
                    Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return file;
    }

    private static Kept of(URLConnection connection, URL url) throws IOException {
        JarEntry entry = connection instanceof JarURLConnection jar ? jar.getJarEntry() : null;
        if (entry != null && entry.getSize() >= 0 && entry.getCrc() >= 0) {
            return new Kept(entry.getSize(), entry.getCrc());
        }
        try (CheckedInputStream in = new CheckedInputStream(url.openStream(), new CRC32())) {
            return new Kept(
                    in.transferTo(OutputStream.nullOutputStream()),
                    in.getChecksum().getValue());
        }
    }

    private boolean areIn(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != size) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            CRC32 found = new CRC32();
            found.update(
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer());
            return found.getValue() == checksum;
        }
    }
}
