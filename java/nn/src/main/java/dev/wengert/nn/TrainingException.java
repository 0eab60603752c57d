package dev.wengert.nn;

/** Training cannot go on. The message is one sentence that says where it stopped and what to do. */
public final class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Training that cannot go on. */
    public TrainingException(String message) {
        super(message);
    }
}
