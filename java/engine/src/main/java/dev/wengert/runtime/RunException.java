package dev.wengert.runtime;

/**
 * A run that a kernel ended, because of values that only a run can see, or an operator written in Java that threw an exception,
 * which is the cause. The message names the assignment, and those in whose lists it stands.
 */
public final class RunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunException(String message) {
        super(message);
    }

    RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
