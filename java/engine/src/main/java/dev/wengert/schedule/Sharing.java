package dev.wengert.schedule;

import dev.wengert.list.Assignment;
import dev.wengert.list.ByRegister;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which registers share a buffer: views with what they view, updated parameters with their next value, results with
 * operands that die. In a list within another, values that are to be somewhere are computed there where that is possible.
 */
final class Sharing {
    /** Values that depend on nothing are computed once if they are no larger. */
    private static final long ONCE_BYTES = 64 * 1024;

    private final WengertList list;
    private final Memory memory;
    private final Frame frame;
    private final List<Assignment> assignments;
    private final ByRegister<Integer> lastUse = new ByRegister<>();
    private final ByRegister<Register> roots = new ByRegister<>();
    private final ByRegister<Integer> definedAt = new ByRegister<>();
    private final ByRegister<Storage> storages = new ByRegister<>();
    private final Set<Storage> own = new LinkedHashSet<>();
    private final ByRegister<Assignment> once = new ByRegister<>();
    private final ByRegister<Assignment> steady = new ByRegister<>();
    private final ByRegister<Assignment> copied = new ByRegister<>();
    private final ByRegister<Goal> inPlace = new ByRegister<>();

    Sharing(WengertList list, Memory memory, Frame frame) {
        this.list = list;
        this.memory = memory;
        this.frame = frame;
        this.assignments = needed();
        findViews();
        findLifetimes();
        findFixed();
        frame.goals().stream().filter(goal -> goal.old() != null).forEach(this::computeInPlace);
        frame.goals().stream().filter(goal -> goal.old() == null).forEach(this::computeInPlace);
        frame.given().forEach(storages::put);
        int step = 0;
        for (Assignment assignment : assignments) {
            assign(assignment, step++);
        }
    }

    /** The assignments that are to be computed: all of a schedule's own list, and of one within it those that are needed. */
    List<Assignment> assignments() {
        return assignments;
    }

    /** Where values are to be in the end. */
    List<Goal> goals() {
        return frame.goals();
    }

    /** The buffers that are this list's own. */
    Set<Storage> own() {
        return own;
    }

    /** The buffer of a register. */
    Storage storage(Register register) {
        Storage storage = storages.get(root(register));
        if (storage == null) {
            throw new IllegalStateException("no buffer for " + register);
        }
        return storage;
    }

    /** The slots of all registers. */
    ByRegister<Integer> slots() {
        ByRegister<Integer> slots = new ByRegister<>();
        list.declarations().forEach(register -> slots.put(register, storage(register).slot));
        for (Assignment assignment : assignments) {
            assignment.results().forEach(result -> slots.put(result, storage(result).slot));
        }
        return slots;
    }

    /** Whether an assignment is computed once, when a session opens. */
    boolean isOnce(Assignment assignment) {
        return once.contains(assignment.result());
    }

    /** Whether an assignment is computed once, before the loop that this list is the body of. */
    boolean isSteady(Assignment assignment) {
        return steady.contains(assignment.result());
    }

    /** Whether anything reads a register. */
    boolean isRead(Register register) {
        return lastUse(root(register)) >= 0;
    }

    /**
     * Whether the result of an assignment is its operand in place, so that there is nothing to do. An output that views an
     * updated parameter is none: it shows the old value after the run.
     */
    boolean isView(Assignment assignment) {
        return assignment.operator().overwrites() == Overwrites.VIEW && !copied.contains(assignment.result());
    }

    /** Whether the value is there before anything is computed, and nothing else is in its target then. */
    boolean isCopiedFirst(Goal goal) {
        return goal.old() == null && !definedAt.contains(root(goal.value()));
    }

    private List<Assignment> needed() {
        if (!frame.within()) {
            return list.assignments();
        }
        Set<Register> live = new HashSet<>();
        frame.goals().forEach(goal -> live.add(goal.value()));
        List<Assignment> needed = new ArrayList<>();
        for (Assignment assignment : list.assignments().reversed()) {
            if (assignment.results().stream().anyMatch(live::contains)) {
                live.addAll(assignment.operands());
                needed.add(assignment);
            }
        }
        return needed.reversed();
    }

    private Register root(Register register) {
        return roots.getOrDefault(register, register);
    }

    private void findViews() {
        Set<Register> outputs = new HashSet<>(list.outputs());
        int step = 0;
        for (Assignment assignment : assignments) {
            for (Register result : assignment.results()) {
                definedAt.put(result, step);
            }
            if (assignment.operator().overwrites() == Overwrites.VIEW) {
                Register root = root(assignment.operand(0));
                if (list.updates().containsKey(root) && outputs.contains(assignment.result())) {
                    copied.put(assignment.result(), assignment);
                } else {
                    roots.put(assignment.result(), root);
                }
            }
            step++;
        }
    }

    private void findLifetimes() {
        int step = 0;
        for (Assignment assignment : assignments) {
            for (Register operand : assignment.operands()) {
                lastUse.put(root(operand), step);
            }
            step++;
        }
        frame.lasting().forEach(output -> lastUse.put(root(output), Storage.FOREVER));
        frame.goals().stream()
                .filter(goal -> !isCopiedFirst(goal))
                .forEach(goal -> lastUse.put(root(goal.value()), Storage.FOREVER));
    }

    private int lastUse(Register root) {
        return lastUse.getOrDefault(root, -1);
    }

    private void findFixed() {
        Set<Register> constant = new HashSet<>();
        Set<Register> fixed = new HashSet<>(frame.steady());
        for (Assignment assignment : assignments) {
            long bytes = bytes(assignment.results());
            if (frame.hasPrologue() && bytes <= ONCE_BYTES && constant.containsAll(assignment.operands())) {
                once.put(assignment.result(), assignment);
                constant.addAll(assignment.results());
                fixed.addAll(assignment.results());
            } else if (bytes <= Math.max(ONCE_BYTES, bytes(assignment.operands()))
                    && !frame.steady().isEmpty()
                    && fixed.containsAll(assignment.operands())) {
                steady.put(assignment.result(), assignment);
                fixed.addAll(assignment.results());
                assignment.results().forEach(result -> lastUse.put(root(result), Storage.FOREVER));
            }
        }
    }

    /** The size of the largest. */
    private static long bytes(List<Register> registers) {
        return registers.stream()
                .mapToLong(register -> register.type().byteSize())
                .max()
                .orElse(0);
    }

    /**
     * Lets the assignment that computes a value write where the value is to be. Nothing may read what was there before
     * afterwards, and where the assignment itself reads it, its operator must allow that.
     */
    private void computeInPlace(Goal goal) {
        Register target = root(goal.value());
        Integer at = definedAt.get(target);
        if (at == null || inPlace.contains(target)) {
            return;
        }
        Assignment assignment = assignments.get(at);
        if (once.contains(assignment.result()) || steady.contains(assignment.result())) {
            return;
        }
        Register old = goal.old();
        if (old == null || (memory.use() == MemoryUse.PLANNED && mayReplace(old, assignment, target, at))) {
            inPlace.put(target, goal);
        }
    }

    private boolean mayReplace(Register old, Assignment assignment, Register target, int at) {
        if (lastUse(old) > at) {
            return false;
        }
        int result = assignment.results().indexOf(target);
        for (int i = 0; i < assignment.operands().size(); i++) {
            boolean reads = root(assignment.operand(i)).equals(old);
            if (reads && !(mayOverwrite(assignment, result, i) && readsOnce(assignment, i))) {
                return false;
            }
        }
        return true;
    }

    /** A buffer of this list's own. */
    private Storage make(Register register, Place.Area area) {
        Storage storage = memory.add(register.type().byteSize(), area, register);
        own.add(storage);
        return storage;
    }

    private void assign(Assignment assignment, int step) {
        if (isView(assignment)) {
            return;
        }
        Set<Storage> taken = new HashSet<>();
        for (int i = 0; i < assignment.results().size(); i++) {
            Register result = assignment.result(i);
            Goal goal = inPlace.get(result);
            if (goal != null) {
                storages.put(result, goal.target());
                taken.add(goal.target());
                continue;
            }
            Storage donated = donated(assignment, i, step, taken);
            Storage storage = donated != null
                    ? donated
                    : make(result, once.contains(assignment.result()) ? Place.Area.KEPT : Place.Area.PLANNED);
            storages.put(result, storage);
            storage.lastUse = Math.max(storage.lastUse, Math.max(step, lastUse(result)));
            taken.add(storage);
        }
    }

    /** The buffer of an operand that dies here and that the result may take the place of. */
    private @Nullable Storage donated(Assignment assignment, int result, int step, Set<Storage> taken) {
        if (memory.use() == MemoryUse.SEPARATE) {
            return null;
        }
        for (int i = 0; i < assignment.operands().size(); i++) {
            Storage storage = storage(assignment.operand(i));
            if (storage.area == Place.Area.PLANNED
                    && own.contains(storage)
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
