package dev.wengert.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.tensor.DType;
import org.junit.jupiter.api.Test;

final class ExamplesTest {

    private final LabelledImages source =
            new LabelledImages(1, 3, 10, new byte[] {0, 51, (byte) 255, 1, 2, 3}, new byte[] {9, 4});

    @Test
    void scalesPixelsToTheUnitInterval() {
        try (Examples examples = Examples.of(source, DType.F32)) {
            assertThat(examples.images().type()).hasToString("f32[2,3]");
            assertThat(examples.images().toFloats()).containsExactly(0, 0.2f, 1, 1 / 255f, 2 / 255f, 3 / 255f);
            assertThat(examples.labels().toLongs()).containsExactly(9, 4);
        }
        try (Examples examples = Examples.of(source, DType.F64)) {
            assertThat(examples.images().toDoubles()).containsExactly(0, 0.2, 1, 1 / 255.0, 2 / 255.0, 3 / 255.0);
        }
    }

    @Test
    void liesAlignedOutsideTheHeap() {
        try (Examples examples = Examples.of(source, DType.F32)) {
            assertThat(examples.images().segment().isNative()).isTrue();
            assertThat(examples.images().segment().address() % 64).isZero();
            assertThat(examples.labels().segment().address() % 64).isZero();
        }
    }

    @Test
    void throwsWhenUsedAfterClosingAndMayBeClosedTwice() {
        Examples examples = Examples.of(source, DType.F32);
        examples.close();
        examples.close();
        assertThatThrownBy(() -> examples.images().segment())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void rejectsIntegersAsPixels() {
        assertThatThrownBy(() -> Examples.of(source, DType.I32)).hasMessageContaining("f32 or f64, not as i32");
    }

    @Test
    void refusesSizesThatDoNotFitTogether() {
        assertThatThrownBy(() -> new LabelledImages(2, 2, 10, new byte[7], new byte[2]))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 images of 2×2 have 8 pixels, but there are 7");
    }
}
