package dev.wengert.nn;

import dev.wengert.nn.checkpoint.CheckpointException;
import dev.wengert.nn.checkpoint.TensorFile;
import dev.wengert.nn.data.Examples;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A training run as a file keeps it: the recipe, the parameters, what the optimiser remembers, and the place in the data.
 *
 * <p>Owns its tensors until it is closed. The file format is that of {@link TensorFile}.
 */
public final class Checkpoint implements AutoCloseable {

    private static final String NOTE = "note.";

    private final Path path;
    private final TensorFile file;
    private final Recipe recipe;

    private Checkpoint(Path path, TensorFile file) {
        this.path = path;
        this.file = file;
        this.recipe = readRecipe();
    }

    /**
     * Writes the state of a trainer. The old file stays until the new one is complete.
     *
     * @param notes of the caller, which come back from {@link #note}
     * @throws CheckpointException if that fails; then the old file is still there
     */
    public static void write(Path path, Trainer trainer, Map<String, String> notes) {
        Recipe recipe = trainer.recipe();
        Trainer.Position position = trainer.position();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("model", recipe.model().describe());
        metadata.put("optimizer", recipe.optimizer().name());
        metadata.put("learning_rate", Double.toString(recipe.learningRate()));
        metadata.put("decay", Double.toString(recipe.decay()));
        metadata.put("batch", Integer.toString(recipe.batch()));
        metadata.put("dtype", recipe.dtype().toString());
        metadata.put("seed", Long.toString(recipe.seed()));
        metadata.put("frozen", String.join(",", recipe.frozen()));
        metadata.put("step", Long.toString(position.steps()));
        metadata.put("epoch", Integer.toString(position.epoch()));
        metadata.put("steps_in_epoch", Integer.toString(position.stepsInEpoch()));
        metadata.put("loss_sum", Double.toString(position.lossSum()));
        metadata.put("hits", Long.toString(position.hits()));
        metadata.put("data", trainer.examples().fingerprint());
        notes.forEach((key, note) -> metadata.put(NOTE + key, note));
        TensorFile.write(path, trainer.state(), metadata);
    }

    /**
     * Reads a checkpoint.
     *
     * @throws CheckpointException if the file cannot be read, is damaged, or holds no training run
     */
    public static Checkpoint read(Path path) {
        TensorFile file = TensorFile.read(path);
        try {
            return new Checkpoint(path, file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** What is trained and how. */
    public Recipe recipe() {
        return recipe;
    }

    /** A note that was written with it, if there is one. */
    public Optional<String> note(String key) {
        return Optional.ofNullable(file.metadata().get(NOTE + key));
    }

    /** The values of the parameters by name, and what the optimiser remembers; owned by this. */
    public Map<String, Tensor> tensors() {
        return file.tensors();
    }

    /**
     * A trainer that goes on where the checkpoint was written, to the same bits as if nothing had happened. It does not use
     * this checkpoint any more.
     *
     * @param examples those that training began with
     * @throws CheckpointException if the examples are others, or the tensors are not those of the model and the optimiser
     */
    public Trainer resume(Examples examples, Workers workers) {
        if (!metadata("data", Function.identity()).equals(examples.fingerprint())) {
            throw new CheckpointException("The checkpoint " + path
                    + " was written while training on other data; name the data that it was trained on.");
        }
        Trainer trainer = new Trainer(recipe, examples, workers);
        try {
            trainer.state()
                    .forEach((name, tensor) ->
                            tensor.copyFrom(tensor(name, tensor).segment()));
            trainer.resumeAt(
                    metadata("epoch", Integer::valueOf) - 1,
                    metadata("steps_in_epoch", Integer::valueOf),
                    metadata("loss_sum", Double::valueOf),
                    metadata("hits", Long::valueOf));
            return trainer;
        } catch (RuntimeException e) {
            trainer.close();
            throw e;
        }
    }

    /**
     * An evaluator of the parameters in this checkpoint, which must stay open while it is used.
     *
     * @throws CheckpointException if the tensors are not those of the model
     */
    public Evaluator evaluator(Examples examples, Workers workers) {
        try {
            return new Evaluator(recipe.model(), tensors(), examples, workers);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(
                    "The checkpoint " + path + " does not hold the parameters of its model "
                            + recipe.model().describe() + " (" + e.getMessage() + "); use another copy of it.",
                    e);
        }
    }

    private Recipe readRecipe() {
        try {
            return new Recipe(
                    metadata("model", Classifier::parse),
                    metadata("optimizer", Optimizer::parse),
                    metadata("learning_rate", Double::valueOf),
                    metadata("decay", Double::valueOf),
                    metadata("batch", Integer::valueOf),
                    metadata("dtype", DType::parse),
                    metadata("seed", Long::valueOf),
                    frozen(file.metadata().getOrDefault("frozen", "")));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(
                    "The checkpoint " + path + " holds a run that cannot be (" + e.getMessage()
                            + "); use another copy of it.",
                    e);
        }
    }

    /** Names with commas between them; checkpoints of before there were frozen parameters have none. */
    private static List<String> frozen(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
    }

    private Tensor tensor(String name, Tensor expected) {
        Tensor tensor = file.tensors().get(name);
        if (tensor == null || !tensor.type().equals(expected.type())) {
            throw new CheckpointException("The checkpoint " + path + " has "
                    + (tensor == null ? "no tensor" : "a tensor " + tensor.type()) + " '" + name + "' where "
                    + expected.type() + " is expected; it is a checkpoint of another model.");
        }
        return tensor;
    }

    private <T> T metadata(String key, Function<String, T> parse) {
        String text = file.metadata().get(key);
        if (text == null) {
            throw new CheckpointException("The checkpoint " + path + " has no '" + key
                    + "' in its metadata, so it holds no training run of Wengert; name one that the trainer wrote.");
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(
                    "The checkpoint " + path + " has '" + text + "' for '" + key + "' in its metadata ("
                            + e.getMessage() + "); it was written by another version.",
                    e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
