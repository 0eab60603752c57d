package dev.wengert.runtime;

import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.schedule.Instruction;
import dev.wengert.schedule.MemoryUse;
import dev.wengert.schedule.Planner;
import dev.wengert.schedule.Schedule;
import dev.wengert.tensor.Tensor;
import java.util.stream.Stream;

/** A list that is planned and bound to the kernels of this machine. Immutable, shared by threads, owns nothing native. */
public final class Program {
    private final Schedule schedule;

    /** A program of a schedule whose kernels all exist. */
    Program(Schedule schedule) {
        this.schedule = schedule;
    }

    /** Plans a list. */
    public static Program compile(WengertList list) {
        return compile(list, MemoryUse.PLANNED);
    }

    /**
     * Plans a list, with a choice of how memory is used.
     *
     * @throws IllegalArgumentException if an operator writes an instruction whose kernel does not exist
     */
    public static Program compile(WengertList list, MemoryUse use) {
        Library.load();
        Schedule schedule = Planner.plan(list, use, Blas::address);
        Stream.concat(schedule.prologue().stream(), schedule.instructions().stream())
                .map(Instruction::kernel)
                .forEach(Library::kernel);
        return new Program(schedule);
    }

    /** The list. */
    public WengertList list() {
        return schedule.list();
    }

    /** The instructions and buffers. */
    public Schedule schedule() {
        return schedule;
    }

    /** The bytes that a session takes for values, known before it is opened. */
    public long peakBytes() {
        return schedule.peakBytes();
    }

    /** Opens a session that runs on its caller's thread alone. */
    public Session open() {
        return open(Workers.of(1));
    }

    /** Opens a session that runs on these workers. They must stay open until the session is closed. */
    public Session open(Workers workers) {
        return new Session(this, workers);
    }

    /**
     * Runs once on the caller's thread and gives a copy of the only output.
     *
     * @param inputs the inputs that have no default value, in the order of declaration
     * @return the value, yours to close
     */
    public Tensor call(Tensor... inputs) {
        var open = list().inputs().stream()
                .filter(input -> input.defaultValue().isEmpty())
                .toList();
        if (open.size() != inputs.length || list().outputs().size() != 1) {
            throw new IllegalArgumentException("list " + list().name() + " has inputs " + open + " and outputs "
                    + list().outputs() + "; call takes all inputs and gives the only output");
        }
        try (Session session = open()) {
            for (int i = 0; i < inputs.length; i++) {
                session.bind(open.get(i).name(), inputs[i]);
            }
            session.run();
            Register output = list().outputs().get(0);
            return Tensor.copyOf(session.tensor(output.name()));
        }
    }
}
