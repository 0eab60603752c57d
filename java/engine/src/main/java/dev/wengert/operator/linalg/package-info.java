/** Factorisations of matrices, and what follows from them: solutions, inverses, determinants, norms. */
@NullMarked
package dev.wengert.operator.linalg;

import org.jspecify.annotations.NullMarked;
