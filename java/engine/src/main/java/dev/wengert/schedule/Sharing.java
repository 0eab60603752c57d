package dev.wengert.schedule;

import dev.wengert.list.Assignment;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.Role;
import dev.wengert.list.WengertList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which registers share a buffer: views with what they view, updated parameters with their next value, results with
 * operands that die.
 */
final class Sharing {
    /** Values that depend on nothing are computed once if they are no larger. */
    private static final long ONCE_BYTES = 64 * 1024;

    private final WengertList list;
    private final MemoryUse use;
    private final boolean bindsOutputs;
    private final Map<Register, Integer> lastUse = new HashMap<>();
    private final Map<Register, Register> roots = new HashMap<>();
    private final Map<Register, Integer> definedAt = new HashMap<>();
    private final Map<Register, Storage> storages = new HashMap<>();
    private final List<Storage> all = new ArrayList<>();
    private final Set<Assignment> once = new HashSet<>();
    private final Set<Assignment> copied = new HashSet<>();
    private final Map<Register, Register> inPlace = new HashMap<>();

    Sharing(WengertList list, MemoryUse use, boolean bindsOutputs) {
        this.list = list;
        this.use = use;
        this.bindsOutputs = bindsOutputs;
        findViews();
        findLifetimes();
        if (!bindsOutputs) {
            findOnce();
        }
        if (use == MemoryUse.PLANNED) {
            list.updates().forEach(this::updateInPlace);
        }
        list.declarations().forEach(this::declare);
        int step = 0;
        for (Assignment assignment : list.assignments()) {
            assign(assignment, step++);
        }
    }

    /** The buffers so far, by slot. */
    List<Storage> storages() {
        return all;
    }

    /** The buffer of a register. */
    Storage storage(Register register) {
        Storage storage = storages.get(root(register));
        if (storage == null) {
            throw new IllegalStateException("no buffer for " + register);
        }
        return storage;
    }

    /** Whether an assignment is computed once, when a session opens. */
    boolean isOnce(Assignment assignment) {
        return once.contains(assignment);
    }

    /**
     * Whether the result of an assignment is its operand in place, so that there is nothing to do. An output that views an
     * updated parameter is none: it shows the old value after the run.
     */
    boolean isView(Assignment assignment) {
        return assignment.operator().overwrites() == Overwrites.VIEW && !copied.contains(assignment);
    }

    /** Whether the next value of the parameter is computed in its place, so that nothing is to be copied. */
    boolean isInPlace(Register parameter) {
        return inPlace.containsValue(parameter);
    }

    /** A buffer that belongs to no register. */
    Storage add(long bytes, Place.Area area) {
        Storage storage = new Storage(all.size(), bytes, area, Optional.empty());
        all.add(storage);
        return storage;
    }

    private Register root(Register register) {
        return roots.getOrDefault(register, register);
    }

    private void findViews() {
        Set<Register> outputs = new HashSet<>(list.outputs());
        int step = 0;
        for (Assignment assignment : list.assignments()) {
            for (Register result : assignment.results()) {
                definedAt.put(result, step);
            }
            if (assignment.operator().overwrites() == Overwrites.VIEW) {
                Register root = root(assignment.operand(0));
                if (list.updates().containsKey(root) && outputs.contains(assignment.result())) {
                    copied.add(assignment);
                } else {
                    roots.put(assignment.result(), root);
                }
            }
            step++;
        }
    }

    private void findLifetimes() {
        int step = 0;
        for (Assignment assignment : list.assignments()) {
            for (Register operand : assignment.operands()) {
                lastUse.put(root(operand), step);
            }
            step++;
        }
        list.outputs().forEach(output -> lastUse.put(root(output), Storage.FOREVER));
        list.updates().values().forEach(next -> lastUse.put(root(next), Storage.FOREVER));
    }

    private int lastUse(Register root) {
        return lastUse.getOrDefault(root, -1);
    }

    private void findOnce() {
        Set<Register> fixed = new HashSet<>();
        for (Assignment assignment : list.assignments()) {
            boolean small = assignment.results().stream()
                    .allMatch(result -> result.type().byteSize() <= ONCE_BYTES);
            if (small && fixed.containsAll(assignment.operands())) {
                once.add(assignment);
                fixed.addAll(assignment.results());
            }
        }
    }

    /**
     * Lets the assignment that computes {@code next} write into the parameter: nothing may read the old value afterwards,
     * and where the assignment itself reads it, its operator must allow that.
     */
    private void updateInPlace(Register parameter, Register next) {
        Register target = root(next);
        Integer at = definedAt.get(target);
        if (at == null || roots.containsKey(target) || inPlace.containsKey(target)) {
            return;
        }
        Assignment assignment = list.assignments().get(at);
        if (once.contains(assignment) || lastUse(parameter) > at) {
            return;
        }
        int result = assignment.results().indexOf(target);
        for (int i = 0; i < assignment.operands().size(); i++) {
            boolean reads = root(assignment.operand(i)).equals(parameter);
            if (reads && !(mayOverwrite(assignment, result, i) && readsOnce(assignment, i))) {
                return;
            }
        }
        inPlace.put(target, parameter);
    }

    private void declare(Register register) {
        boolean bound = register.role() == Role.INPUT && register.defaultValue().isEmpty();
        define(
                register,
                new Storage(
                        all.size(),
                        register.type().byteSize(),
                        bound ? Place.Area.BOUND : Place.Area.KEPT,
                        Optional.of(register)));
    }

    private void define(Register root, Storage storage) {
        if (storage.slot == all.size()) {
            all.add(storage);
        }
        storages.put(root, storage);
        storage.lastUse = Math.max(storage.lastUse, lastUse(root));
    }

    private void assign(Assignment assignment, int step) {
        if (isView(assignment)) {
            return;
        }
        Set<Storage> taken = new HashSet<>();
        for (int i = 0; i < assignment.results().size(); i++) {
            Register result = assignment.result(i);
            Register parameter = inPlace.get(result);
            Storage shared = parameter != null ? storage(parameter) : donated(assignment, i, step, taken);
            if (shared != null) {
                taken.add(shared);
                define(result, shared);
            } else {
                define(
                        result,
                        new Storage(
                                all.size(), result.type().byteSize(), area(assignment, result), Optional.of(result)));
            }
        }
    }

    private Place.Area area(Assignment assignment, Register result) {
        if (bindsOutputs && list.outputs().contains(result)) {
            return Place.Area.BOUND;
        }
        return once.contains(assignment) ? Place.Area.KEPT : Place.Area.PLANNED;
    }

    /** The buffer of an operand that dies here and that the result may take the place of. */
    private @Nullable Storage donated(Assignment assignment, int result, int step, Set<Storage> taken) {
        if (use == MemoryUse.SEPARATE) {
            return null;
        }
        for (int i = 0; i < assignment.operands().size(); i++) {
            Storage storage = storage(assignment.operand(i));
            if (storage.area == Place.Area.PLANNED
                    && storage.lastUse == step
                    && !taken.contains(storage)
                    && mayOverwrite(assignment, result, i)
                    && readsOnce(assignment, i)) {
                return storage;
            }
        }
        return null;
    }

    private static boolean mayOverwrite(Assignment assignment, int result, int operand) {
        return assignment.operator().overwrites().allows(result, operand)
                && assignment
                        .result(result)
                        .type()
                        .equals(assignment.operand(operand).type());
    }

    /** Whether no other operand lies in the same buffer, unless the operator goes element by element. */
    private boolean readsOnce(Assignment assignment, int operand) {
        if (assignment.operator().overwrites() == Overwrites.ANY) {
            return true;
        }
        Register root = root(assignment.operand(operand));
        return assignment.operands().stream()
                        .filter(other -> root(other).equals(root))
                        .count()
                == 1;
    }
}
