/**
 * Short programs, each with the numbers that it must give; the tests run them. In an order to read them in:
 *
 * <ol>
 *   <li>{@link dev.wengert.examples.FirstList}: {@code (2x₁ + x₂)²} as text, with its values, its deltas and its gradient.
 *   <li>{@link dev.wengert.examples.Triangle}: a class whose fields name the registers.
 *   <li>{@link dev.wengert.examples.TraceTables}: both modes of differentiation as the tables of a textbook.
 *   <li>{@link dev.wengert.examples.Neuron}: one neuron, step by step.
 *   <li>{@link dev.wengert.examples.DerivativeAsSource}: a derivative as Java source, compiled and run.
 *   <li>{@link dev.wengert.examples.ForwardOrReverse}: a Jacobian by forward and by reverse mode, and what each costs.
 *   <li>{@link dev.wengert.examples.LogisticMap}: a loop of Java, and one within the list; the symbolic derivative explodes.
 *   <li>{@link dev.wengert.examples.DifferenceErrors}: why differences of values are no derivatives, with a plot.
 *   <li>{@link dev.wengert.examples.LogisticRegression}: a training step as one list; the example of README.md.
 *   <li>{@link dev.wengert.examples.SoftmaxRegression}: the same with 10,000 samples of 500 features in 5 classes.
 *   <li>{@link dev.wengert.examples.NewtonCg}: second derivatives as Hessian-vector products, on {@link
 *       dev.wengert.examples.Rosenbrock}'s function.
 *   <li>{@link dev.wengert.examples.StableSoftplus}: an operator of your own with a derivative of your own.
 *   <li>{@link dev.wengert.examples.LambertW}: an operator that Java computes.
 *   <li>{@link dev.wengert.examples.LogCosh}: an operator in C, in a library of yours, and how it is checked.
 * </ol>
 */
@NullMarked
package dev.wengert.examples;

import org.jspecify.annotations.NullMarked;
