package dev.wengert.nn.data;

import java.util.zip.CRC32C;

/**
 * Grey images of one size, each with the number of its class: what a pair of IDX files holds.
 *
 * <p>Immutable as long as nobody writes to the arrays, which are handed over and not copied. Safe to share by threads.
 */
public final class LabelledImages {

    private final int rows;
    private final int columns;
    private final int classes;
    private final byte[] pixels;
    private final byte[] labels;

    /**
     * Takes over both arrays.
     *
     * @param rows height of an image in pixels, at least 1
     * @param columns width of an image in pixels, at least 1
     * @param classes labels are in {@code [0, classes)}; at most 256
     * @param pixels {@code [count, rows, columns]}, unsigned, 0 is background
     * @param labels {@code [count]}, unsigned
     * @throws DataException if the sizes do not fit together or a label is out of range
     */
    public LabelledImages(int rows, int columns, int classes, byte[] pixels, byte[] labels) {
        if (rows < 1 || columns < 1) {
            throw new DataException("Images must have pixels, these are " + rows + "×" + columns + ".");
        }
        if (classes < 1 || classes > 256) {
            throw new DataException("The number of classes must be in [1, 256], it is " + classes + ".");
        }
        long expected = (long) labels.length * rows * columns;
        if (pixels.length != expected) {
            throw new DataException(labels.length + " images of " + rows + "×" + columns + " have " + expected
                    + " pixels, but there are " + pixels.length + ".");
        }
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] & 0xFF) >= classes) {
                throw new DataException("Label " + i + " is " + (labels[i] & 0xFF) + ", but labels must be in [0, "
                        + (classes - 1) + "].");
            }
        }
        this.rows = rows;
        this.columns = columns;
        this.classes = classes;
        this.pixels = pixels;
        this.labels = labels;
    }

    /** How many images there are. */
    public int count() {
        return labels.length;
    }

    /** Height of an image in pixels. */
    public int rows() {
        return rows;
    }

    /** Width of an image in pixels. */
    public int columns() {
        return columns;
    }

    /** Pixels of one image. */
    public int pixelsPerImage() {
        return rows * columns;
    }

    /** Labels are below this. */
    public int classes() {
        return classes;
    }

    /** Pixel {@code (row, column)} of image {@code image}, 0 to 255. */
    public int pixel(int image, int row, int column) {
        return pixels[(image * rows + row) * columns + column] & 0xFF;
    }

    /** The class of image {@code image}. */
    public int label(int image) {
        return labels[image] & 0xFF;
    }

    /** CRC-32C over size, pixels and labels, eight hexadecimal digits: tells one data set from another. */
    public String fingerprint() {
        CRC32C crc = new CRC32C();
        for (int size : new int[] {count(), rows, columns, classes}) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                crc.update(size >>> shift);
            }
        }
        crc.update(pixels);
        crc.update(labels);
        return String.format("%08x", crc.getValue());
    }

    /** {@code [count, rows, columns]}; not a copy and not to be written to. */
    byte[] pixels() {
        return pixels;
    }

    /** {@code [count]}; not a copy and not to be written to. */
    byte[] labels() {
        return labels;
    }
}
