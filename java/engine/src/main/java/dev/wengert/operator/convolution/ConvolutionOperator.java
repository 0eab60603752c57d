package dev.wengert.operator.convolution;

import dev.wengert.list.Operator;

/** Convolutions in one and two dimensions, their transposes, and windows as columns. */
public sealed interface ConvolutionOperator extends Operator permits Bilinear, Convolving, Windowing {}
