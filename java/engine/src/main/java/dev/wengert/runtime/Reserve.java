package dev.wengert.runtime;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Native memory for values of any size that are all given back at once, and kept for the next ones of that size. */
final class Reserve implements AutoCloseable {
    private static final long ALIGNMENT = 64;

    private final Map<Long, Deque<MemorySegment>> free = new HashMap<>();
    private final List<Block> taken = new ArrayList<>();

    /** Memory, and the tensor whose views are given out: closing it ends them all. */
    private record Block(MemorySegment memory, Tensor tensor) {}

    /** A tensor with memory of its own, whose elements are anything. */
    Tensor take(TensorType type) {
        long bytes = Math.max(1, (type.byteSize() + ALIGNMENT - 1) / ALIGNMENT) * ALIGNMENT;
        Deque<MemorySegment> same = free.get(bytes);
        MemorySegment memory = same == null || same.isEmpty() ? Library.allocate(bytes) : same.pop();
        Block block = new Block(memory, Tensor.wrap(memory, TensorType.of(DType.BOOL, bytes)));
        taken.add(block);
        return block.tensor.view(0, type);
    }

    /**
     * Takes back what was given out; those tensors are closed.
     *
     * @throws IllegalStateException if one is bound to a session
     */
    void takeBack() {
        while (!taken.isEmpty()) {
            Block block = taken.getLast();
            block.tensor.close();
            taken.removeLast();
            free.computeIfAbsent(block.memory.byteSize(), bytes -> new ArrayDeque<>())
                    .push(block.memory);
        }
    }

    /** Takes everything back and gives it to the system. */
    @Override
    public void close() {
        takeBack();
        free.values().forEach(same -> same.forEach(Library::release));
        free.clear();
    }
}
