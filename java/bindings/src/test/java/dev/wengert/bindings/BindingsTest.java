package dev.wengert.bindings;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function that the library lacks would otherwise show at its first call, as an error in a static initialiser. */
class BindingsTest {
    @BeforeAll
    static void loadLibraries(@TempDir Path folder) throws IOException {
        CarriedLibraries.load(folder);
    }

    /** What jextract wrote for each function without parameters of its own: a handle, an address, a descriptor. */
    static Stream<Method> generatedAccessors() {
        return Stream.of(Wengert.class, Cblas.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && (method.getName().endsWith("$handle")
                                || method.getName().endsWith("$address")
                                || method.getName().endsWith("$descriptor")));
    }

    @ParameterizedTest
    @MethodSource("generatedAccessors")
    void resolvesEveryFunction(Method accessor) throws ReflectiveOperationException {
        assertThat(accessor.invoke(null)).isNotNull();
    }

    @Test
    void bindsEveryFunctionOfTheHeader() {
        assertThat(generatedAccessors().map(Method::getName).filter(name -> name.endsWith("$handle")))
                .hasSize(20)
                .contains("wg_run$handle", "cblas_sgemm$handle", "cblas_dgemm$handle");
    }

    @Test
    void laysAnInstructionOutAsTheHeaderSays() {
        assertThat(wg_instruction.layout().byteSize()).isEqualTo(160);
        assertThat(wg_instruction.kernel$offset()).isZero();
        assertThat(wg_instruction.tiles$offset()).isEqualTo(8);
        assertThat(wg_instruction.slots$offset()).isEqualTo(16);
        assertThat(wg_instruction.sizes$offset()).isEqualTo(64);
        assertThat(wg_instruction.scalars$offset()).isEqualTo(128);
    }

    @Test
    void readsTheVersionAndTheKernelNames() {
        assertThat(Wengert.wg_version().getString(0)).isEqualTo("0.1.0");
        assertThat(Wengert.wg_isa().getString(0)).isIn("avx512", "avx2", "baseline", "portable");
        assertThat(Wengert.wg_kernel_count()).isPositive();
        assertThat(Wengert.wg_kernel_find(Wengert.wg_kernel_name(0))).isNotEqualTo(MemorySegment.NULL);
        assertThat(Wengert.wg_kernel_name(-1)).isEqualTo(MemorySegment.NULL);
    }

    @Test
    void runsAnInstructionInOneDowncall() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(JAVA_FLOAT, 5);
            MemorySegment slots = arena.allocateFrom(JAVA_LONG, result.address());
            MemorySegment instruction = arena.allocate(wg_instruction.layout());
            wg_instruction.kernel(instruction, Wengert.wg_kernel_find(arena.allocateFrom("fill_b4")));
            wg_instruction.tiles(instruction, 1);
            wg_instruction.slots(instruction).setAtIndex(JAVA_INT, 0, 0);
            wg_instruction.sizes(instruction).setAtIndex(JAVA_LONG, 0, 5);
            wg_instruction.sizes(instruction).setAtIndex(JAVA_LONG, 1, Float.floatToRawIntBits(1.5f));
            assertThat(Wengert.wg_run(MemorySegment.NULL, instruction, 0, 1, slots))
                    .isEqualTo(Wengert.WG_OK());
            assertThat(result.toArray(JAVA_FLOAT)).containsOnly(1.5f);
        }
    }

    @Test
    void multipliesWithTheCarriedBlas() {
        Cblas.openblas_set_num_threads(1);
        assertThat(Cblas.openblas_get_num_threads()).isEqualTo(1);
        assertThat(Cblas.openblas_get_config().getString(0)).startsWith("OpenBLAS");
        assertThat(Cblas.openblas_get_corename().getString(0)).isNotBlank();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment a = arena.allocateFrom(JAVA_FLOAT, 1, 2, 3, 4);
            MemorySegment b = arena.allocateFrom(JAVA_FLOAT, 5, 6, 7, 8);
            MemorySegment c = arena.allocate(JAVA_FLOAT, 4);
            Cblas.cblas_sgemm(
                    Cblas.CblasRowMajor(), Cblas.CblasNoTrans(), Cblas.CblasTrans(), 2, 2, 2, 1, a, 2, b, 2, 0, c, 2);
            assertThat(c.toArray(JAVA_FLOAT)).containsExactly(17, 23, 39, 53);
        }
    }
}
