package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.tensor.Bounds;
import java.util.List;
import java.util.Map;

/**
 * Convolutions and pooling as functions, under their names in {@code torch.nn.functional}. Images are {@code (n, c, h, w)} or
 * {@code (c, h, w)}, signals {@code (n, c, l)} or {@code (c, l)}.
 */
public final class Convolutions implements Vocabulary {
    private Convolutions() {}

    /** The convolution of signals with weights {@code (out, c / groups, k)}. */
    public static Register conv1d(Register x, Register w, Sliding sliding) {
        return x.call("conv1d", sliding.attributes(), w);
    }

    /** The convolution of signals with weights {@code (out, c / groups, k)}, and a bias {@code (out)}. */
    public static Register conv1d(Register x, Register w, Register bias, Sliding sliding) {
        return x.call("conv1d", sliding.attributes(), w, bias);
    }

    /** The convolution of images with weights {@code (out, c / groups, kh, kw)}. */
    public static Register conv2d(Register x, Register w, Sliding sliding) {
        return x.call("conv2d", sliding.attributes(), w);
    }

    /** The convolution of images with weights {@code (out, c / groups, kh, kw)}, and a bias {@code (out)}. */
    public static Register conv2d(Register x, Register w, Register bias, Sliding sliding) {
        return x.call("conv2d", sliding.attributes(), w, bias);
    }

    /** The transposed convolution of signals with weights {@code (c, out / groups, k)}. */
    public static Register convTranspose1d(Register x, Register w, Sliding sliding) {
        return x.call("conv_transpose1d", sliding.attributes(), w);
    }

    /** The transposed convolution of signals with weights {@code (c, out / groups, k)}, and a bias {@code (out)}. */
    public static Register convTranspose1d(Register x, Register w, Register bias, Sliding sliding) {
        return x.call("conv_transpose1d", sliding.attributes(), w, bias);
    }

    /** The transposed convolution of images with weights {@code (c, out / groups, kh, kw)}. */
    public static Register convTranspose2d(Register x, Register w, Sliding sliding) {
        return x.call("conv_transpose2d", sliding.attributes(), w);
    }

    /** The transposed convolution of images with weights {@code (c, out / groups, kh, kw)}, and a bias {@code (out)}. */
    public static Register convTranspose2d(Register x, Register w, Register bias, Sliding sliding) {
        return x.call("conv_transpose2d", sliding.attributes(), w, bias);
    }

    /** The greatest elements of windows of signals; see {@link #maxPool2d}. */
    public static Register maxPool1d(Register x, long kernelSize, Sliding sliding) {
        return windows("max_pool1d", x, sliding, kernelSize).get(0);
    }

    /** The greatest elements of windows of images. Without a stride, windows lie side by side. */
    public static Register maxPool2d(Register x, long kernelSize, Sliding sliding) {
        return windows("max_pool2d", x, sliding, kernelSize).get(0);
    }

    /** The greatest elements of windows of images, and where in its plane each is, as row · width + column. */
    public static List<Register> maxPool2dWithIndices(Register x, long kernelSize, Sliding sliding) {
        return windows("max_pool2d", x, sliding.with("returnIndices", true), kernelSize);
    }

    /** The means of windows of signals; see {@link #avgPool2d}. */
    public static Register avgPool1d(Register x, long kernelSize, Sliding sliding) {
        return windows("avg_pool1d", x, sliding, kernelSize).get(0);
    }

    /** The means of windows of images. Without a stride, windows lie side by side. */
    public static Register avgPool2d(Register x, long kernelSize, Sliding sliding) {
        return windows("avg_pool2d", x, sliding, kernelSize).get(0);
    }

    /** The means of windows that share signals evenly. */
    public static Register adaptiveAvgPool1d(Register x, long outputSize) {
        return x.call("adaptive_avg_pool1d", Map.of("outputSize", Bounds.of(outputSize)));
    }

    /** The means of windows that share images evenly, as many down and across as the result is high and wide. */
    public static Register adaptiveAvgPool2d(Register x, long... outputSize) {
        return x.call("adaptive_avg_pool2d", Map.of("outputSize", Bounds.of(outputSize)));
    }

    /** The greatest elements of windows that share signals evenly. */
    public static Register adaptiveMaxPool1d(Register x, long outputSize) {
        return x.call("adaptive_max_pool1d", Map.of("outputSize", Bounds.of(outputSize)));
    }

    /** The greatest elements of windows that share images evenly. */
    public static Register adaptiveMaxPool2d(Register x, long... outputSize) {
        return x.call("adaptive_max_pool2d", Map.of("outputSize", Bounds.of(outputSize)));
    }

    /** The windows of images as columns, {@code (…, c, h, w)} to {@code (…, c · k · k, windows)}. */
    public static Register unfold(Register x, long kernelSize, Sliding sliding) {
        return windows("unfold", x, sliding, kernelSize).get(0);
    }

    /** Columns added up to images of that height and width, the adjoint of {@link #unfold}. */
    public static Register fold(Register x, long height, long width, long kernelSize, Sliding sliding) {
        return windows("fold", x, sliding.with("outputSize", Bounds.of(height, width)), kernelSize)
                .get(0);
    }

    private static List<Register> windows(String operator, Register x, Sliding sliding, long kernelSize) {
        Sliding sized = sliding.with("kernelSize", Bounds.of(kernelSize));
        return x.builder().call(operator, sized.attributes(), List.of(x));
    }
}
