package dev.wengert.examples.closed;

import dev.wengert.expression.Expressions;
import dev.wengert.list.Register;

/** Expressions in a package that is open to nobody. */
public final class Shut extends Expressions {
    final Register x = input();
}
