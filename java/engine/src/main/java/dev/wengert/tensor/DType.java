package dev.wengert.tensor;

import java.lang.foreign.ValueLayout;

/** The type of a tensor's elements. Gradients flow through {@link #F32} and {@link #F64} alone. */
public enum DType {
    /** IEEE 754 binary32. */
    F32("f32"),
    /** IEEE 754 binary64. */
    F64("f64"),
    /** 32-bit two's complement integer. */
    I32("i32"),
    /** 64-bit two's complement integer. */
    I64("i64"),
    /** One byte, 0 or 1. */
    BOOL("bool");

    private final String text;

    DType(String text) {
        this.text = text;
    }

    /** The type of that name in a printed list, such as {@code f32}. */
    public static DType parse(String text) {
        for (DType dtype : values()) {
            if (dtype.text.equals(text)) {
                return dtype;
            }
        }
        throw new IllegalArgumentException("unknown element type '" + text + "'; expected f32, f64, i32, i64 or bool");
    }

    /** The size of an element in bytes. */
    public long byteSize() {
        return layout().byteSize();
    }

    /** The layout of an element in native byte order; a {@code bool} is a byte. */
    public ValueLayout layout() {
        return switch (this) {
            case F32 -> ValueLayout.JAVA_FLOAT;
            case F64 -> ValueLayout.JAVA_DOUBLE;
            case I32 -> ValueLayout.JAVA_INT;
            case I64 -> ValueLayout.JAVA_LONG;
            case BOOL -> ValueLayout.JAVA_BYTE;
        };
    }

    /** Whether this is {@link #F32} or {@link #F64}. */
    public boolean isReal() {
        return this == F32 || this == F64;
    }

    /** Whether this is {@link #I32} or {@link #I64}, the types of indices. */
    public boolean isInteger() {
        return this == I32 || this == I64;
    }

    /** The name in a printed list and in the names of kernels. */
    @Override
    public String toString() {
        return text;
    }
}
