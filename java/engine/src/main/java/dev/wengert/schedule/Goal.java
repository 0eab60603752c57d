package dev.wengert.schedule;

import dev.wengert.list.Register;
import org.jspecify.annotations.Nullable;

/**
 * Where a value of a list is to be when its assignments are done.
 *
 * @param value the register that has it
 * @param target the buffer it is to be in
 * @param old the parameter or input that is in that buffer before, if one is
 */
record Goal(Register value, Storage target, @Nullable Register old) {}
