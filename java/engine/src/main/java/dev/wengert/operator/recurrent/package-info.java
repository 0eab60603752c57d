/** Recurrent layers: whole sequences in one operator, with the gradients that go back through all their steps. */
@NullMarked
package dev.wengert.operator.recurrent;

import org.jspecify.annotations.NullMarked;
