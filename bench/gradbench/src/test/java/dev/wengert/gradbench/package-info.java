@NullMarked
package dev.wengert.gradbench;

import org.jspecify.annotations.NullMarked;
