package dev.wengert.nn.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A folder of IDX files under MNIST's names: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte} and the same
 * with {@code t10k}; a dot may stand before {@code idx}, and {@code .gz} may follow. A file without {@code .gz} is preferred.
 *
 * @param path the folder
 */
public record IdxFolder(Path path) {

    private static final int DIGITS = 10;

    /**
     * Reads the images and labels of one split. Labels must be digits.
     *
     * @throws DataException if the folder or a file is missing, a file is not what its name says, the counts differ, or a
     *     label is no digit
     */
    public LabelledImages read(Split split) {
        IdxFile images = IdxFile.read(find(split, "images", 3), 3);
        IdxFile labels = IdxFile.read(find(split, "labels", 1), 1);
        int count = images.size(0);
        if (count != labels.size(0)) {
            throw new DataException(images.path() + " holds " + count + " images, but " + labels.path() + " holds "
                    + labels.size(0) + " labels; the two files do not belong together.");
        }
        if (count == 0) {
            throw new DataException(images.path() + " holds no images; get the file again.");
        }
        try {
            return new LabelledImages(images.size(1), images.size(2), DIGITS, images.bytes(), labels.bytes());
        } catch (DataException e) {
            throw new DataException(images.path() + " and " + labels.path() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads both splits and checks that they fit together.
     *
     * @throws DataException as {@link #read(Split)}, and if the images of one split have another size than those of the other
     */
    public DataSet read() {
        LabelledImages train = read(Split.TRAIN);
        LabelledImages test = read(Split.TEST);
        try {
            return new DataSet(train, test);
        } catch (DataException e) {
            throw new DataException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes one split under MNIST's names, compressed, into the folder, which is made if need be.
     *
     * @throws DataException if that fails
     */
    public void write(Split split, LabelledImages images) {
        byte[] header = IdxFile.header(images.count(), images.rows(), images.columns());
        write(path.resolve(name(split, "images", 3, "-", ".gz")), header, images.pixels());
        write(path.resolve(name(split, "labels", 1, "-", ".gz")), IdxFile.header(images.count()), images.labels());
    }

    private void write(Path file, byte[] header, byte[] bytes) {
        try {
            Files.createDirectories(path);
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
                out.write(header);
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new DataException(file + " could not be written: " + e.getMessage() + ".", e);
        }
    }

    private Path find(Split split, String what, int rank) {
        if (!Files.exists(path)) {
            throw new DataException("The data folder " + path + " does not exist; name a folder of IDX files such as "
                    + "MNIST's, or leave the folder out to use the generated digits.");
        }
        if (!Files.isDirectory(path)) {
            throw new DataException(path + " is no folder; name the folder that holds the IDX files.");
        }
        for (String ending : List.of("", ".gz")) {
            for (String separator : List.of("-", ".")) {
                Path file = path.resolve(name(split, what, rank, separator, ending));
                if (Files.exists(file)) {
                    return file;
                }
            }
        }
        throw new DataException("The data folder " + path + " has no file " + name(split, what, rank, "-", "") + " or "
                + name(split, what, rank, "-", ".gz") + "; put it there, or name another folder.");
    }

    private static String name(Split split, String what, int rank, String separator, String ending) {
        return split.prefix() + "-" + what + separator + "idx" + rank + "-ubyte" + ending;
    }
}
