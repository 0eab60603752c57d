package dev.wengert.nn;

import dev.wengert.nn.data.Examples;
import dev.wengert.nn.data.GeneratedDigits;
import dev.wengert.nn.data.Split;
import dev.wengert.tensor.DType;

/** Small data for tests. */
final class Digits {

    private Digits() {}

    static Examples train(int count, DType dtype) {
        return Examples.of(GeneratedDigits.DEFAULT.draw(Split.TRAIN, count, 2), dtype);
    }

    static Examples test(int count, DType dtype) {
        return Examples.of(GeneratedDigits.DEFAULT.draw(Split.TEST, count, 2), dtype);
    }
}
