package dev.wengert.nn;

import dev.wengert.nn.data.DataException;
import dev.wengert.nn.data.Examples;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.Map;

/**
 * Counts what a model gets right. It reads the parameters where they are, so while a {@link Trainer} trains them it always
 * judges their present values.
 *
 * <p>For one thread at a time. Close it before what it was given. Closing twice is harmless.
 */
public final class Evaluator implements AutoCloseable {

    private static final int ROWS = 250;

    private final Examples examples;
    private final Session session;
    private final Tensor order;
    private final int rows;

    /**
     * Binds parameters and examples.
     *
     * @param parameters by name, as {@link Trainer#parameters()} gives them; not modified, and stay the caller's
     * @param examples stay the caller's, of the same element type as the parameters
     * @throws DataException if the examples do not fit the model
     * @throws IllegalArgumentException if a parameter is missing or of another type
     */
    public Evaluator(Classifier model, Map<String, Tensor> parameters, Examples examples, Workers workers) {
        Trainer.requireFit(model, examples);
        DType dtype = examples.images().dtype();
        this.examples = examples;
        this.rows = Math.min(ROWS, examples.count());
        this.order = Tensor.zeros(DType.I32, rows);
        this.session = Program.compile(Lists.evaluation(model, dtype, examples.count(), rows))
                .open(workers);
        try {
            session.bind("images", examples.images());
            session.bind("labels", examples.labels());
            session.bind("order", order);
            session.program().list().parameters().forEach(parameter -> {
                Tensor value = parameters.get(parameter.name());
                if (value == null) {
                    throw new IllegalArgumentException("there is no value for parameter " + parameter);
                }
                session.bind(parameter.name(), value);
            });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Judges the parameters as they are now.
     *
     * @throws TrainingException if the loss is not finite
     */
    public Evaluation evaluate() {
        double loss = 0;
        int correct = 0;
        Tensor losses = session.tensor("losses");
        Tensor hits = session.tensor("hits");
        for (int from = 0; from < examples.count(); from += rows) {
            int count = Math.min(rows, examples.count() - from);
            // Rows behind the last example repeat an example and are not counted.
            for (int i = 0; i < rows; i++) {
                order.setLong(i, i < count ? from + i : from);
            }
            session.run();
            for (int i = 0; i < count; i++) {
                loss += losses.getDouble(i);
                correct += (int) hits.getDouble(i);
            }
        }
        double meanLoss = loss / examples.count();
        if (!Double.isFinite(meanLoss)) {
            throw new TrainingException("The loss over " + examples.count() + " examples is " + meanLoss
                    + ": the parameters are no longer useful; train again with a smaller learning rate.");
        }
        return new Evaluation(examples.count(), correct, meanLoss);
    }

    @Override
    public void close() {
        session.close();
        order.close();
    }
}
