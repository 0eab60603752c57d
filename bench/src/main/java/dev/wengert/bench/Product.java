package dev.wengert.bench;

import java.util.List;

/** A product of matrices as some network has it. */
record Product(String where, long m, long n, long k, boolean transposeX, boolean transposeY, long batch) {
    static final List<Product> ALL = List.of(
            plain("MLP layer 1", 128, 512, 784),
            plain("MLP layer 2", 128, 256, 512),
            plain("MLP layer 3", 128, 10, 256),
            left("MLP layer 1, dw", 784, 512, 128),
            left("MLP layer 2, dw", 512, 256, 128),
            left("MLP layer 3, dw", 256, 10, 128),
            right("MLP layer 2, dx", 128, 512, 256),
            right("MLP layer 3, dx", 128, 256, 10),
            right("wide dx", 128, 784, 512),
            plain("one row", 1, 512, 784),
            plain("8 rows", 8, 512, 784),
            plain("16 rows", 16, 576, 150),
            plain("cube of 64", 64, 64, 64),
            plain("cube of 1024", 1024, 1024, 1024),
            plain("LeNet conv 1, batch 1", 576, 6, 25),
            plain("LeNet conv 2, batch 1", 64, 16, 150),
            plain("LeNet conv 1, batch 64", 36864, 6, 25),
            plain("LeNet conv 2, batch 64", 4096, 16, 150),
            plain("LeNet dense 1, batch 64", 64, 120, 256),
            plain("LeNet dense 2, batch 64", 64, 84, 120),
            plain("LSTM step", 32, 512, 128),
            plain("LSTM input", 2048, 512, 65),
            plain("LSTM output", 2048, 65, 128),
            plain("attention projection", 2048, 128, 128),
            plain("attention feed forward", 2048, 512, 128),
            new Product("attention scores", 64, 64, 32, false, true, 128),
            new Product("attention values", 64, 32, 64, false, false, 128),
            plain("odd sizes", 33, 77, 101),
            plain("odd sizes", 257, 129, 63));

    private static Product plain(String where, long m, long n, long k) {
        return new Product(where, m, n, k, false, false, 1);
    }

    private static Product left(String where, long m, long n, long k) {
        return new Product(where, m, n, k, true, false, 1);
    }

    private static Product right(String where, long m, long n, long k) {
        return new Product(where, m, n, k, false, true, 1);
    }

    /** Floating-point operations; a multiply-add is two. */
    double operations() {
        return 2.0 * m * n * k * batch;
    }

    /** {@code m×n×k}, with the operand that is stored transposed and the batch. */
    String shape() {
        return (batch == 1 ? "" : batch + " × ") + m + "×" + n + "×" + k + (transposeX ? ", xᵀ" : "")
                + (transposeY ? ", yᵀ" : "");
    }
}
