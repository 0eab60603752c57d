package dev.wengert.schedule;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The buffers of a schedule, where they lie and how long they live. Steps are the assignments of the list, from 1; 0 is before
 * the first, and one more than there are assignments is the end of the run. A list within an assignment is one step: its
 * buffers take turns in it.
 */
public final class MemoryPlan {
    private final Schedule schedule;
    private final List<Lifetime> lifetimes;
    private final int peakStep;

    private MemoryPlan(Schedule schedule, List<Lifetime> lifetimes) {
        this.schedule = schedule;
        this.lifetimes = lifetimes;
        int peak = 0;
        long most = -1;
        for (int step = 1; step <= steps(); step++) {
            long bytes = aliveBytes(step);
            if (bytes > most) {
                most = bytes;
                peak = step;
            }
        }
        this.peakStep = peak;
    }

    /**
     * A buffer.
     *
     * @param place where it lies, and how large it is
     * @param first the step that first writes it
     * @param last the last step that needs it
     * @param registers the registers of the list that lie in it, in the order of definition; none in working memory and constants
     */
    public record Lifetime(Place place, int first, int last, List<Register> registers) {
        /** Whether it holds something at a step. */
        public boolean isAliveAt(int step) {
            return first <= step && step <= last;
        }
    }

    static MemoryPlan of(Schedule schedule) {
        WengertList list = schedule.list();
        int end = list.assignments().size() + 1;
        Spans spans = new Spans(schedule.places().size());
        list.declarations().forEach(register -> spans.add(schedule.slot(register), 0, register));
        Map<Assignment, Integer> steps = new HashMap<>();
        for (Assignment assignment : list.assignments()) {
            int step = steps.size() + 1;
            steps.put(assignment, step);
            assignment.operands().forEach(operand -> spans.use(schedule.slot(operand), step));
            assignment.results().forEach(result -> spans.add(schedule.slot(result), step, result));
        }
        Stream.concat(list.outputs().stream(), list.updates().values().stream())
                .forEach(register -> spans.use(schedule.slot(register), end));
        for (Instruction instruction : Stream.concat(schedule.prologue().stream(), schedule.instructions().stream())
                .toList()) {
            Optional<Assignment> outermost = instruction.within().isEmpty()
                    ? instruction.origin()
                    : Optional.of(instruction.within().getLast());
            int step = outermost.map(steps::get).orElse(end);
            instruction.buffers().stream()
                    .map(Buffer::slot)
                    .filter(slot -> slot >= 0)
                    .forEach(slot -> spans.use(slot, step));
        }
        List<Lifetime> lifetimes = new ArrayList<>();
        for (int slot = 0; slot < schedule.places().size(); slot++) {
            Place place = schedule.places().get(slot);
            boolean planned = place.area() == Place.Area.PLANNED;
            lifetimes.add(new Lifetime(
                    place, planned ? spans.first[slot] : 0, planned ? spans.last[slot] : end, spans.registers(slot)));
        }
        return new MemoryPlan(schedule, List.copyOf(lifetimes));
    }

    /** When each slot is first and last used, and what lies in it. */
    private static final class Spans {
        private final int[] first;
        private final int[] last;
        private final Map<Integer, List<Register>> registers = new HashMap<>();

        Spans(int slots) {
            first = new int[slots];
            last = new int[slots];
            Arrays.fill(first, Integer.MAX_VALUE);
        }

        void use(int slot, int step) {
            first[slot] = Math.min(first[slot], step);
            last[slot] = Math.max(last[slot], step);
        }

        void add(int slot, int step, Register register) {
            use(slot, step);
            registers.computeIfAbsent(slot, key -> new ArrayList<>()).add(register);
        }

        List<Register> registers(int slot) {
            return List.copyOf(registers.getOrDefault(slot, List.of()));
        }
    }

    /** The schedule. */
    public Schedule schedule() {
        return schedule;
    }

    /** Every buffer, by slot. */
    public List<Lifetime> lifetimes() {
        return lifetimes;
    }

    /** The buffer that a register lies in. */
    public Lifetime lifetime(Register register) {
        return lifetimes.get(schedule.slot(register));
    }

    /** How many steps there are. */
    public int steps() {
        return schedule.list().assignments().size();
    }

    /** The planned buffers that hold something at a step, in the order of their places. */
    public List<Lifetime> aliveAt(int step) {
        return lifetimes.stream()
                .filter(buffer -> buffer.place().area() == Place.Area.PLANNED && buffer.isAliveAt(step))
                .sorted(Comparator.comparingLong(buffer -> buffer.place().offset()))
                .toList();
    }

    /** The bytes of those, without what alignment adds; what several take in turn within one step is counted once. */
    public long aliveBytes(int step) {
        long bytes = 0;
        long end = 0;
        for (Lifetime buffer : aliveAt(step)) {
            long from = Math.max(end, buffer.place().offset());
            end = Math.max(end, buffer.place().offset() + buffer.place().bytes());
            bytes += Math.max(0, end - from);
        }
        return bytes;
    }

    /** The first step at which most bytes are alive; 0 in a list without assignments. */
    public int peakStep() {
        return peakStep;
    }

    /** A drawing in SVG: steps from left to right, places in the slab downwards, a box for each buffer while it lives. */
    public String toSvg() {
        return MemoryText.draw(this);
    }

    /** A line for each buffer: its place, its size, its life and the registers in it. */
    @Override
    public String toString() {
        return MemoryText.write(this);
    }
}
