package dev.wengert.schedule;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Tiling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Plans a list: each operator writes its instructions, and every buffer gets its place. Lifetimes are known from the list,
 * so one walk in order gives ranges of the slab out and takes them back; time is near linear in the length of the list.
 */
public final class Planner {
    private static final int MOST_BUFFERS = 12;
    private static final int MOST_SIZES = 8;
    private static final int MOST_SCALARS = 4;

    private final WengertList list;
    private final MemoryUse use;
    private final ToLongFunction<String> blas;
    private final Sharing sharing;
    private final Slab slab = new Slab();
    private final List<Instruction> prologue = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<long[]> constants = new ArrayList<>();
    private long constantBytes;

    private Planner(WengertList list, MemoryUse use, boolean bindsOutputs, ToLongFunction<String> blas) {
        this.list = list;
        this.use = use;
        this.blas = blas;
        this.sharing = new Sharing(list, use, bindsOutputs);
    }

    /**
     * The schedule of a list.
     *
     * @param blas the address of a CBLAS routine by name, or 0 to use the handwritten kernels
     */
    public static Schedule plan(WengertList list, MemoryUse use, ToLongFunction<String> blas) {
        return new Planner(list, use, false, blas).plan();
    }

    /**
     * The schedule of a list whose outputs lie where the caller says, as inputs do, and of which each run computes everything:
     * for an operator alone that is called with values from anywhere.
     */
    public static Schedule planWithBoundOutputs(WengertList list, ToLongFunction<String> blas) {
        return new Planner(list, MemoryUse.SEPARATE, true, blas).plan();
    }

    /** The schedule of a list with planned memory and the handwritten kernels for products. */
    public static Schedule plan(WengertList list) {
        return plan(list, MemoryUse.PLANNED, routine -> 0);
    }

    private Schedule plan() {
        for (Storage storage : sharing.storages()) {
            if (storage.area == Place.Area.KEPT) {
                storage.offset = slab.take(storage.bytes);
            }
        }
        long kept = slab.end();
        Map<Integer, List<Storage>> dying = dying();
        Map<Storage, Boolean> placed = new HashMap<>();
        int step = 0;
        for (Assignment assignment : list.assignments()) {
            for (Register result : assignment.results()) {
                Storage storage = sharing.storage(result);
                if (storage.area == Place.Area.PLANNED && placed.put(storage, true) == null) {
                    storage.offset = slab.take(storage.bytes);
                    if (storage.lastUse < step) {
                        dying.computeIfAbsent(step, key -> new ArrayList<>()).add(storage);
                    }
                }
            }
            lower(assignment);
            release(dying.getOrDefault(step, List.of()));
            step++;
        }
        copyUpdates();
        return new Schedule(
                list,
                prologue,
                instructions,
                sharing.storages().stream().map(Storage::place).toList(),
                slots(),
                constants.stream().flatMapToLong(Arrays::stream).toArray(),
                kept,
                slab.end());
    }

    /** The planned buffers by the step that uses them last. */
    private Map<Integer, List<Storage>> dying() {
        Map<Integer, List<Storage>> dying = new HashMap<>();
        for (Storage storage : sharing.storages()) {
            if (storage.area == Place.Area.PLANNED) {
                dying.computeIfAbsent(storage.lastUse, key -> new ArrayList<>()).add(storage);
            }
        }
        return dying;
    }

    private void release(List<Storage> storages) {
        if (use == MemoryUse.PLANNED) {
            storages.forEach(storage -> slab.give(storage.offset, storage.bytes));
        }
    }

    private void lower(Assignment assignment) {
        if (assignment.operator().overwrites() == Overwrites.VIEW) {
            if (!sharing.isView(assignment)) {
                Register view = assignment.result();
                copy(sharing.storage(assignment.operand(0)), sharing.storage(view), view, Optional.of(assignment));
            }
            return;
        }
        Emitter emitter = new Emitter(assignment, sharing.isOnce(assignment) ? prologue : instructions);
        assignment.operator().lower(assignment, emitter);
        release(emitter.scratch);
    }

    /** Copies next values that could not be computed in place, by way of working memory where they are overwritten too. */
    private void copyUpdates() {
        List<Runnable> stores = new ArrayList<>();
        list.updates().forEach((parameter, next) -> {
            if (sharing.isInPlace(parameter) || sharing.storage(next) == sharing.storage(parameter)) {
                return;
            }
            Storage source = sharing.storage(next);
            if (source.area != Place.Area.PLANNED) {
                Storage copy = sharing.add(source.bytes, Place.Area.PLANNED);
                copy.offset = slab.take(copy.bytes);
                copy(source, copy, next, Optional.empty());
                source = copy;
            }
            Storage from = source;
            stores.add(() -> copy(from, sharing.storage(parameter), next, Optional.empty()));
        });
        stores.forEach(Runnable::run);
    }

    private void copy(Storage from, Storage to, Register register, Optional<Assignment> origin) {
        long n = register.type().size();
        if (n > 0) {
            instructions.add(new Instruction(
                    "copy_b" + register.type().dtype().byteSize(),
                    Tiling.elements(n),
                    List.of(n, n, 1L, 0L, 0L),
                    List.of(),
                    List.of(new Buffer(to.slot), new Buffer(from.slot), Buffer.NONE),
                    origin));
        }
    }

    private Map<Register, Integer> slots() {
        Map<Register, Integer> slots = new HashMap<>();
        list.declarations().forEach(register -> slots.put(register, sharing.storage(register).slot));
        for (Assignment assignment : list.assignments()) {
            assignment.results().forEach(result -> slots.put(result, sharing.storage(result).slot));
        }
        return slots;
    }

    /** What one assignment writes its instructions into. */
    private final class Emitter implements Lowering {
        private final Assignment assignment;
        private final List<Instruction> target;
        private final List<Storage> scratch = new ArrayList<>();

        Emitter(Assignment assignment, List<Instruction> target) {
            this.assignment = assignment;
            this.target = target;
        }

        @Override
        public Buffer operand(int i) {
            return new Buffer(sharing.storage(assignment.operand(i)).slot);
        }

        @Override
        public Buffer result(int i) {
            return new Buffer(sharing.storage(assignment.result(i)).slot);
        }

        @Override
        public Buffer scratch(long bytes) {
            Storage storage = sharing.add(bytes, Place.Area.PLANNED);
            storage.offset = slab.take(bytes);
            scratch.add(storage);
            return new Buffer(storage.slot);
        }

        @Override
        public Buffer constants(long... values) {
            Storage storage = sharing.add((long) values.length * Long.BYTES, Place.Area.CONSTANTS);
            storage.offset = constantBytes;
            constantBytes += storage.bytes;
            constants.add(values.clone());
            return new Buffer(storage.slot);
        }

        @Override
        public long blas(String routine) {
            return blas.applyAsLong(routine);
        }

        @Override
        public void emit(String kernel, long tiles, long[] sizes, double[] scalars, Buffer... buffers) {
            if (sizes.length > MOST_SIZES
                    || scalars.length > MOST_SCALARS
                    || buffers.length > MOST_BUFFERS
                    || tiles < 0) {
                throw new IllegalArgumentException(assignment.describe() + ": kernel " + kernel + " takes at most "
                        + MOST_BUFFERS + " buffers, " + MOST_SIZES + " sizes and " + MOST_SCALARS
                        + " scalars, and no negative number of tiles");
            }
            if (tiles > 0) {
                target.add(new Instruction(
                        kernel,
                        tiles,
                        Arrays.stream(sizes).boxed().toList(),
                        Arrays.stream(scalars).boxed().toList(),
                        List.of(buffers),
                        Optional.of(assignment)));
            }
        }
    }
}
