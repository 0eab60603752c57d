package dev.wengert.nn.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces a file as a whole: the bytes go to a new file in the same folder, reach the disk, and then take the name.
 *
 * <p>A kill before the last step leaves the old file, and beside it {@code .NAME.NUMBER.tmp}, which may be deleted. A file
 * that is reached through a symbolic link is replaced where it lies; the link stays.
 */
final class AtomicFile {

    /** Writes the bytes of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    private AtomicFile() {}

    static void replace(Path path, Content content) throws IOException {
        Path target = requireWritable(path);
        long number = ThreadLocalRandom.current().nextLong();
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + Long.toHexString(number) + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolderOf(target);
    }

    /** The file that a new one would replace, whose folder must exist and be writable. */
    static Path requireWritable(Path path) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new IOException("it is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        return target;
    }

    /** Makes the new name itself durable. Windows opens no folders; there the system alone decides when it is. */
    private static void forceFolderOf(Path file) {
        try (FileChannel channel = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            System.getLogger(AtomicFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "the folder of " + file + " could not be synced", e);
        }
    }
}
