package dev.wengert.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TensorTest {
    private static void refuses(ThrowingCallable call, Class<? extends Exception> type, String... expected) {
        var thrown = assertThatThrownBy(call).isInstanceOf(type);
        for (String part : expected) {
            thrown.hasMessageContaining(part);
        }
    }

    @Test
    void holdsElementsOfEveryType() {
        try (Tensor f32 = Tensor.of(Shape.of(2), 1.5f, -2f);
                Tensor f64 = Tensor.of(Shape.of(2), 1.5, -2);
                Tensor i32 = Tensor.of(Shape.of(2), 1, -2);
                Tensor i64 = Tensor.of(Shape.of(2), 1L, -2L);
                Tensor bool = Tensor.of(Shape.of(2), true, false)) {
            assertThat(f32.toFloats()).containsExactly(1.5f, -2f);
            assertThat(f64.toDoubles()).containsExactly(1.5, -2);
            assertThat(i32.toLongs()).containsExactly(1, -2);
            assertThat(i64.toLongs()).containsExactly(1, -2);
            assertThat(bool.toLongs()).containsExactly(1, 0);
            assertThat(bool.toDoubles()).containsExactly(1, 0);
            assertThat(bool).hasToString("bool[2] = [true, false]");
        }
    }

    @Test
    void beginsWithZerosAlignedToCacheLines() {
        try (Tensor tensor = Tensor.zeros(DType.F32, 3, 5)) {
            assertThat(tensor.toFloats()).hasSize(15).containsOnly(0f);
            assertThat(tensor.segment().address() % 64).isZero();
        }
    }

    @Test
    void setsAndConvertsElements() {
        try (Tensor i32 = Tensor.zeros(DType.I32, 2);
                Tensor bool = Tensor.zeros(DType.BOOL, 2)) {
            i32.setDouble(0, -7.9);
            i32.setLong(1, 9);
            assertThat(i32.toLongs()).containsExactly(-7, 9);
            bool.setDouble(0, 0.5);
            bool.setLong(1, 12);
            assertThat(bool.toLongs()).containsExactly(1, 1);
            refuses(() -> i32.setLong(0, 1L << 40), ArithmeticException.class);
            refuses(() -> i32.getLong(2), IndexOutOfBoundsException.class);
            refuses(() -> i32.getDouble(-1), IndexOutOfBoundsException.class);
        }
    }

    @Test
    void copiesFromAndToBuffers() {
        try (Tensor f32 = Tensor.zeros(DType.F32, 2);
                Tensor f64 = Tensor.zeros(DType.F64, 2);
                Tensor i32 = Tensor.zeros(DType.I32, 2);
                Tensor i64 = Tensor.zeros(DType.I64, 2)) {
            FloatBuffer direct =
                    ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).asFloatBuffer();
            direct.put(1).put(2).flip();
            assertThat(f32.copyFrom(direct).toFloats()).containsExactly(1, 2);
            assertThat(direct.remaining()).isEqualTo(2);
            FloatBuffer heap = FloatBuffer.allocate(2);
            f32.copyTo(heap);
            assertThat(heap.get(1)).isEqualTo(2f);
            f64.copyFrom(DoubleBuffer.wrap(new double[] {9, 3, 4}, 1, 2));
            assertThat(f64.toDoubles()).containsExactly(3, 4);
            i32.copyFrom(IntBuffer.wrap(new int[] {5, 6}));
            i64.copyFrom(LongBuffer.wrap(new long[] {7, 8}));
            assertThat(i32.toLongs()).containsExactly(5, 6);
            assertThat(i64.toLongs()).containsExactly(7, 8);
            refuses(() -> f64.copyFrom(heap), IllegalArgumentException.class, "f64[2] does not hold f32");
            refuses(
                    () -> f32.copyFrom(ByteBuffer.allocate(8)),
                    IllegalArgumentException.class,
                    "expected a FloatBuffer");
            refuses(() -> f32.copyFrom(FloatBuffer.allocate(3)), IllegalArgumentException.class, "8 bytes, found 12");
        }
    }

    @Test
    void refusesAsManyElementsAsDoNotFit() {
        try (Tensor tensor = Tensor.zeros(DType.F32, 2)) {
            refuses(
                    () -> Tensor.of(Shape.of(3), 1.0, 2.0),
                    IllegalArgumentException.class,
                    "f64[3] takes 3 elements, found 2");
            refuses(() -> tensor.copyFrom(1f), IllegalArgumentException.class, "f32[2] takes 2 elements, found 1");
            refuses(() -> tensor.copyFrom(1.0, 2.0), IllegalArgumentException.class, "does not hold f64");
            refuses(() -> tensor.copyTo(new float[3]), IllegalArgumentException.class, "8 bytes, found 12");
            refuses(tensor::item, IllegalStateException.class, "not a single number");
            refuses(() -> tensor.getLong(0), IllegalStateException.class, "no integers");
        }
    }

    @Test
    void wrapsNativeMemoryWithoutACopy() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(16, 8);
            Tensor tensor = Tensor.wrap(segment, TensorType.of(DType.F64, 2));
            tensor.setDouble(1, 5);
            assertThat(segment.getAtIndex(ValueLayout.JAVA_DOUBLE, 1)).isEqualTo(5);
            tensor.close();
            assertThat(segment.scope().isAlive()).isTrue();
        }
    }

    @Test
    void refusesToWrapWhatCannotBeBound() {
        TensorType type = TensorType.of(DType.F64, 2);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(32, 8);
            refuses(
                    () -> Tensor.wrap(MemorySegment.ofArray(new double[2]), type),
                    IllegalArgumentException.class,
                    "on the Java heap");
            refuses(() -> Tensor.wrap(segment, type), IllegalArgumentException.class, "16 bytes, the segment has 32");
            refuses(() -> Tensor.wrap(segment.asSlice(4, 16), type), IllegalArgumentException.class, "multiple of 8");
            refuses(
                    () -> Tensor.wrap(segment.asSlice(0, 16).asReadOnly(), type),
                    IllegalArgumentException.class,
                    "read-only");
        }
    }

    @Test
    void viewsRowsWithoutACopy() {
        Tensor table = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        Tensor rows = table.rows(1, 3);
        assertThat(rows.type()).isEqualTo(TensorType.of(DType.I32, 2, 2));
        table.setLong(2, 30);
        assertThat(rows.toLongs()).containsExactly(30, 4, 5, 6);
        rows.close();
        assertThat(rows.rows(1, 1).toLongs()).isEmpty();
        refuses(() -> table.rows(2, 4), IndexOutOfBoundsException.class, "rows 2 to 4 of a tensor i32[3,2]");
        refuses(() -> table.rows(2, 1), IndexOutOfBoundsException.class);
        refuses(() -> table.view(4, TensorType.of(DType.I64, 1)), IllegalArgumentException.class);
        refuses(() -> table.view(20, TensorType.of(DType.I32, 2)), IndexOutOfBoundsException.class);
        table.close();
        refuses(rows::toLongs, IllegalStateException.class, "closed");
        refuses(() -> table.rows(0, 1), IllegalStateException.class, "closed");
        assertThat(rows).hasToString("i32[2,2] (closed)");
    }

    @Test
    void staysOpenWhileItIsRetained() {
        Tensor tensor = Tensor.zeros(DType.F32, 2);
        tensor.retain();
        tensor.rows(0, 1).retain();
        refuses(tensor::close, IllegalStateException.class, "bound to a session");
        tensor.release();
        tensor.release();
        refuses(tensor::release, IllegalStateException.class, "not retained");
        tensor.close();
        tensor.close();
        refuses(tensor::retain, IllegalStateException.class, "closed");
        refuses(() -> tensor.setDouble(0, 1), IllegalStateException.class, "closed");
    }

    @Test
    void writesItsElementsAsTextThatReadsBack() {
        try (Tensor tensor = Tensor.of(Shape.of(4), 0.1, Double.NaN, Double.NEGATIVE_INFINITY, -0.0);
                Tensor read = TensorText.read(TensorText.write(tensor), tensor.type());
                Tensor number = TensorText.read("3", TensorType.of(DType.I64))) {
            assertThat(read.segment().mismatch(tensor.segment())).isEqualTo(-1);
            assertThat(number.item()).isEqualTo(3);
            refuses(
                    () -> TensorText.read("[1, 2]", tensor.type()),
                    IllegalArgumentException.class,
                    "4 elements, found 2");
        }
    }
}
