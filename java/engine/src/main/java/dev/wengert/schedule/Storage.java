package dev.wengert.schedule;

import dev.wengert.list.Buffer;
import dev.wengert.list.Register;
import java.util.Optional;

/** A buffer while it is being planned: what shares it and how long it lives. */
final class Storage {
    /** After every assignment: an output, or a value that an update needs. */
    static final int FOREVER = Integer.MAX_VALUE;

    final int slot;
    final long bytes;
    final Place.Area area;
    final Optional<Register> register;
    int lastUse = -1;
    /** Whether a planned buffer has a range of the slab. */
    boolean placed;

    long offset;

    Storage(int slot, long bytes, Place.Area area, Optional<Register> register) {
        this.slot = slot;
        this.bytes = bytes;
        this.area = area;
        this.register = register;
    }

    Buffer buffer() {
        return new Buffer(slot);
    }

    /** The place, without bytes where nothing reads what would lie there. */
    Place place(long keptBytes) {
        boolean planned = area == Place.Area.PLANNED;
        return new Place(area, planned ? keptBytes + offset : offset, planned && !placed ? 0 : bytes, register);
    }
}
