package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;

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
}
