/**
 * Classifiers, optimisers and the loop that fits the one with the other.
 *
 * <p>A {@link dev.wengert.nn.Recipe} says what is trained and how; a {@link dev.wengert.nn.Trainer} does it, one native call
 * for each step; an {@link dev.wengert.nn.Evaluator} counts what the result gets right; a {@link dev.wengert.nn.Checkpoint}
 * keeps everything that the next step depends on, so that an interrupted run goes on to the same bits.
 *
 * <pre>{@code
 * Recipe recipe = Recipe.of(new Mlp(784, List.of(512, 256), 10), 1);
 * try (Examples train = Examples.of(GeneratedDigits.DEFAULT.read(2).train(), DType.F32);
 *         Workers workers = Workers.available();
 *         Trainer trainer = new Trainer(recipe, train, workers)) {
 *     trainer.run(10, new TrainingListener() {});
 * }
 * }</pre>
 *
 * <p>Nothing here accepts or returns {@code null}.
 */
@NullMarked
package dev.wengert.nn;

import org.jspecify.annotations.NullMarked;
