package dev.wengert.nn;

import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.nn.data.DataException;
import dev.wengert.nn.data.EpochOrder;
import dev.wengert.nn.data.Examples;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits a model to examples: each step is one native call that picks a batch, computes loss and gradients, and updates the
 * parameters.
 *
 * <p>Every epoch visits the examples in a new order ({@link EpochOrder}). When their number is no multiple of the batch, the
 * last few of that order are left out of that epoch, so that every step has the same shape and weight.
 *
 * <p>The result depends on the recipe and the examples alone, whatever the number of threads, and wherever training was
 * interrupted and resumed. For one thread at a time. Closing twice is harmless; examples and workers are closed after it.
 */
public final class Trainer implements AutoCloseable {

    private final Recipe recipe;
    private final Examples examples;
    private final List<String> parameterNames;
    private final Session session;
    private final Tensor learningRate;
    private final Tensor batchOrder;
    private final int[] order;
    private final EpochOrder epochOrder;
    private final int stepsPerEpoch;
    private final Position position;

    /**
     * Makes ready for the first step.
     *
     * @param examples stay the caller's, and must stay open
     * @param workers stay the caller's, and must stay open
     * @throws DataException if the examples do not fit the model, or are fewer than a batch
     */
    public Trainer(Recipe recipe, Examples examples, Workers workers) {
        requireFit(recipe.model(), examples);
        if (examples.count() < recipe.batch()) {
            throw new DataException("A batch of " + recipe.batch() + " is more than the " + examples.count()
                    + " training examples; choose a smaller batch.");
        }
        if (examples.images().dtype() != recipe.dtype()) {
            throw new IllegalArgumentException("the recipe is for " + recipe.dtype() + ", the examples are "
                    + examples.images().dtype() + "; make them with Examples.of(images, recipe.dtype())");
        }
        this.recipe = recipe;
        this.examples = examples;
        this.order = new int[examples.count()];
        this.epochOrder = new EpochOrder(recipe.seed(), examples.count());
        this.stepsPerEpoch = examples.count() / recipe.batch();
        this.position = new Position();
        this.learningRate = Tensor.zeros(recipe.dtype());
        this.batchOrder = Tensor.zeros(DType.I32, recipe.batch());
        WengertList forward = Lists.forward(recipe, examples.count());
        this.parameterNames = forward.parameters().stream().map(Register::name).toList();
        this.session = Program.compile(Lists.step(recipe, forward)).open(workers);
        session.bind("images", examples.images());
        session.bind("labels", examples.labels());
        session.bind("order", batchOrder);
        session.bind(Optimizer.LEARNING_RATE, learningRate);
        beginEpoch();
    }

    static void requireFit(Classifier model, Examples examples) {
        if (examples.features() != model.features() || examples.classes() != model.classes()) {
            throw new DataException("The model " + model.describe() + " takes " + model.features() + " numbers and "
                    + model.classes() + " classes, but the examples have " + examples.features() + " and "
                    + examples.classes() + "; use the data that the model was made for.");
        }
    }

    /** What is trained and how. */
    public Recipe recipe() {
        return recipe;
    }

    /** Where training is. */
    public TrainingProgress progress() {
        return position;
    }

    /** Whether the first {@code epochs} epochs are over. */
    public boolean isDone(int epochs) {
        return (position.isEpochOver() ? position.epoch + 1 : position.epoch) >= epochs;
    }

    /**
     * Trains until {@code epochs} epochs are over since training began, or the listener says to stop.
     *
     * @throws TrainingException if a loss is not finite
     */
    public void run(int epochs, TrainingListener listener) {
        boolean goOn = true;
        while (goOn && !isDone(epochs)) {
            if (position.isEpochOver()) {
                position.epoch++;
                position.stepsInEpoch = 0;
                beginEpoch();
            }
            step();
            goOn = listener.afterStep(position);
            if (position.isEpochOver()) {
                listener.afterEpoch(position);
            }
        }
    }

    /**
     * The parameters of the model, by name. Views, closed with this; bound, read or written between steps: to go on from the
     * parameters of an earlier run, copy them in.
     */
    public Map<String, Tensor> parameters() {
        return tensors(parameterNames);
    }

    /** All that the next step depends on: the parameters of the model and what the optimiser remembers. Views. */
    Map<String, Tensor> state() {
        return tensors(session.program().list().parameters().stream()
                .map(Register::name)
                .toList());
    }

    private Map<String, Tensor> tensors(List<String> names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        names.forEach(name -> tensors.put(name, session.tensor(name)));
        return tensors;
    }

    Examples examples() {
        return examples;
    }

    Position position() {
        return position;
    }

    /** Goes on from a position of an earlier run, whose {@link #state()} has been copied into this one's; epochs from 0. */
    void resumeAt(int epoch, int stepsInEpoch, double lossSum, long hits) {
        position.epoch = epoch;
        position.stepsInEpoch = stepsInEpoch;
        beginEpoch();
        position.lossSum = lossSum;
        position.hits = hits;
    }

    private void beginEpoch() {
        position.lossSum = 0;
        position.hits = 0;
        epochOrder.fill(position.epoch, order);
        learningRate.setDouble(0, recipe.learningRate(position.epoch));
    }

    private void step() {
        MemorySegment.copy(
                order,
                position.stepsInEpoch * recipe.batch(),
                batchOrder.segment(),
                ValueLayout.JAVA_INT,
                0,
                recipe.batch());
        session.run();
        position.stepsInEpoch++;
        position.loss = session.value("loss");
        position.lossSum += position.loss;
        position.hits += Math.round(session.value("hits"));
        if (!Double.isFinite(position.loss)) {
            throw new TrainingException("The loss became " + position.loss + " at step " + position.steps() + " (epoch "
                    + position.epoch() + ", batch " + position.stepsInEpoch + " of " + stepsPerEpoch
                    + "); start again with a learning rate below " + recipe.learningRate() + ".");
        }
    }

    @Override
    public void close() {
        session.close();
        learningRate.close();
        batchOrder.close();
    }

    /** Where training is, and the sums of this epoch. */
    final class Position implements TrainingProgress {
        private int epoch;
        private int stepsInEpoch;
        private double loss = Double.NaN;
        private double lossSum;
        private long hits;

        private Position() {}

        private boolean isEpochOver() {
            return stepsInEpoch == stepsPerEpoch;
        }

        @Override
        public int epoch() {
            return epoch + 1;
        }

        @Override
        public int stepsInEpoch() {
            return stepsInEpoch;
        }

        @Override
        public int stepsPerEpoch() {
            return stepsPerEpoch;
        }

        @Override
        public long steps() {
            return (long) epoch * stepsPerEpoch + stepsInEpoch;
        }

        @Override
        public double loss() {
            return loss;
        }

        @Override
        public double meanLoss() {
            return lossSum / stepsInEpoch;
        }

        @Override
        public double accuracy() {
            return (double) hits / ((long) stepsInEpoch * recipe.batch());
        }

        double lossSum() {
            return lossSum;
        }

        long hits() {
            return hits;
        }
    }
}
