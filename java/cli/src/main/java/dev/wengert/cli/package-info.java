/** The command line. {@link dev.wengert.cli.Main} is where it begins. */
@NullMarked
package dev.wengert.cli;

import org.jspecify.annotations.NullMarked;
