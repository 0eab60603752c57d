package dev.wengert.nn.data;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Labelled images as the engine binds them, without a copy: one matrix of images and one vector of labels, off-heap.
 *
 * <p>Owns its tensors until it is closed; closing twice is harmless, and closing while a session has a tensor bound throws.
 */
public final class Examples implements AutoCloseable {

    private final Tensor images;
    private final Tensor labels;
    private final int classes;
    private final String fingerprint;

    private Examples(Tensor images, Tensor labels, int classes, String fingerprint) {
        this.images = images;
        this.labels = labels;
        this.classes = classes;
        this.fingerprint = fingerprint;
    }

    /**
     * Copies the images, each pixel divided by 255 and rounded once.
     *
     * @param dtype {@link DType#F32} or {@link DType#F64}
     * @throws IllegalArgumentException if {@code dtype} is another
     */
    public static Examples of(LabelledImages source, DType dtype) {
        if (!dtype.isReal()) {
            throw new IllegalArgumentException("images are held as f32 or f64, not as " + dtype);
        }
        int pixels = source.pixelsPerImage();
        Tensor images = Tensor.zeros(dtype, source.count(), pixels);
        Tensor labels = Tensor.zeros(DType.I32, source.count());
        copyPixels(source.pixels(), images);
        MemorySegment labelSegment = labels.segment();
        for (int i = 0; i < source.count(); i++) {
            labelSegment.setAtIndex(ValueLayout.JAVA_INT, i, source.label(i));
        }
        return new Examples(images, labels, source.classes(), source.fingerprint());
    }

    private static void copyPixels(byte[] pixels, Tensor images) {
        MemorySegment segment = images.segment();
        if (images.dtype() == DType.F32) {
            for (int i = 0; i < pixels.length; i++) {
                segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, (pixels[i] & 0xFF) / 255f);
            }
        } else {
            for (int i = 0; i < pixels.length; i++) {
                segment.setAtIndex(ValueLayout.JAVA_DOUBLE, i, (pixels[i] & 0xFF) / 255.0);
            }
        }
    }

    /** How many examples there are. */
    public int count() {
        return (int) images.shape().dim(0);
    }

    /** How many numbers an example has. */
    public int features() {
        return (int) images.shape().dim(1);
    }

    /** Labels are below this. */
    public int classes() {
        return classes;
    }

    /** What tells these examples from others: {@link LabelledImages#fingerprint()}. */
    public String fingerprint() {
        return fingerprint;
    }

    /** {@code [count, features]} in [0, 1]; owned by this. */
    public Tensor images() {
        return images;
    }

    /** {@code [count]}, i32 in [0, classes); owned by this. */
    public Tensor labels() {
        return labels;
    }

    @Override
    public void close() {
        images.close();
        labels.close();
    }
}
