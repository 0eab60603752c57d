package dev.wengert.custom;

/** A library of kernels in C; {@code dev.wengert.runtime.NativeLibrary} loads one. */
public interface KernelLibrary {
    /**
     * Lets schedules call a kernel of this library by its name. Doing so again is harmless.
     *
     * @param kernel the name of an exported function with the signature {@code wg_kernel} of {@code wengert.h}
     * @throws IllegalArgumentException if the library has no such function, or the name is that of a kernel of the engine or of
     *     another library
     */
    void register(String kernel);
}
