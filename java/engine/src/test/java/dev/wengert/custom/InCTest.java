package dev.wengert.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Jacobians;
import dev.wengert.differentiate.Reverse;
import dev.wengert.differentiate.Vmap;
import dev.wengert.inspect.CheckGrads;
import dev.wengert.inspect.CheckOperator;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.CheckKernel;
import dev.wengert.runtime.KernelFault;
import dev.wengert.runtime.NativeLibrary;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.RunException;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Runs;
import dev.wengert.testing.TwoModes;
import dev.wengert.testing.UserKernels;
import dev.wengert.testing.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators of a user's library in C, and what their checks find. */
class InCTest {
    private static final CustomOperator CUBE = UserKernels.CUBE;

    private static Tensor vector(double... values) {
        return Tensor.of(Shape.of(values.length), values);
    }

    @Test
    void isComputedInSchedulesAndInEagerModeToTheSameBits() {
        assertThat(TwoModes.apply(x -> x.add(1).apply(CUBE), vector(0, 1, 2)).toDoubles())
                .containsExactly(1, 8, 27);
        assertThat(TwoModes.apply(x -> x.apply(CUBE), Tensor.of(Shape.of(2), 2f, -3f))
                        .toFloats())
                .containsExactly(8, -27);
        assertThat(TwoModes.apply(x -> x.apply(UserKernels.TWICE_THE_SUM), vector(1, 2, 4))
                        .item())
                .isEqualTo(14);
    }

    @Test
    void givesTheSameBitsForAnyNumberOfThreads() {
        WengertList f = WengertList.parse(
                "input x: f64[100000]\nz = cube(x)\noutput z",
                Catalogue.standard().with(CUBE));
        Map<String, Tensor> x = Map.of("x", Values.of(TensorType.of(DType.F64, 100_000), i -> i * 1e-3));
        Tensor one = Runs.run(f, x).get("z");
        for (int threads : new int[] {2, 3, 8}) {
            Runs.Way way = new Runs.Way(Runs.Way.USUAL.memory(), threads, false);
            Values.assertSameBits(Runs.run(f, x, way).get("z"), one, threads + " threads");
        }
    }

    @Test
    void isDifferentiatedByAKernelAndThatByOperators() {
        Tensor hessian = TwoModes.apply(Jacobians.hessian(x -> x.apply(CUBE).sum()), vector(2, -3));
        assertThat(hessian.toDoubles()).containsExactly(12, 0, 0, -18);
        Tensor tangent = TwoModes.apply(
                x -> Derivatives.jvp((Register y) -> y.apply(CUBE), x, x.mul(0).add(1))
                        .tangent(),
                vector(2, -3));
        assertThat(tangent.toDoubles()).containsExactly(12, 27);
    }

    @Test
    void isCalledForEachSampleInALoopOfTheSchedule() {
        Tensor rows = Tensor.of(Shape.of(2, 3, 2), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0);
        Function<Register, Register> sums = Vmap.vmap(Vmap.vmap((Register x) -> x.apply(UserKernels.TWICE_THE_SUM)));
        assertThat(TwoModes.apply(sums, rows).toDoubles()).containsExactly(6, 14, 22, 30, 38, 46);
        Function<List<Register>, List<Register>> mixed = Vmap.vmap(
                y -> List.of(y.get(0).apply(UserKernels.CUBE_VJP, y.get(1))), List.of(0, Vmap.SAME), List.of());
        Tensor found = TwoModes.all(mixed, List.of(Tensor.of(Shape.of(2, 2), 1.0, 2.0, 3.0, 4.0), vector(1, 10)))
                .get(0);
        assertThat(found.toDoubles()).containsExactly(3, 120, 27, 480);
        CheckGrads.checkGrads(mixed, List.of(Tensor.of(Shape.of(2, 2), 1.0, 2.0, 3.0, 4.0), vector(1, 10)));
    }

    @Test
    void takesABatchAsElementsWhereItGoesElementByElement() {
        CustomOperator elementwise = CUBE.elementwise();
        Catalogue catalogue = Catalogue.standard().with(elementwise);
        Function<Register, Register> f = Vmap.vmap((Register x) -> x.apply(elementwise));
        assertThat(TwoModes.apply(f, Tensor.of(Shape.of(2, 1), 2.0, 3.0)).toDoubles())
                .containsExactly(8, 27);
        assertThat(WengertList.parse("input x: f64[3]\nz = cube(x)\noutput z", catalogue)
                        .toString())
                .contains("z: f64[3] = cube(x)");
    }

    @Test
    void isPrintedAndReadBack() {
        Catalogue catalogue = Catalogue.standard().with(CUBE).with(UserKernels.CUBE_VJP);
        WengertList f = WengertList.parse("input x: f64[3]\nz = cube(x)\noutput z", catalogue);
        WengertList gradient = Reverse.differentiate(f, "z", "x");
        assertThat(gradient.toString()).contains("z: f64[3] = cube(x)", "dx: f64[3] = user_cube_vjp(x, dz)");
        assertThat(WengertList.parse(gradient.toString(), catalogue)).hasToString(gradient.toString());
        assertThat(Program.compile(gradient).schedule().toString()).contains("user_cube_vjp_f64");
    }

    @Test
    void passesItsChecksWhereItIsRight() {
        CheckOperator.check(CUBE.overwriting(Overwrites.FIRST), 2, vector(0.5, -1, 2, 3, 0.25));
        CheckOperator.check(UserKernels.CUBE_VJP.overwriting(Overwrites.ANY), 2, vector(0.5, -1, 2), vector(1, 2, 3));
        CheckOperator.check(UserKernels.TWICE_THE_SUM, 2, vector(0.5, -1, 2));
        CheckOperator.check(CUBE, 1, vector(2));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "fault_past_end        | 0  | writes 0 bytes behind result 0 f64[5], which has 40 bytes",
                "fault_before_begin    | 0  | writes 8 bytes before result 0 f64[5], which has 40 bytes",
                "fault_changes_operand | 0  | changes operand 0 f64[5] at element 4",
                "fault_reads_past_end  | 0  | over memory that held something else",
                "fault_unwritten       | 0  | result 0 f64[5] at element 4",
                "fault_reads_result    | 0  | run backwards: result 0 f64[5] at element 4",
                "fault_tiles_overlap   | 0  | result 0 f64[5] at element",
                "fault_state           | 0  | over memory that held something else",
                "fault_number_of_tiles | 0  | in 2 tiles than in 1: result 0 f64[5] at element 0: expected 1.5, found"
                        + " 2.5",
                "fault_loses_nan       | 0  | a NaN in operand 0 f64[5] at element 0 does not reach the results",
                "fault_status          | 0  | gives status 4",
                "fault_past_scratch    | 40 | writes 0 bytes behind the working memory, which has 40 bytes",
            })
    void findsTheFaultOfAKernel(String kernel, long scratchBytes, String message) {
        CustomOperator operator = UserKernels.faulty(kernel, scratchBytes);
        assertThatThrownBy(() -> CheckOperator.check(operator, 0, vector(0.5, -1, 2, 3, 0.25)))
                .isInstanceOf(KernelFault.class)
                .hasMessageStartingWith("kernel " + kernel + "_f64")
                .hasMessageContaining(message);
    }

    @Test
    void findsAKernelThatIsWrongInThePlaceOfItsOperand() {
        CustomOperator reverse = UserKernels.faulty("fault_alias", 0);
        List<Tensor> x = List.of(vector(1, 2, 3));
        CheckKernel.check(reverse, x);
        assertThatThrownBy(() -> CheckKernel.check(reverse.overwriting(Overwrites.FIRST), x))
                .isInstanceOf(KernelFault.class)
                .hasMessageContaining("where result 0 lies in the place of operand 0, as the operator says it may")
                .hasMessageContaining("at element 2: expected 1.0, found 3.0");
    }

    @Test
    void findsAVjpThatIsWrong() {
        CustomOperator wrong = UserKernels.cube(UserKernels.cubeVjp("fault_wrong_vjp", DType.F64));
        assertThatThrownBy(() -> CheckOperator.check(wrong, vector(0.5, -1, 2)))
                .isInstanceOf(CheckGrads.WrongDerivative.class)
                .hasMessageStartingWith("operator cube: the derivative of the function in reverse mode")
                .hasMessageContaining("by operand 0 f64[3] at element 1: expected ")
                .hasMessageContaining("found ");
    }

    @Test
    void findsTheFaultOfAKernelThatTheVjpCalls() {
        CustomOperator wrong = UserKernels.cube(CustomOperator.inC(
                "bad_vjp",
                UserKernels.LIBRARY,
                Set.of("fault_unwritten_f64"),
                types -> types.subList(0, 1),
                (y, z) -> KernelCall.of("fault_unwritten_f64", z.get(0).size())));
        assertThatThrownBy(() -> CheckOperator.check(wrong, vector(0.5, -1, 2)))
                .isInstanceOf(KernelFault.class)
                .hasMessageContaining("kernel fault_unwritten_f64");
    }

    @Test
    void saysWhichAssignmentAKernelRefused() {
        CustomOperator refusing = UserKernels.faulty("fault_status", 0);
        assertThatThrownBy(() -> TwoModes.apply(x -> x.apply(refusing), vector(1)))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("fault_status(")
                .hasMessageContaining("at InCTest.java:");
    }

    @Test
    void refusesKernelsThatAreNotThereOrHaveNamesThatAreTaken(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> operator(UserKernels.LIBRARY, "user_sphere_f64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exports no function user_sphere_f64");
        assertThatThrownBy(() -> operator(UserKernels.LIBRARY, "tanh_f64"))
                .hasMessageContaining("tanh_f64")
                .hasMessageContaining("the name of one of the engine's");
        Path copy = Files.copy(
                Path.of("../../native/target/release/tests", System.mapLibraryName("user_kernels")),
                folder.resolve("copy.so"));
        NativeLibrary other = NativeLibrary.load(copy);
        assertThat(operator(UserKernels.LIBRARY, "user_cube_f64").name()).isEqualTo("f");
        assertThatThrownBy(() -> operator(other, "user_cube_f64"))
                .hasMessageContaining("copy.so has the name of one of ")
                .hasMessageContaining("user_kernels");
        assertThatThrownBy(() -> NativeLibrary.load(folder.resolve("nowhere.so")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere.so cannot be loaded");
    }

    private static CustomOperator operator(NativeLibrary library, String kernel) {
        return CustomOperator.inC("f", library, Set.of(kernel), ShapeRule.SAME, (y, z) -> KernelCall.of(kernel));
    }

    @Test
    void refusesACallOfAKernelThatIsNotOneOfItsOwn() {
        CustomOperator operator = CustomOperator.inC(
                "f", UserKernels.LIBRARY, Set.of("user_cube_f64"), ShapeRule.SAME, (y, z) -> KernelCall.of("tanh_f64"));
        assertThatThrownBy(() -> TwoModes.apply(x -> x.apply(operator), vector(1)))
                .hasMessageContaining("kernel tanh_f64 is not among those that were registered: [user_cube_f64]");
        assertThatThrownBy(() -> KernelCall.of("user_cube_f64", 1, 2, 3, 4, 5, 6, 7, 8, 9)
                        .cut(-1)
                        .withScratch(-1))
                .hasMessageContaining("found 1 and -1");
    }

    @Test
    void refusesElementsThatItHasNoKernelFor() {
        CustomOperator operator = CustomOperator.inC(
                "f",
                UserKernels.LIBRARY,
                Set.of("user_cube_f64"),
                ShapeRule.same(2).only(DType.F64),
                (y, z) -> KernelCall.of("user_cube_f64", 1));
        Tensor single = Tensor.of(Shape.of(1), 1f);
        assertThatThrownBy(() -> TwoModes.apply(x -> x.apply(operator, x), single))
                .hasMessageContaining("expected operands of f64, found f32[1]; cast it");
        assertThatThrownBy(() -> TwoModes.apply(x -> x.apply(operator, x.sum()), vector(1)))
                .hasMessageContaining("expected every operand of type f64[1], found f64[]");
    }

    @Test
    void refusesOperandsThatItsShapeRuleRefuses() {
        assertThatThrownBy(() -> TwoModes.apply(x -> x.apply(CUBE, x), vector(1)))
                .hasMessageContaining("cube(")
                .hasMessageContaining("at InCTest.java:")
                .hasMessageContaining("expected 1 operand, found 2");
    }
}
