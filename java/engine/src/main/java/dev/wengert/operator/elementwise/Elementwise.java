package dev.wengert.operator.elementwise;

import dev.wengert.list.Operator;

/** The elementwise operators that are records and no rows: those with attributes and those of three operands. */
public sealed interface Elementwise extends Operator permits Cast, Clip, UnaryWith, Where {}
