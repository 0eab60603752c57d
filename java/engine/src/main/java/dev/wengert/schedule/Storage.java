package dev.wengert.schedule;

import dev.wengert.list.Register;
import java.util.Optional;

/** A buffer while it is being planned: what shares it and how long it lives. */
final class Storage {
    /** After every assignment: an output, or a value that an update needs. */
    static final int FOREVER = Integer.MAX_VALUE;

    final int slot;
    final long bytes;
    final Optional<Register> register;
    Place.Area area;
    int lastUse = -1;
    long offset;

    Storage(int slot, long bytes, Place.Area area, Optional<Register> register) {
        this.slot = slot;
        this.bytes = bytes;
        this.area = area;
        this.register = register;
    }

    Place place() {
        return new Place(area, offset, bytes, register);
    }
}
