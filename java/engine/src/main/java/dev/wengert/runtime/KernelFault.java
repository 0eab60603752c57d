package dev.wengert.runtime;

/** What a kernel of a user's does that it must not; the message says which kernel, what was expected and what was found. */
public final class KernelFault extends AssertionError {
    private static final long serialVersionUID = 1L;

    KernelFault(String message) {
        super(message);
    }
}
