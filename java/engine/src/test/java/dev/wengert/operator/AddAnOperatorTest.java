package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Batch;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Composite;
import dev.wengert.list.Keeps;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.GradientChecker;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a user does who needs an operator that there is none for: write one record. */
class AddAnOperatorTest {
    /** {@code z = scale x³}, with two instructions of kernels that exist. */
    record ScaledCube(double scale) implements Single {
        @Override
        public int arity() {
            return 1;
        }

        @Override
        public TensorType type(List<TensorType> y) {
            Require.real("an operand", y.get(0));
            return y.get(0);
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            TensorType type = z.result().type();
            Buffer squared = out.scratch(type.byteSize());
            Buffer factor = out.scratch(type.dtype().byteSize());
            long n = type.size();
            long bits = type.dtype() == DType.F32
                    ? Float.floatToRawIntBits((float) scale)
                    : Double.doubleToRawLongBits(scale);
            long tiles = Tiling.elements(n);
            out.emit("fill_b" + type.dtype().byteSize(), 1, new long[] {1, bits}, new double[0], factor);
            out.emit("square_" + type.dtype(), tiles, new long[] {n}, new double[0], squared, out.operand(0));
            binary("mul", type, 1, out, squared, squared, out.operand(0));
            binary("mul", type, 0, out, out.result(0), squared, factor);
        }

        @Override
        public Register pullback(Assignment z, Register dz, int operand) {
            return z.operand(0).square().mul(3 * scale).mul(dz);
        }

        @Override
        public Register pushforward(Assignment z, List<@Nullable Register> ty) {
            return pullback(z, Objects.requireNonNull(ty.get(0)), 0);
        }

        @Override
        public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
            return operands.get(0).apply(this);
        }

        @Override
        public Keeps keeps() {
            return Keeps.OPERANDS;
        }

        @Override
        public Overwrites overwrites() {
            return Overwrites.NOTHING;
        }
    }

    /** {@code z = x / (1 + |x|)}, in instructions and in other operators; its derivatives come from those. */
    record GentleSign() implements Composite {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Require.arity(1, operands);
            Require.real("an operand", operands.get(0));
            return operands;
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            TensorType type = z.result().type();
            Buffer size = out.scratch(type.byteSize());
            Buffer one = out.scratch(type.dtype().byteSize());
            long bits = type.dtype() == DType.F32 ? Float.floatToRawIntBits(1) : Double.doubleToRawLongBits(1);
            out.emit("fill_b" + type.dtype().byteSize(), 1, new long[] {1, bits}, new double[0], one);
            unary("square", type, out, size, out.operand(0));
            unary("sqrt", type, out, size, size);
            binary("add", type, 0, out, size, size, one);
            binary("div", type, 1, out, out.result(0), out.operand(0), size);
        }

        private static void unary(String kernel, TensorType type, Lowering out, Buffer y, Buffer x) {
            long n = type.size();
            out.emit(kernel + "_" + type.dtype(), Tiling.elements(n), new long[] {n}, new double[0], y, x);
        }

        @Override
        public List<Register> decompose(List<Register> operands) {
            Register x = operands.get(0);
            return List.of(x.div(x.square().sqrt().add(1)));
        }

        @Override
        public Overwrites overwrites() {
            return Overwrites.NOTHING;
        }
    }

    /** One instruction of the family binary, over a dense x and a y that is dense (stride 1) or one number (stride 0). */
    private static void binary(
            String kernel, TensorType type, long stride, Lowering out, Buffer z, Buffer x, Buffer y) {
        long n = type.size();
        long[] sizes = {n, n, 1, stride, 0};
        out.emit(kernel + "_" + type.dtype(), Tiling.elements(n), sizes, new double[0], z, x, y, Buffer.NONE);
    }

    private static final Catalogue CATALOGUE = Catalogue.standard().with(ScaledCube.class);

    private static final Catalogue GENTLE_SIGN = Catalogue.standard().with(GentleSign.class);

    private static final String TEXT = """
        list cubes {
          input x: f64[3]
          y: f64[3] = scaled_cube(x, scale=2.0)
          s: f64[] = sum(y)
          output y
          output s
        }
        """;

    @Test
    void isWrittenWithRegisters() {
        ListBuilder list = WengertList.builder("cubes", CATALOGUE);
        Register x = list.input("x", DType.F64, 3);
        Register y = x.apply(new ScaledCube(2)).named("y");
        list.output(y);
        list.output("s", y.sum());
        assertThat(list.build()).hasToString(TEXT);
    }

    @Test
    void isWrittenByName() {
        ListBuilder list = WengertList.builder("cubes", CATALOGUE);
        Register x = list.input("x", DType.F64, 3);
        list.output("y", x.call("scaled_cube", Map.of("scale", 2)));
        assertThat(list.build().assignments().get(0).operator()).isEqualTo(new ScaledCube(2));
    }

    @Test
    void isReadFromText() {
        assertThat(WengertList.parse(TEXT, CATALOGUE)).hasToString(TEXT);
        assertThatThrownBy(() -> WengertList.parse(TEXT)).hasMessageContaining("no operator 'scaled_cube'");
    }

    @Test
    void runs() {
        for (DType dtype : List.of(DType.F32, DType.F64)) {
            WengertList list = WengertList.parse(TEXT.replace("f64", dtype.toString()), CATALOGUE);
            var found = Runs.run(list, Map.of("x", Values.of(TensorType.of(dtype, 3), 1, -2, 3)));
            assertThat(found.array("y")).containsExactly(2, -16, 54);
            assertThat(found.array("s")).containsExactly(40);
        }
    }

    @Test
    void isDifferentiatedTwice() {
        WengertList list = WengertList.parse(TEXT, CATALOGUE);
        var x = Map.of("x", Values.of(TensorType.of(DType.F64, 3), 1, -2, 3));
        new GradientChecker(list, x, 1e-5, 1e-6, new Random(1)).checkTwice();
        assertThat(Runs.run(Reverse.differentiate(list, "s", "x"), x).array("dx"))
                .containsExactly(6, 24, 54);
    }

    @Test
    void isBatched() {
        WengertList batch = Batch.batch(WengertList.parse(TEXT, CATALOGUE), 2, "x");
        var found = Runs.run(batch, Map.of("x", Values.of(TensorType.of(DType.F64, 2, 3), 1, 2, 3, 0, -1, 1)));
        assertThat(found.array("s")).containsExactly(72, 0);
    }

    @Test
    void mayTakeItsDerivativesFromOtherOperators() {
        WengertList list = WengertList.parse("input x: f64[3]\nz = gentle_sign(x)\noutput z", GENTLE_SIGN);
        var at = Map.of("x", Values.of(TensorType.of(DType.F64, 3), 0.5, -1, 2));
        assertThat(Runs.run(list, at).array("z")).containsExactly(0.5 / 1.5, -0.5, 2.0 / 3);
        new GradientChecker(list, at, 1e-5, 1e-6, new Random(1)).checkTwice();
        var batch = Map.of("x", Values.of(TensorType.of(DType.F64, 1, 3), 0.5, -1, 2));
        assertThat(Runs.run(Batch.batch(list, 1, "x"), batch).array("z")).containsExactly(0.5 / 1.5, -0.5, 2.0 / 3);
    }

    @Test
    void isRefusedUnderANameThatIsTaken() {
        assertThatThrownBy(() -> CATALOGUE.with(ScaledCube.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scaled_cube already");
    }

    /** Names a kernel that is nowhere. */
    record Nowhere() implements Constant {
        @Override
        public int arity() {
            return 1;
        }

        @Override
        public TensorType type(List<TensorType> y) {
            return y.get(0);
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            out.emit("nowhere_f64", 1, new long[0], new double[0], out.result(0), out.operand(0));
        }

        @Override
        public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
            return operands.get(0).apply(this);
        }

        @Override
        public Overwrites overwrites() {
            return Overwrites.NOTHING;
        }
    }

    @Test
    void isRefusedWhereItsKernelDoesNotExist() {
        ListBuilder list = WengertList.builder("f");
        list.output("y", list.input("x", DType.F64, 3).apply(new Nowhere()));
        WengertList built = list.build();
        assertThatThrownBy(() -> Program.compile(built))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no kernel nowhere_f64");
    }
}
