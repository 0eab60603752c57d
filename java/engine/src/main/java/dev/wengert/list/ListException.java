package dev.wengert.list;

/** A list that cannot be: types that do not fit, names used twice, text that does not parse. The message says where. */
public final class ListException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** An exception with that message. */
    public ListException(String message) {
        super(message);
    }

    /** An exception with that message and its cause. */
    public ListException(String message, Throwable cause) {
        super(message, cause);
    }
}
