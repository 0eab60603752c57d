package dev.wengert.list;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What an operator writes its kernels' instructions into, when a schedule is made of a list. Loops and branches are
 * instructions too: a schedule with them still runs in one native call.
 */
public interface Lowering {
    /** The most buffers of an instruction. */
    int MOST_BUFFERS = 12;

    /** The most sizes of an instruction. */
    int MOST_SIZES = 8;

    /** The most scalars of an instruction. */
    int MOST_SCALARS = 4;

    /** Where operand {@code i} of the assignment lies. */
    Buffer operand(int i);

    /** Where result {@code i} of the assignment lies. */
    Buffer result(int i);

    /** Working memory of that many bytes for this assignment alone. */
    Buffer scratch(long bytes);

    /** Numbers that the schedule keeps for its kernels, such as dimensions and strides. */
    Buffer constants(long... values);

    /** The address of a BLAS routine such as {@code cblas_sgemm}, or 0 where the schedule is made without a BLAS. */
    long blas(String routine);

    /**
     * Adds an instruction.
     *
     * @param kernel the name of the kernel, such as {@code exp_f32}
     * @param tiles how many tiles the work is cut into: a function of shapes alone
     * @param sizes as the kernel's family states
     * @param scalars as the kernel's family states
     * @param buffers results first, then operands
     */
    void emit(String kernel, long tiles, long[] sizes, double[] scalars, Buffer... buffers);

    /**
     * Whether anything reads result {@code i}. One that nothing reads need not be computed, and takes memory only if its place is
     * asked for.
     */
    boolean isRead(int i);

    /**
     * A buffer without memory of its own: it is of that many bytes, and lies where {@link #point} put it last. What comes
     * before the first of these in order of execution must not use it.
     */
    Buffer pointer(long bytes);

    /**
     * Lets a pointer lie {@code first + counter · stride} bytes behind the beginning of another buffer.
     *
     * @param whole what the pointer then is a part of; it may be a pointer itself
     * @param counter an i64, such as that of {@link #repeat}; {@link Buffer#NONE} counts as 0
     */
    void point(Buffer pointer, Buffer whole, Buffer counter, long first, long stride);

    /** Copies bytes between buffers that are the same or do not overlap. */
    void copy(Buffer from, Buffer to, long bytes);

    /**
     * A loop: what {@code body} writes is run so many times.
     *
     * <p>In a loop, working memory that was not asked for before it has any contents when an iteration begins; so has a result
     * that nothing reads.
     *
     * @param body called once, or not at all if there are no iterations; it is given the counter, an i64 from 0 to
     *     {@code times − 1}
     */
    void repeat(long times, Consumer<Buffer> body);

    /** A branch: runs what one of the two writes, by a bool. Both are called once. */
    void choose(Buffer condition, Runnable then, Runnable otherwise);

    /**
     * A loop that runs while a test holds: what {@code test} writes is run first and after each iteration, and gives a bool.
     * Both are called once.
     */
    void loopWhile(Supplier<Buffer> test, Runnable body);

    /**
     * Writes the instructions of a whole list, planned as a part of this schedule. Assignments that no result needs are left
     * out; what depends on constants alone is computed when a session opens; and what depends on no more than operands of
     * this assignment, where the list is the first in a {@link #repeat}, once before that loop.
     *
     * @param list a list without parameters
     * @param operands where its inputs lie, in order
     * @param results where its outputs are to lie, in order; {@link Buffer#NONE} for one that is not wanted. They overlap
     *     neither operands nor one another, but for those that are carried
     * @param carried so many of the first operands are the first results too: the outputs take the place of the inputs
     */
    void inline(WengertList list, List<Buffer> operands, List<Buffer> results, int carried);

    /**
     * Calls Java: a run leaves native code, calls the function, and comes back behind this instruction. It may stand in loops
     * and branches. Nothing is allocated for it but where a pointer among the buffers has moved.
     *
     * @param buffers what the function reads and writes, any number of buffers
     */
    void host(HostFunction function, Buffer... buffers);
}
