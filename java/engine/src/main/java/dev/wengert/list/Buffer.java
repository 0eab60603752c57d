package dev.wengert.list;

/**
 * A place in memory as the instructions of a schedule name it: an index into the table of addresses.
 *
 * @param slot the index, or −1 for no buffer
 */
public record Buffer(int slot) {
    /** No buffer, where an operand of a kernel may be absent. */
    public static final Buffer NONE = new Buffer(-1);
}
