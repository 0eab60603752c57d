/**
 * From list to schedule: which buffers there are, where they lie, and the instructions in order. Pure data; nothing here
 * touches native memory.
 */
@NullMarked
package dev.wengert.schedule;

import org.jspecify.annotations.NullMarked;
