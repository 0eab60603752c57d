package dev.wengert.operator;

import dev.wengert.tensor.Bounds;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How windows slide over images: what is said of a convolution or pooling beside its operands. Immutable; each method adds an
 * attribute, and what is left out is as in PyTorch. Numbers are one for each direction, rows first, or one for all.
 *
 * <pre>{@code Convolutions.conv2d(x, w, bias, Sliding.by(2).padding(1))}</pre>
 */
public final class Sliding {
    private static final Sliding USUAL = new Sliding(Map.of());

    private final Map<String, Object> attributes;

    private Sliding(Map<String, Object> attributes) {
        this.attributes = attributes;
    }

    /** Everything as PyTorch's defaults have it. */
    public static Sliding usual() {
        return USUAL;
    }

    /** From window to window. */
    public static Sliding by(long... stride) {
        return USUAL.with("stride", Bounds.of(stride));
    }

    /** How many elements are put around the images. */
    public Sliding padding(long... padding) {
        return with("padding", Bounds.of(padding));
    }

    /** As many zeros around the images as make the result as large. */
    public Sliding same() {
        return with("same", true);
    }

    /** From element to element of a window. */
    public Sliding dilation(long... dilation) {
        return with("dilation", Bounds.of(dilation));
    }

    /** Into how many groups the channels are cut. */
    public Sliding groups(long groups) {
        return with("groups", groups);
    }

    /** How much the result of a transposed convolution is longer at its end. */
    public Sliding outputPadding(long... padding) {
        return with("outputPadding", Bounds.of(padding));
    }

    /** A last window of a pooling may begin within the images and end outside. */
    public Sliding ceilMode() {
        return with("ceilMode", true);
    }

    /** An average does not count the padding. */
    public Sliding withoutPadding() {
        return with("countIncludePad", false);
    }

    /** An average divides by this, however large the window is. */
    public Sliding divisor(long divisor) {
        return with("divisorOverride", divisor);
    }

    /** What was said, as attributes of operators. */
    Map<String, Object> attributes() {
        return attributes;
    }

    /** The same with another attribute. */
    Sliding with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(attributes);
        more.put(name, value);
        return new Sliding(more);
    }
}
