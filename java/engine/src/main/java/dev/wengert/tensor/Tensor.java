package dev.wengert.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A dense row-major value in native memory, in native byte order.
 *
 * <p><b>Ownership.</b> A tensor made by {@link #zeros}, {@link #of} or {@link #copyOf} owns its memory (64-byte aligned)
 * until it is closed. One made by {@link #wrap} looks at memory of yours: closing it frees nothing, and your arena must
 * outlive it. Closing twice is harmless; using a closed tensor throws. While a session has a tensor bound it cannot be
 * closed: {@link #close()} then throws.
 *
 * <p><b>Copies.</b> Data on the Java heap is copied once, into native memory. Reading and writing elements is not
 * synchronised: do not write while another thread runs a session that this tensor is bound to.
 */
public final class Tensor implements AutoCloseable {
    private static final long ALIGNMENT = 64;
    private static final int CLOSED = -1;

    private final TensorType type;
    private final MemorySegment segment;
    private final @Nullable Arena arena;

    /** How many holders keep this tensor from being closed, or CLOSED; rows share it with the tensor they are of. */
    private final AtomicInteger holders;

    private final boolean isView;

    private Tensor(TensorType type, MemorySegment segment, @Nullable Arena arena) {
        this.type = type;
        this.segment = segment;
        this.arena = arena;
        this.holders = new AtomicInteger();
        this.isView = false;
    }

    private Tensor(TensorType type, MemorySegment segment, Tensor viewed) {
        this.type = type;
        this.segment = segment;
        this.arena = null;
        this.holders = viewed.holders;
        this.isView = true;
    }

    /** A tensor of zeros that owns its memory. */
    public static Tensor zeros(TensorType type) {
        Arena arena = Arena.ofShared();
        return new Tensor(type, arena.allocate(type.byteSize(), ALIGNMENT), arena);
    }

    /** A tensor of zeros that owns its memory. */
    public static Tensor zeros(DType dtype, long... dims) {
        return zeros(TensorType.of(dtype, dims));
    }

    /** An f32 tensor with a copy of {@code values}, which must be as many as the shape has. */
    public static Tensor of(Shape shape, float... values) {
        return forElements(DType.F32, shape, values.length).copyFrom(values);
    }

    /** An f64 tensor with a copy of {@code values}, which must be as many as the shape has. */
    public static Tensor of(Shape shape, double... values) {
        return forElements(DType.F64, shape, values.length).copyFrom(values);
    }

    /** An i32 tensor with a copy of {@code values}, which must be as many as the shape has. */
    public static Tensor of(Shape shape, int... values) {
        return forElements(DType.I32, shape, values.length).copyFrom(values);
    }

    /** An i64 tensor with a copy of {@code values}, which must be as many as the shape has. */
    public static Tensor of(Shape shape, long... values) {
        return forElements(DType.I64, shape, values.length).copyFrom(values);
    }

    /** A bool tensor with a copy of {@code values}, which must be as many as the shape has. */
    public static Tensor of(Shape shape, boolean... values) {
        return forElements(DType.BOOL, shape, values.length).copyFrom(values);
    }

    /** An f32 tensor without dimensions. */
    public static Tensor scalar(float value) {
        return of(Shape.scalar(), value);
    }

    /** An f64 tensor without dimensions. */
    public static Tensor scalar(double value) {
        return of(Shape.scalar(), value);
    }

    /** A tensor of its own with a copy of the elements of {@code source}. */
    public static Tensor copyOf(Tensor source) {
        return zeros(source.type).copyFrom(source.segment());
    }

    /**
     * A copy of {@code source} that need not be closed: its memory goes when nothing refers to it any more. For small values
     * that are part of a program.
     */
    public static Tensor constant(Tensor source) {
        MemorySegment copy = Arena.ofAuto().allocate(source.type.byteSize(), ALIGNMENT);
        copy.copyFrom(source.segment());
        return new Tensor(source.type, copy, (Arena) null);
    }

    /**
     * A tensor over native memory of yours, without a copy.
     *
     * @param segment native memory of exactly the size of {@code type}, aligned for its elements; best to 64 bytes
     * @throws IllegalArgumentException if the segment is on the Java heap, of another size, misaligned or read-only
     */
    public static Tensor wrap(MemorySegment segment, TensorType type) {
        if (!segment.isNative()) {
            throw new IllegalArgumentException(
                    "the segment lies on the Java heap; copy it with Tensor.zeros(type).copyFrom(segment)");
        }
        if (segment.byteSize() != type.byteSize()) {
            throw new IllegalArgumentException("a tensor " + type + " takes " + type.byteSize()
                    + " bytes, the segment has " + segment.byteSize() + "; slice it with asSlice");
        }
        if (segment.address() % type.dtype().byteSize() != 0) {
            throw new IllegalArgumentException("the segment's address is no multiple of "
                    + type.dtype().byteSize() + ", the size of a " + type.dtype() + " element");
        }
        if (segment.isReadOnly()) {
            throw new IllegalArgumentException("the segment is read-only; copy it, or map it as private");
        }
        return new Tensor(type, segment, (Arena) null);
    }

    /** The types of the elements and the dimensions. */
    public TensorType type() {
        return type;
    }

    /** The type of the elements. */
    public DType dtype() {
        return type.dtype();
    }

    /** The dimensions. */
    public Shape shape() {
        return type.shape();
    }

    /**
     * The elements themselves, not a copy.
     *
     * @throws IllegalStateException if the tensor is closed
     */
    public MemorySegment segment() {
        if (holders.get() == CLOSED) {
            throw new IllegalStateException("this tensor " + type + " is closed");
        }
        return segment;
    }

    /**
     * A tensor over rows {@code from} (inclusive) to {@code to} (exclusive) of the first axis, without a copy; see {@link
     * #view}.
     */
    public Tensor rows(long from, long to) {
        if (shape().rank() == 0 || from < 0 || to < from || to > shape().dim(0)) {
            throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of a tensor " + type);
        }
        long[] dims = shape().dims();
        long rowBytes = dims[0] == 0 ? 0 : type.byteSize() / dims[0];
        dims[0] = to - from;
        return view(from * rowBytes, TensorType.of(dtype(), dims));
    }

    /**
     * A tensor over part of this one's memory, without a copy. It is closed with this one, and while it is bound to a session
     * this one cannot be closed; closing it does nothing.
     *
     * @param offset the first byte, a multiple of the size of an element of {@code type}
     * @throws IndexOutOfBoundsException if it does not lie within
     */
    public Tensor view(long offset, TensorType type) {
        return new Tensor(
                type, segment().asSlice(offset, type.byteSize(), type.dtype().byteSize()), this);
    }

    /** This tensor to be read only: writing an element from Java throws. A {@link #view} of it all. */
    public Tensor readOnly() {
        return new Tensor(type, segment().asReadOnly(), this);
    }

    /** Writes the elements from an array of as many. */
    public Tensor copyFrom(float... values) {
        return copyFrom(DType.F32, values.length, MemorySegment.ofArray(values));
    }

    /** Writes the elements from an array of as many. */
    public Tensor copyFrom(double... values) {
        return copyFrom(DType.F64, values.length, MemorySegment.ofArray(values));
    }

    /** Writes the elements from an array of as many. */
    public Tensor copyFrom(int... values) {
        return copyFrom(DType.I32, values.length, MemorySegment.ofArray(values));
    }

    /** Writes the elements from an array of as many. */
    public Tensor copyFrom(long... values) {
        return copyFrom(DType.I64, values.length, MemorySegment.ofArray(values));
    }

    /** Writes the elements from an array of as many. */
    public Tensor copyFrom(boolean... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return copyFrom(DType.BOOL, bytes.length, MemorySegment.ofArray(bytes));
    }

    /**
     * Writes the elements from what remains in a {@link FloatBuffer}, {@link DoubleBuffer}, {@link IntBuffer} or {@link
     * LongBuffer} in native byte order, direct or not; its position stays.
     */
    public Tensor copyFrom(Buffer buffer) {
        requireDType(bufferDType(buffer));
        return copyFrom(MemorySegment.ofBuffer(buffer));
    }

    /** Writes the elements from a segment of exactly as many bytes, on the heap or not. */
    public Tensor copyFrom(MemorySegment source) {
        requireBytes(source.byteSize());
        segment().copyFrom(source);
        return this;
    }

    /** Writes the elements into a segment of exactly as many bytes, on the heap or not. */
    public void copyTo(MemorySegment target) {
        requireBytes(target.byteSize());
        target.copyFrom(segment());
    }

    /** Writes the elements into an array of as many. */
    public void copyTo(float[] target) {
        requireDType(DType.F32);
        copyTo(MemorySegment.ofArray(target));
    }

    /** Writes the elements into an array of as many. */
    public void copyTo(double[] target) {
        requireDType(DType.F64);
        copyTo(MemorySegment.ofArray(target));
    }

    /** Writes the elements into what remains in a buffer; see {@link #copyFrom(Buffer)}. */
    public void copyTo(Buffer target) {
        requireDType(bufferDType(target));
        copyTo(MemorySegment.ofBuffer(target));
    }

    /** A copy of the elements of an f32 tensor. */
    public float[] toFloats() {
        requireDType(DType.F32);
        return segment().toArray(ValueLayout.JAVA_FLOAT);
    }

    /** The elements as doubles, whatever their type; a bool is 0 or 1. */
    public double[] toDoubles() {
        double[] values = new double[Math.toIntExact(type.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = getDouble(i);
        }
        return values;
    }

    /** A copy of the elements of an i32, i64 or bool tensor. */
    public long[] toLongs() {
        long[] values = new long[Math.toIntExact(type.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = getLong(i);
        }
        return values;
    }

    /** Element {@code index} in row-major order as a double, whatever its type. */
    public double getDouble(long index) {
        MemorySegment elements = segment();
        return switch (dtype()) {
            case F32 -> elements.getAtIndex(ValueLayout.JAVA_FLOAT, index);
            case F64 -> elements.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
            case I32, I64, BOOL -> getLong(index);
        };
    }

    /** Element {@code index} in row-major order of an i32, i64 or bool tensor. */
    public long getLong(long index) {
        MemorySegment elements = segment();
        return switch (dtype()) {
            case I32 -> elements.getAtIndex(ValueLayout.JAVA_INT, index);
            case I64 -> elements.getAtIndex(ValueLayout.JAVA_LONG, index);
            case BOOL -> elements.get(ValueLayout.JAVA_BYTE, index);
            case F32, F64 -> throw new IllegalStateException("a tensor " + type + " has no integers");
        };
    }

    /** Sets element {@code index} in row-major order, converted to the type of the elements. */
    public void setDouble(long index, double value) {
        MemorySegment elements = segment();
        switch (dtype()) {
            case F32 -> elements.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) value);
            case F64 -> elements.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
            case I32, I64 -> setLong(index, (long) value);
            case BOOL -> setLong(index, value != 0 ? 1 : 0);
        }
    }

    /** Sets element {@code index} in row-major order of an i32, i64 or bool tensor, where any but 0 is true. */
    public void setLong(long index, long value) {
        MemorySegment elements = segment();
        switch (dtype()) {
            case I32 -> elements.setAtIndex(ValueLayout.JAVA_INT, index, Math.toIntExact(value));
            case I64 -> elements.setAtIndex(ValueLayout.JAVA_LONG, index, value);
            case BOOL -> elements.set(ValueLayout.JAVA_BYTE, index, (byte) (value != 0 ? 1 : 0));
            case F32, F64 -> throw new IllegalStateException("a tensor " + type + " has no integers");
        }
    }

    /**
     * The only element of a tensor of one element.
     *
     * @throws IllegalStateException if there are more or none
     */
    public double item() {
        if (type.size() != 1) {
            throw new IllegalStateException("a tensor " + type + " is not a single number");
        }
        return getDouble(0);
    }

    /**
     * Keeps the tensor from being closed until {@link #release()}; sessions call it for what is bound to them.
     *
     * @throws IllegalStateException if the tensor is closed
     */
    public void retain() {
        if (holders.getAndUpdate(n -> n == CLOSED ? CLOSED : n + 1) == CLOSED) {
            throw new IllegalStateException("this tensor " + type + " is closed");
        }
    }

    /** Undoes one {@link #retain()}. */
    public void release() {
        if (holders.getAndUpdate(n -> n > 0 ? n - 1 : n) <= 0) {
            throw new IllegalStateException("this tensor " + type + " is not retained");
        }
    }

    /**
     * Frees the memory if the tensor owns it. Closing twice is harmless.
     *
     * @throws IllegalStateException if a session has the tensor bound
     */
    @Override
    public void close() {
        if (isView) {
            return;
        }
        int before = holders.getAndUpdate(n -> n == 0 ? CLOSED : n);
        if (before > 0) {
            throw new IllegalStateException(
                    "this tensor " + type + " is bound to a session; close the session or bind another tensor first");
        }
        if (before == 0 && arena != null) {
            arena.close();
        }
    }

    /** The type and, of small tensors, the elements. */
    @Override
    public String toString() {
        if (holders.get() == CLOSED) {
            return type + " (closed)";
        }
        return type.size() <= 16 ? type + " = " + TensorText.write(this) : type.toString();
    }

    /** A tensor for as many elements; refused before there is memory that nobody would close. */
    private static Tensor forElements(DType dtype, Shape shape, long count) {
        TensorType type = new TensorType(dtype, shape);
        requireCount(type, count);
        return zeros(type);
    }

    private Tensor copyFrom(DType dtype, long count, MemorySegment values) {
        requireDType(dtype);
        requireCount(type, count);
        segment().copyFrom(values);
        return this;
    }

    private static DType bufferDType(Buffer buffer) {
        return switch (buffer) {
            case FloatBuffer floats -> DType.F32;
            case DoubleBuffer doubles -> DType.F64;
            case IntBuffer ints -> DType.I32;
            case LongBuffer longs -> DType.I64;
            default ->
                throw new IllegalArgumentException(
                        "expected a FloatBuffer, DoubleBuffer, IntBuffer or LongBuffer, found " + buffer);
        };
    }

    private static void requireCount(TensorType type, long count) {
        if (count != type.size()) {
            throw new IllegalArgumentException(
                    "a tensor " + type + " takes " + type.size() + " elements, found " + count);
        }
    }

    private void requireDType(DType dtype) {
        if (dtype != type.dtype()) {
            throw new IllegalArgumentException("a tensor " + type + " does not hold " + dtype + " elements");
        }
    }

    private void requireBytes(long bytes) {
        if (bytes != type.byteSize()) {
            throw new IllegalArgumentException(
                    "a tensor " + type + " takes " + type.byteSize() + " bytes, found " + bytes);
        }
    }
}
