package dev.wengert.list;

import java.util.Arrays;
import java.util.List;

/** How loops of Java go through a register: from a first element, so far to the next one along each axis. */
public final class JavaWalk {
    private final Register register;
    private final String base;
    private final long[] strides;

    /**
     * A way through a register.
     *
     * @param base the index of the first element; empty for 0
     * @param strides how far it is to the next element along each axis of the loops
     */
    public JavaWalk(Register register, String base, long... strides) {
        this.register = register;
        this.base = base;
        this.strides = strides.clone();
    }

    /** Element after element. */
    public static JavaWalk dense(Register register) {
        return new JavaWalk(register, "", register.type().shape().strides());
    }

    /** An operand under a result that it is broadcast to. */
    public static JavaWalk broadcast(Register operand, Register result) {
        long[] own = operand.type().shape().dims();
        long[] dense = operand.type().shape().strides();
        long[] strides = new long[result.type().shape().rank()];
        for (int i = 1; i <= own.length; i++) {
            strides[strides.length - i] = own[own.length - i] == 1 ? 0 : dense[own.length - i];
        }
        return new JavaWalk(operand, "", strides);
    }

    /** The register. */
    public Register register() {
        return register;
    }

    /** How far it is to the next element along an axis. */
    long stride(int axis) {
        return strides[axis];
    }

    /** The index of the element where it stands. */
    public String index() {
        return base.isEmpty() ? "0" : base;
    }

    /** Along the first axes alone. */
    JavaWalk alongFirst(int axes) {
        return new JavaWalk(register, base, Arrays.copyOf(strides, axes));
    }

    /** Where it stands, along axes that do not move it. */
    JavaWalk staying(int axes) {
        return new JavaWalk(register, base, new long[axes]);
    }

    /** Along the axes from {@code axis} on, from the place where another stands. */
    JavaWalk from(JavaWalk place, int axis) {
        return new JavaWalk(register, place.base, Arrays.copyOfRange(strides, axis, strides.length));
    }

    /** At a place within loops: with no way to go. */
    JavaWalk at(long[] merged, List<String> variables) {
        return new JavaWalk(register, index(base, merged, variables));
    }

    /** {@code base + stride * variable + …}; empty for 0. */
    static String index(String base, long[] strides, List<String> variables) {
        StringBuilder index = new StringBuilder(base);
        for (int axis = 0; axis < strides.length; axis++) {
            long stride = strides[axis];
            if (stride == 0 || variables.get(axis).equals("0")) {
                continue;
            }
            String sign = stride > 0 ? (index.isEmpty() ? "" : " + ") : (index.isEmpty() ? "-" : " - ");
            String factor = Math.abs(stride) == 1 ? "" : Math.abs(stride) + " * ";
            index.append(sign).append(factor).append(variables.get(axis));
        }
        return index.toString();
    }
}
