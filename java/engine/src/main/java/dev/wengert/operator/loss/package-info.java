/**
 * Losses, under the names and with the arguments of PyTorch's {@code torch.nn.functional}. They are formulas over elementwise
 * operators and reductions; what training spends its time on has kernels there: {@code softmax_cross_entropy}, {@code
 * logistic_loss}, {@code log_loss}, {@code huber} and {@code sum_squares}.
 */
@NullMarked
package dev.wengert.operator.loss;

import org.jspecify.annotations.NullMarked;
