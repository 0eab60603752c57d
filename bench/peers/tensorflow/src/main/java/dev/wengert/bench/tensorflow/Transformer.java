package dev.wengert.bench.tensorflow;

import dev.wengert.bench.workload.Sizes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The transformer, whose dense layers take all places as rows. */
record Transformer(Layers layers) {
    private static final int WIDTH = Sizes.HIDDEN / Sizes.HEADS;

    Operand<TFloat32> scores(Operand<TInt32> characters, int n) {
        Ops tf = layers.tf();
        Operand<TFloat32> embedded = tf.gather(layers.weight("character"), characters, tf.constant(0));
        Operand<TFloat32> h = tf.reshape(tf.math.add(embedded, layers.weight("position")), tf.array(-1, Sizes.HIDDEN));
        for (int i = 1; i <= Sizes.BLOCKS; i++) {
            String block = "block" + i + ".";
            h = tf.math.add(h, attention(layers.norm(h, block + "norm1"), block, n));
            Operand<TFloat32> up = tf.nn.relu(layers.dense(layers.norm(h, block + "norm2"), block + "up"));
            h = tf.math.add(h, layers.dense(up, block + "down"));
        }
        return layers.dense(layers.norm(h, "norm"), "dense");
    }

    private Operand<TFloat32> attention(Operand<TFloat32> x, String block, int n) {
        Ops tf = layers.tf();
        Operand<TFloat32> q = heads(layers.dense(x, block + "query"), n);
        Operand<TFloat32> k = heads(layers.dense(x, block + "key"), n);
        Operand<TFloat32> v = heads(layers.dense(x, block + "value"), n);
        Operand<TFloat32> scores = tf.train.batchMatMul(q, k, TFloat32.class, BatchMatMul.adjY(true));
        scores = tf.math.add(tf.math.mul(scores, tf.constant((float) (1 / Math.sqrt(WIDTH)))), mask());
        Operand<TFloat32> attended = tf.train.batchMatMul(tf.nn.softmax(scores), v, TFloat32.class);
        Operand<TFloat32> rows =
                tf.reshape(tf.linalg.transpose(attended, tf.array(0, 2, 1, 3)), tf.array(-1, Sizes.HIDDEN));
        return layers.dense(rows, block + "result");
    }

    private Operand<TFloat32> heads(Operand<TFloat32> x, int n) {
        Ops tf = layers.tf();
        return tf.linalg.transpose(tf.reshape(x, tf.array(n, Sizes.STEPS, Sizes.HEADS, WIDTH)), tf.array(0, 2, 1, 3));
    }

    /** 0 where a position looks, −∞ where it must not. */
    private Operand<TFloat32> mask() {
        float[][] mask = new float[Sizes.STEPS][Sizes.STEPS];
        for (int i = 0; i < Sizes.STEPS; i++) {
            for (int j = i + 1; j < Sizes.STEPS; j++) {
                mask[i][j] = -1e9F;
            }
        }
        return layers.tf().constant(mask);
    }
}
