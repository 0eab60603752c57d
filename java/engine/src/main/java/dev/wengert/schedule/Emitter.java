package dev.wengert.schedule;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.HostFunction;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one assignment writes its instructions into. */
final class Emitter implements Lowering {
    private final Draft draft;
    private final Code code;
    private final Memory memory;
    private final Sharing sharing;
    private final Assignment assignment;
    private final List<Assignment> within;
    private final Control control;
    private final List<Storage> scratch = new ArrayList<>();

    /**
     * Where a list may write what is the same in every iteration; none outside of loops, and none once memory was given back
     * in the loop, as what is taken then would be overwritten by the next iteration.
     */
    private @Nullable List<Instruction> before;

    Emitter(Draft draft, Sharing sharing, Assignment assignment, List<Assignment> within) {
        this.draft = draft;
        this.code = draft.code();
        this.memory = draft.memory();
        this.sharing = sharing;
        this.assignment = assignment;
        this.within = within;
        this.control = new Control(Optional.of(assignment), within);
    }

    /** What is to be released when everything is written. */
    List<Storage> scratch() {
        return scratch;
    }

    @Override
    public Buffer operand(int i) {
        return sharing.storage(assignment.operand(i)).buffer();
    }

    @Override
    public Buffer result(int i) {
        Storage storage = sharing.storage(assignment.result(i));
        memory.place(storage);
        return storage.buffer();
    }

    @Override
    public boolean isRead(int i) {
        return sharing.isRead(assignment.result(i));
    }

    @Override
    public Buffer scratch(long bytes) {
        Storage storage = memory.add(bytes, Place.Area.PLANNED, null);
        memory.place(storage);
        scratch.add(storage);
        return storage.buffer();
    }

    @Override
    public Buffer constants(long... values) {
        return memory.constants(values).buffer();
    }

    @Override
    public long blas(String routine) {
        return draft.blas().applyAsLong(routine);
    }

    @Override
    public void emit(String kernel, long tiles, long[] sizes, double[] scalars, Buffer... buffers) {
        if (sizes.length > Lowering.MOST_SIZES
                || scalars.length > Lowering.MOST_SCALARS
                || buffers.length > Lowering.MOST_BUFFERS
                || tiles < 0) {
            throw new IllegalArgumentException(assignment.describe() + ": kernel " + kernel + " takes at most "
                    + Lowering.MOST_BUFFERS + " buffers, " + Lowering.MOST_SIZES + " sizes and " + Lowering.MOST_SCALARS
                    + " scalars, and no negative number of tiles");
        }
        if (tiles > 0) {
            code.add(new Instruction(
                    kernel,
                    tiles,
                    Arrays.stream(sizes).boxed().toList(),
                    Arrays.stream(scalars).boxed().toList(),
                    List.of(buffers),
                    Optional.of(assignment),
                    within,
                    Optional.empty()));
        }
    }

    @Override
    public Buffer pointer(long bytes) {
        return memory.add(bytes, Place.Area.POINTER, null).buffer();
    }

    @Override
    public void point(Buffer pointer, Buffer whole, Buffer counter, long first, long stride) {
        if (memory.of(pointer).area != Place.Area.POINTER) {
            throw new IllegalArgumentException(
                    assignment.describe() + ": only a buffer that pointer(bytes) gave can be put elsewhere");
        }
        code.add(control.point(pointer, whole, counter, first, stride));
    }

    @Override
    public void copy(Buffer from, Buffer to, long bytes) {
        if (bytes > 0 && !from.equals(to)) {
            code.add(control.move(from, to, bytes));
        }
    }

    @Override
    public void repeat(long times, Consumer<Buffer> body) {
        if (times < 0) {
            throw new IllegalArgumentException(assignment.describe() + ": a loop of " + times + " iterations");
        }
        if (times == 0) {
            return;
        }
        Buffer counter = scratch(Long.BYTES);
        before = code.target();
        List<Instruction> inside = code.apart(() -> body.accept(counter));
        before = null;
        if (!inside.isEmpty()) {
            code.add(control.reset(counter));
            code.addAll(inside);
            code.add(control.repeat(counter, times, inside.size()));
        }
    }

    @Override
    public void choose(Buffer condition, Runnable then, Runnable otherwise) {
        before = null;
        List<Instruction> first = code.apart(then);
        List<Instruction> second = code.apart(otherwise);
        if (first.isEmpty() && second.isEmpty()) {
            return;
        }
        code.add(control.jumpUnless(condition, first.size() + (second.isEmpty() ? 1 : 2)));
        code.addAll(first);
        if (!second.isEmpty()) {
            code.add(control.jump(second.size() + 1));
            code.addAll(second);
        }
    }

    @Override
    public void loopWhile(Supplier<Buffer> test, Runnable body) {
        before = null;
        List<Buffer> condition = new ArrayList<>(1);
        List<Instruction> testing = code.apart(() -> condition.add(test.get()));
        List<Instruction> inside = code.apart(body);
        code.addAll(testing);
        code.add(control.jumpUnless(condition.get(0), inside.size() + 2));
        code.addAll(inside);
        code.add(control.jump(-inside.size() - 1 - testing.size()));
    }

    @Override
    public void host(HostFunction function, Buffer... buffers) {
        code.add(control.host(function, List.of(buffers)));
    }

    @Override
    public void inline(WengertList list, List<Buffer> operands, List<Buffer> results, int carried) {
        requireFit(list, operands, results, carried);
        Map<Register, Storage> given = new HashMap<>();
        Set<Register> steady = new HashSet<>();
        for (int i = 0; i < operands.size(); i++) {
            Storage storage = memory.of(operands.get(i));
            given.put(list.inputs().get(i), storage);
            if (before != null && i >= carried && isSteady(storage)) {
                steady.add(list.inputs().get(i));
            }
        }
        List<Goal> goals = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).slot() >= 0) {
                Register old = i < carried ? list.inputs().get(i) : null;
                goals.add(new Goal(list.outputs().get(i), memory.of(results.get(i)), old));
            }
        }
        List<Assignment> around = new ArrayList<>(List.of(assignment));
        around.addAll(within);
        Sharing inner = new Sharing(list, memory, Frame.within(given, goals, steady));
        scratch.addAll(new ListPlan(draft, inner, List.copyOf(around)).write(before == null ? code.target() : before));
        before = null;
    }

    /** Whether nothing that this assignment writes can change the buffer: it is of an operand that no result overwrites. */
    private boolean isSteady(Storage storage) {
        return assignment.operands().stream().anyMatch(operand -> sharing.storage(operand) == storage)
                && assignment.results().stream().noneMatch(result -> sharing.storage(result) == storage);
    }

    private void requireFit(WengertList list, List<Buffer> operands, List<Buffer> results, int carried) {
        boolean counts = operands.size() == list.inputs().size()
                && results.size() == list.outputs().size()
                && list.parameters().isEmpty()
                && carried <= Math.min(operands.size(), results.size());
        if (!counts || !fit(list.inputs(), operands) || !fit(list.outputs(), results)) {
            throw new IllegalArgumentException(assignment.describe() + ": list " + list.name() + " with inputs "
                    + list.inputs() + ", parameters " + list.parameters() + " and outputs " + list.outputs()
                    + " cannot be given " + sizes(operands) + " bytes for inputs and " + sizes(results)
                    + " for outputs, " + carried + " of them carried");
        }
        for (int i = 0; i < carried; i++) {
            Buffer buffer = operands.get(i);
            boolean apart = operands.indexOf(buffer) == i && operands.lastIndexOf(buffer) == i;
            if (!apart || !buffer.equals(results.get(i))) {
                throw new IllegalArgumentException(assignment.describe() + ": input "
                        + list.inputs().get(i) + " of list " + list.name()
                        + " is carried, so its buffer must be that of the output and of no other input");
            }
        }
    }

    private boolean fit(List<Register> registers, List<Buffer> buffers) {
        for (int i = 0; i < registers.size(); i++) {
            Buffer buffer = buffers.get(i);
            if (buffer.slot() >= 0
                    && memory.of(buffer).bytes != registers.get(i).type().byteSize()) {
                return false;
            }
        }
        return true;
    }

    private List<Long> sizes(List<Buffer> buffers) {
        return buffers.stream()
                .map(buffer -> buffer.slot() < 0 ? 0 : memory.of(buffer).bytes)
                .toList();
    }
}
