package dev.wengert.operator.elementwise;

import dev.wengert.operator.Single;

/** An operator that is a row of a table and no record, so that its row says what it computes and not a comment. */
public sealed interface Row extends Single permits Unary, Binary, Comparison, Predicate {
    /**
     * The formula, then what there is to say of {@code Domain:}, {@code Convention:} (at kinks) and {@code Operands:} (their
     * names, unless x and y), each in a sentence that begins with that word; code stands between backticks.
     */
    String description();
}
