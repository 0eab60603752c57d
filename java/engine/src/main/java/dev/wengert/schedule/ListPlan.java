package dev.wengert.schedule;

import dev.wengert.list.Assignment;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the instructions of one list, the schedule's own or one within it, and gives its buffers their ranges. */
final class ListPlan {
    private final Draft draft;
    private final Memory memory;
    private final Sharing sharing;
    private final List<Assignment> within;

    /** @param within the assignments whose lists this list is, innermost first */
    ListPlan(Draft draft, Sharing sharing, List<Assignment> within) {
        this.draft = draft;
        this.memory = draft.memory();
        this.sharing = sharing;
        this.within = within;
    }

    /**
     * Writes everything.
     *
     * @param before where to write what is the same in every iteration of the loop that this is the body of
     * @return the buffers of that, which are to be released behind the loop
     */
    List<Storage> write(List<Instruction> before) {
        List<Storage> steady = new ArrayList<>();
        for (Assignment assignment : sharing.assignments()) {
            if (sharing.isSteady(assignment)) {
                steady.addAll(place(assignment));
                draft.code().into(before, () -> lower(assignment));
            }
        }
        copyDeclared();
        Map<Integer, List<Storage>> dying = dying();
        int step = 0;
        for (Assignment assignment : sharing.assignments()) {
            if (!sharing.isSteady(assignment)) {
                place(assignment);
                lower(assignment);
            }
            memory.release(dying.getOrDefault(step, List.of()));
            step++;
        }
        copyComputed();
        List<Storage> rest = new ArrayList<>(dying.getOrDefault(Storage.FOREVER, List.of()));
        rest.removeAll(steady);
        memory.release(rest);
        return steady;
    }

    /** Gives results their ranges; one that nothing reads gets it if its operator asks where it is. */
    private List<Storage> place(Assignment assignment) {
        List<Storage> placed = new ArrayList<>();
        for (Register result : assignment.results()) {
            Storage storage = sharing.storage(result);
            if (storage.area == Place.Area.PLANNED && !storage.placed && sharing.isRead(result)) {
                memory.place(storage);
                placed.add(storage);
            }
        }
        return placed;
    }

    /** The planned buffers by the step that uses them last, or that makes them where nothing does. */
    private Map<Integer, List<Storage>> dying() {
        Map<Integer, List<Storage>> dying = new HashMap<>();
        for (Storage storage : sharing.own()) {
            if (storage.area == Place.Area.PLANNED) {
                dying.computeIfAbsent(storage.lastUse, key -> new ArrayList<>()).add(storage);
            }
        }
        return dying;
    }

    private void lower(Assignment assignment) {
        if (assignment.operator().overwrites() == Overwrites.VIEW) {
            if (!sharing.isView(assignment)) {
                copy(
                        sharing.storage(assignment.operand(0)),
                        sharing.storage(assignment.result()),
                        Optional.of(assignment));
            }
            return;
        }
        Code code = draft.code();
        Emitter emitter = new Emitter(draft, sharing, assignment, within);
        code.into(
                sharing.isOnce(assignment) ? code.prologue() : code.target(),
                () -> assignment.operator().lower(assignment, emitter));
        memory.release(emitter.scratch());
    }

    /** Copies inputs that are outputs too, while all of them are as they came. */
    private void copyDeclared() {
        for (Goal goal : sharing.goals()) {
            if (sharing.isCopiedFirst(goal)) {
                copy(sharing.storage(goal.value()), goal.target(), Optional.empty());
            }
        }
    }

    /** Copies what was not computed where it is to be, by way of working memory where another copy would overwrite it. */
    private void copyComputed() {
        List<Goal> open = sharing.goals().stream()
                .filter(goal -> !sharing.isCopiedFirst(goal) && sharing.storage(goal.value()) != goal.target())
                .toList();
        Set<Storage> targets = open.stream().map(Goal::target).collect(Collectors.toSet());
        List<Storage> staged = new ArrayList<>();
        List<Runnable> stores = new ArrayList<>();
        for (Goal goal : open) {
            Storage value = sharing.storage(goal.value());
            Storage source = value;
            if (targets.contains(value)) {
                source = memory.add(value.bytes, Place.Area.PLANNED, null);
                memory.place(source);
                staged.add(source);
                copy(value, source, Optional.empty());
            }
            Storage from = source;
            stores.add(() -> copy(from, goal.target(), Optional.empty()));
        }
        stores.forEach(Runnable::run);
        memory.release(staged);
    }

    private void copy(Storage from, Storage to, Optional<Assignment> origin) {
        if (from.bytes > 0 && from != to) {
            draft.code().add(new Control(origin, within).move(from.buffer(), to.buffer(), from.bytes));
        }
    }
}
