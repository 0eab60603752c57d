package dev.wengert.nn.data;

/** The data cannot be used. The message is one sentence: which file, what was expected, what came, and how to mend it. */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Data that was read and is wrong. */
    public DataException(String message) {
        super(message);
    }

    /** Data that could not be read. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
