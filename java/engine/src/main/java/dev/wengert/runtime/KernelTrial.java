package dev.wengert.runtime;

import dev.wengert.bindings.Wengert;
import dev.wengert.bindings.wg_instruction;
import dev.wengert.custom.KernelCall;
import dev.wengert.list.Buffer;
import dev.wengert.schedule.Instruction;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One run of a kernel alone, over guarded buffers. Throws where it writes what is not its own. */
final class KernelTrial {
    private final KernelCall call;
    private final List<Tensor> operands;
    private final List<TensorType> results;

    KernelTrial(KernelCall call, List<Tensor> operands, List<TensorType> results) {
        this.call = call;
        this.operands = operands;
        this.results = results;
    }

    /** What runs the tiles of an instruction. */
    interface Runner {
        /** Gives the status. */
        int run(MemorySegment instruction, MemorySegment slots);
    }

    /** On the pool of some workers, or on this thread alone. */
    static Runner on(MemorySegment pool) {
        return (instruction, slots) -> (int) Wengert.wg_run(pool, instruction, 0, 1, slots);
    }

    /** Tile after tile in an order, on this thread. */
    @SuppressWarnings("restricted")
    static Runner inOrder(long kernel, List<Long> tiles) {
        MethodHandle function = Linker.nativeLinker()
                .downcallHandle(
                        MemorySegment.ofAddress(kernel),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
        return (instruction, slots) -> {
            int status = 0;
            for (long tile : tiles) {
                try {
                    int given = (int) function.invokeExact(instruction, slots, tile);
                    status = status == 0 ? given : status;
                } catch (Throwable e) {
                    throw new IllegalStateException("the kernel cannot be called", e);
                }
            }
            return status;
        };
    }

    /**
     * Runs the kernel.
     *
     * @param tiles how many tiles there are
     * @param pattern what results, working memory and guards hold before
     * @param overwritten for each result the operand in whose place it lies, or −1
     * @return the results
     */
    List<byte[]> run(Runner runner, long tiles, byte pattern, int[] overwritten) {
        try (Arena arena = Arena.ofShared()) {
            List<Guarded> read = new ArrayList<>();
            List<Guarded> written = new ArrayList<>();
            List<Guarded> slots = new ArrayList<>();
            for (int i = 0; i < operands.size(); i++) {
                read.add(
                        Guarded.of(arena, "operand " + i + " " + operands.get(i).type(), operands.get(i), pattern));
            }
            for (int i = 0; i < results.size(); i++) {
                TensorType type = results.get(i);
                written.add(
                        overwritten[i] >= 0
                                ? read.get(overwritten[i])
                                : new Guarded(
                                        arena,
                                        "result " + i + " " + type,
                                        type.byteSize(),
                                        type.dtype().byteSize(),
                                        pattern));
            }
            slots.addAll(written);
            slots.addAll(read);
            if (call.scratchBytes() > 0) {
                slots.add(new Guarded(arena, "the working memory", call.scratchBytes(), 64, pattern));
            }
            int status = runner.run(record(arena, tiles, slots.size()), table(arena, slots));
            slots.forEach(buffer -> buffer.requireGuards(call.kernel()));
            requireUnchanged(read, overwritten);
            if (status != 0) {
                throw new KernelFault("kernel " + call.kernel() + " gives status " + status + " ("
                        + Library.message(status) + ") for operands that it should take");
            }
            return written.stream()
                    .map(buffer -> buffer.value().toArray(ValueLayout.JAVA_BYTE))
                    .toList();
        }
    }

    private void requireUnchanged(List<Guarded> read, int[] overwritten) {
        for (int i = 0; i < read.size(); i++) {
            int operand = i;
            boolean isOverwritten = Arrays.stream(overwritten).anyMatch(other -> other == operand);
            long changed = read.get(i).value().mismatch(operands.get(i).segment());
            if (!isOverwritten && changed >= 0) {
                throw new KernelFault("kernel " + call.kernel() + " changes operand " + i + " "
                        + operands.get(i).type() + " at element "
                        + changed / operands.get(i).dtype().byteSize());
            }
        }
    }

    private MemorySegment record(Arena arena, long tiles, int used) {
        MemorySegment record = arena.allocate(wg_instruction.layout());
        List<Buffer> buffers = IntStream.range(0, used).mapToObj(Buffer::new).toList();
        Image.write(
                record,
                List.of(new Instruction(
                        call.kernel(),
                        tiles,
                        call.sizes(),
                        call.scalars(),
                        buffers,
                        Optional.empty(),
                        List.of(),
                        Optional.empty())));
        return record;
    }

    private static MemorySegment table(Arena arena, List<Guarded> slots) {
        MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, slots.size());
        for (int i = 0; i < slots.size(); i++) {
            table.setAtIndex(ValueLayout.JAVA_LONG, i, slots.get(i).address());
        }
        return table;
    }
}
