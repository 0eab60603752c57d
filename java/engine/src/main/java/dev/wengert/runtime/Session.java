package dev.wengert.runtime;

import dev.wengert.list.Register;
import dev.wengert.list.Role;
import dev.wengert.schedule.Instruction;
import dev.wengert.schedule.Place;
import dev.wengert.schedule.Schedule;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Memory for one program, and what runs it. Parameters keep their values from run to run.
 *
 * <p>A session belongs to one thread at a time: any thread may use it, but a second one while it is used gets an exception.
 * After the first run nothing is allocated, on the Java heap or natively. Closing twice is harmless.
 */
public final class Session implements AutoCloseable {
    private final Program program;
    private final Workers workers;
    private final MemorySegment pool;
    private final Execution execution;
    private final Image image;
    private final Tensor memory;
    private final Map<String, Register> readable = new HashMap<>();
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final @Nullable Tensor[] bound;
    /** The slots of inputs and parameters. */
    private final int[] declared;

    /** Which slots are of parameters that a run updates. */
    private final boolean[] updated;

    private final AtomicBoolean busy = new AtomicBoolean();
    private int unbound;
    private boolean closed;

    Session(Program program, Workers workers) {
        this.program = program;
        this.workers = workers;
        this.pool = workers.join();
        Schedule schedule = program.schedule();
        try {
            this.execution = new Execution(schedule);
        } catch (Throwable e) {
            workers.leave();
            throw e;
        }
        this.image = execution.image();
        this.memory = Tensor.wrap(
                image.memory(),
                new TensorType(DType.BOOL, Shape.of(image.memory().byteSize())));
        this.bound = new Tensor[schedule.places().size()];
        this.declared =
                program.list().declarations().stream().mapToInt(schedule::slot).toArray();
        this.updated = new boolean[schedule.places().size()];
        program.list().updates().keySet().forEach(parameter -> updated[schedule.slot(parameter)] = true);
        program.list().declarations().forEach(this::declare);
        program.list().outputs().forEach(output -> readable.put(output.name(), output));
        try {
            execution.prepare();
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    private void declare(Register register) {
        readable.put(register.name(), register);
        int slot = program.schedule().slot(register);
        if (program.schedule().places().get(slot).area() == Place.Area.BOUND) {
            unbound++;
        } else {
            register.defaultValue().ifPresent(value -> own(register).copyFrom(value.segment()));
        }
    }

    /** The program. */
    public Program program() {
        return program;
    }

    /**
     * Binds an input, or a parameter, to a tensor by address: nothing is copied, later runs see what is in the tensor then,
     * and updates of a parameter are written into it. Until another one is bound or the session is closed, the tensor cannot
     * be closed. Where the tensor is over an arena of yours, keep that open: a run checks that it is.
     *
     * @throws IllegalArgumentException if there is no such input or parameter, the types differ, or the tensor shares memory
     *     with this session or with a parameter that a run would change while it reads
     */
    public void bind(String name, Tensor tensor) {
        enter();
        try {
            Register register = register(name);
            if (register.role() == Role.RESULT) {
                throw new IllegalArgumentException(register + " of list "
                        + program.list().name() + " is computed; only inputs and parameters are bound");
            }
            if (!register.type().equals(tensor.type())) {
                throw new IllegalArgumentException("expected a tensor " + register.type() + " for " + name + " of list "
                        + program.list().name() + ", found " + tensor.type());
            }
            if (!tensor.segment().isAccessibleBy(Thread.currentThread())) {
                throw new IllegalArgumentException("the tensor for " + name
                        + " lies in an arena that is confined to another thread; use Arena.ofShared()");
            }
            requireApart(register, tensor);
            int slot = program.schedule().slot(register);
            if (updated[slot] && tensor.segment().isReadOnly()) {
                throw new IllegalArgumentException(
                        "the tensor for " + name + " can only be read, and a run updates it; bind a copy");
            }
            tensor.retain();
            Tensor before = bound[slot];
            if (before != null) {
                before.release();
            } else if (image.address(slot) == 0) {
                unbound--;
            }
            bound[slot] = tensor;
            image.setAddress(slot, tensor.segment().address());
        } finally {
            leave();
        }
    }

    /**
     * The value of an input, parameter or output: a view, not a copy, that the next run overwrites. It is closed with the
     * session.
     *
     * @throws IllegalArgumentException if there is no such register, or it is neither of these
     */
    public Tensor tensor(String name) {
        requireOpen();
        Register register = register(name);
        Tensor given = bound[program.schedule().slot(register)];
        if (given != null) {
            return given.type().equals(register.type()) ? given : given.view(0, register.type());
        }
        return own(register);
    }

    /** The value of an input, parameter or output that is a single number. */
    public double value(String name) {
        return tensor(name).item();
    }

    /**
     * Runs the program once: one call into native code, loops and branches included, and one more for each call of an operator
     * that is written in Java.
     *
     * @throws IllegalStateException if an input is not bound, the session is closed, or another thread is using it
     * @throws RunException if a kernel refused a value, such as an index out of range, or an operator written in Java threw an
     *     exception; outputs are then undefined
     */
    public void run() {
        enter();
        try {
            requireInputs();
            execution.run(pool);
        } finally {
            leave();
        }
    }

    /**
     * Runs the program once with one call into native code for each instruction, and the same bits. For profiling, and for
     * looking at values while they are there.
     *
     * @param after called after each instruction, as often as loops run it; it may read tensors of this session, but not run it
     */
    public void runStepwise(Consumer<Instruction> after) {
        enter();
        try {
            requireInputs();
            execution.runStepwise(pool, after);
        } finally {
            leave();
        }
    }

    /**
     * Gives the memory back and lets go of what was bound.
     *
     * @throws IllegalStateException if another thread is using the session, or a tensor of it is bound to another session
     */
    @Override
    public void close() {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("the session is in use; close it when the run is over");
        }
        try {
            if (closed) {
                return;
            }
            memory.close();
            closed = true;
            for (Tensor tensor : bound) {
                if (tensor != null) {
                    tensor.release();
                }
            }
            execution.close();
            workers.leave();
        } finally {
            leave();
        }
    }

    /** That the tensor lies where no run writes while another register is read there. */
    private void requireApart(Register register, Tensor tensor) {
        if (overlap(tensor.segment(), image.memory())) {
            throw new IllegalArgumentException("the tensor for " + register.name()
                    + " is a value of this session, which a run overwrites; bind a copy, or keep it in a parameter");
        }
        int own = program.schedule().slot(register);
        for (int slot : declared) {
            Tensor there = bound[slot];
            if (there != null
                    && slot != own
                    && (updated[slot] || updated[own])
                    && overlap(tensor.segment(), there.segment())) {
                String other = program.schedule()
                        .places()
                        .get(slot)
                        .register()
                        .map(Register::name)
                        .orElse("");
                throw new IllegalArgumentException("the tensors for " + register.name() + " and " + other
                        + " share memory, and a run updates one of them; bind a copy");
            }
        }
    }

    private static boolean overlap(MemorySegment a, MemorySegment b) {
        return a.address() < b.address() + b.byteSize() && b.address() < a.address() + a.byteSize();
    }

    private Register register(String name) {
        Register register = readable.get(name);
        if (register == null) {
            throw new IllegalArgumentException(
                    program.list().find(name).isPresent()
                            ? "register " + name + " of list " + program.list().name()
                                    + " is not kept after a run; make it an output"
                            : "list " + program.list().name() + " has no register '" + name + "'; it has "
                                    + readable.keySet());
        }
        return register;
    }

    /** The view of a register whose buffer is in the slab. */
    private Tensor own(Register register) {
        Tensor view = tensors.get(register.name());
        if (view == null) {
            Place place = program.schedule().places().get(program.schedule().slot(register));
            if (place.area() == Place.Area.BOUND) {
                throw new IllegalStateException("input " + register + " is not bound; bind a tensor first");
            }
            view = memory.view(image.slabOffset(place.offset()), register.type());
            tensors.put(register.name(), view);
        }
        return view;
    }

    private void requireInputs() {
        if (unbound > 0) {
            throw new IllegalStateException("list " + program.list().name() + " cannot run: inputs "
                    + program.list().inputs().stream()
                            .filter(input -> image.address(program.schedule().slot(input)) == 0)
                            .toList()
                    + " are not bound");
        }
        for (Tensor tensor : bound) {
            if (tensor != null && !tensor.segment().scope().isAlive()) {
                throw new IllegalStateException("a tensor " + tensor.type() + " is bound whose arena is closed");
            }
        }
    }

    private void enter() {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("another thread is using this session; open one for each thread");
        }
        if (closed) {
            busy.set(false);
            throw new IllegalStateException(
                    "this session of list " + program.list().name() + " is closed");
        }
    }

    private void leave() {
        busy.set(false);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "this session of list " + program.list().name() + " is closed");
        }
    }
}
