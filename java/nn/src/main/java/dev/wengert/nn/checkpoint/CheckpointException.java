package dev.wengert.nn.checkpoint;

/** A checkpoint cannot be written, read or used. The message is one sentence that names the file and what to do. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A checkpoint that is wrong. */
    public CheckpointException(String message) {
        super(message);
    }

    /** A checkpoint that could not be written or read. */
    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
