package dev.wengert.list;

/**
 * Where an operator's results may be written over operands that are not needed afterwards. Only an operand of the same type
 * as the result is ever overwritten.
 */
public enum Overwrites {
    /** Results need memory of their own. */
    NOTHING,
    /** The first result may take the place of the first operand. */
    FIRST,
    /** The first result may take the place of any operand. */
    ANY,
    /** Result i may take the place of operand i. */
    MATCHING,
    /** The result is the first operand in another shape: no work, no memory. */
    VIEW;

    /** Whether {@code result} may take the place of {@code operand}. */
    public boolean allows(int result, int operand) {
        return switch (this) {
            case NOTHING, VIEW -> false;
            case FIRST -> result == 0 && operand == 0;
            case ANY -> result == 0;
            case MATCHING -> result == operand;
        };
    }
}
