package dev.wengert.bench;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.nn.Lists;
import dev.wengert.nn.Mlp;
import dev.wengert.nn.Optimizer;
import dev.wengert.nn.Recipe;
import dev.wengert.nn.random.Philox;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.List;

/** The lists that are measured. */
final class Workloads {
    static final String MLP = "MLP 784-512-256-10, batch 128, f32, SGD";
    static final int BATCH = 128;

    private static final int FEATURES = 784;
    private static final int CLASSES = 10;

    private Workloads() {}

    /** A training step: forward, backward and update. Inputs x, y and lr. */
    static WengertList mlpStep() {
        Recipe recipe = new Recipe(
                new Mlp(FEATURES, List.of(512, 256), CLASSES), new Optimizer.Sgd(), 0.1, 1, BATCH, DType.F32, 1);
        return recipe.optimizer().minimize(Lists.loss(recipe), "loss");
    }

    /** The inputs of {@link #mlpStep()}: bound to sessions, closed after them. */
    record MlpInputs(Tensor x, Tensor y, Tensor rate) implements AutoCloseable {
        static MlpInputs random() {
            MlpInputs inputs = new MlpInputs(
                    Tensor.zeros(DType.F32, BATCH, FEATURES), Tensor.zeros(DType.I32, BATCH), Tensor.scalar(1e-3F));
            Philox random = new Philox(1, 0, 0);
            for (long i = 0; i < inputs.x.type().size(); i++) {
                inputs.x.setDouble(i, random.nextNormal());
            }
            for (int i = 0; i < BATCH; i++) {
                inputs.y.setDouble(i, i % CLASSES);
            }
            return inputs;
        }

        void bindTo(Session session) {
            session.bind("x", x);
            session.bind("y", y);
            session.bind(Optimizer.LEARNING_RATE, rate);
        }

        @Override
        public void close() {
            x.close();
            y.close();
            rate.close();
        }
    }

    /** {@code count} additions, each of the result before and x, whose value is written over and over. */
    static WengertList additions(int count, int elements) {
        ListBuilder list = WengertList.builder("additions");
        Register x = list.input("x", DType.F32, elements);
        Register y = x;
        for (int i = 0; i < count; i++) {
            y = y.add(x);
        }
        list.output("y", y);
        return list.build();
    }

    /** {@code z = op(x)·op(y)}, {@code (m,k)·(k,n) → (m,n)} for each matrix of the batch. */
    static WengertList product(Product p, DType dtype) {
        ListBuilder list = WengertList.builder("product");
        Register x = list.input("x", dtype, dims(p.batch(), p.transposeX(), p.m(), p.k()));
        Register y = list.input("y", dtype, dims(p.batch(), p.transposeY(), p.k(), p.n()));
        list.output("z", x.matmul(y, p.transposeX(), p.transposeY()));
        return list.build();
    }

    private static long[] dims(long batch, boolean transposed, long rows, long cols) {
        long first = transposed ? cols : rows;
        long second = transposed ? rows : cols;
        return batch == 1 ? new long[] {first, second} : new long[] {batch, first, second};
    }
}
