package dev.wengert.operator.elementwise;

import dev.wengert.list.Operator;

/** The elementwise operators with attributes, which are records and no rows. */
public sealed interface Elementwise extends Operator permits Cast {}
