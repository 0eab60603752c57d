package dev.wengert.list;

/** What an operator writes its kernels' instructions into, when a schedule is made of a list. */
public interface Lowering {
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
}
