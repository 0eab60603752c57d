/** Random numbers whose every bit is fixed by this project, so that no release of the JDK can change a run. */
@NullMarked
package dev.wengert.nn.random;

import org.jspecify.annotations.NullMarked;
