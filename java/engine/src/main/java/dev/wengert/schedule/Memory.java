package dev.wengert.schedule;

import dev.wengert.list.Buffer;
import dev.wengert.list.Register;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The buffers of a schedule, those of lists within its list too, and the ranges of the slab that they take. */
final class Memory {
    private final MemoryUse use;
    private final List<Storage> storages = new ArrayList<>();
    private final Slab kept = new Slab();
    private final Slab planned = new Slab();
    private final List<long[]> constants = new ArrayList<>();
    private long constantBytes;

    Memory(MemoryUse use) {
        this.use = use;
    }

    MemoryUse use() {
        return use;
    }

    /** A new buffer. It has a place at once, but for one that is planned, which is to be {@linkplain #place placed}. */
    Storage add(long bytes, Place.Area area, @Nullable Register register) {
        Storage storage = new Storage(storages.size(), bytes, area, Optional.ofNullable(register));
        storages.add(storage);
        if (area == Place.Area.KEPT) {
            storage.offset = kept.take(bytes);
        }
        return storage;
    }

    Storage constants(long[] values) {
        Storage storage = add((long) values.length * Long.BYTES, Place.Area.CONSTANTS, null);
        storage.offset = constantBytes;
        constantBytes += storage.bytes;
        constants.add(values.clone());
        return storage;
    }

    Storage of(Buffer buffer) {
        return storages.get(buffer.slot());
    }

    /** Gives a planned buffer its range of the slab, if it has none. */
    void place(Storage storage) {
        if (storage.area == Place.Area.PLANNED && !storage.placed) {
            storage.offset = planned.take(storage.bytes);
            storage.placed = true;
        }
    }

    /** Takes back the ranges of planned buffers, for what is placed from now on. */
    void release(List<Storage> dead) {
        if (use == MemoryUse.PLANNED) {
            dead.stream()
                    .filter(storage -> storage.placed)
                    .forEach(storage -> planned.give(storage.offset, storage.bytes));
        }
    }

    /** Bytes of the slab that keep their value from run to run. */
    long keptBytes() {
        return kept.end();
    }

    /** Bytes of the slab. */
    long slabBytes() {
        return Slab.sum(kept.end(), planned.end());
    }

    /** The place of each buffer, by slot: what is kept comes first in the slab. */
    List<Place> places() {
        return storages.stream().map(storage -> storage.place(kept.end())).toList();
    }

    long[] constants() {
        return constants.stream().flatMapToLong(Arrays::stream).toArray();
    }
}
