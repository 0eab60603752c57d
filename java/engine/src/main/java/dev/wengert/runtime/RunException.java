package dev.wengert.runtime;

/** A run that a kernel ended, because of values that only a run can see. The message names the assignment. */
public final class RunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunException(String message) {
        super(message);
    }
}
