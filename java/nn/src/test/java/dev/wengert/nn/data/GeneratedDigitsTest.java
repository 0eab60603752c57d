package dev.wengert.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class GeneratedDigitsTest {

    @Test
    void drawsTheSameBytesOnAnyNumberOfThreads() {
        LabelledImages one = GeneratedDigits.DEFAULT.draw(Split.TRAIN, 500, 1);
        for (int threads : new int[] {2, 3, 8}) {
            LabelledImages many = GeneratedDigits.DEFAULT.draw(Split.TRAIN, 500, threads);
            assertThat(many.pixels()).isEqualTo(one.pixels());
            assertThat(many.labels()).isEqualTo(one.labels());
        }
    }

    @Test
    void drawsTheSameDataSetOnEveryMachineAndJdk() {
        DataSet digits = GeneratedDigits.DEFAULT.read(2);

        assertThat(digits.train().count()).isEqualTo(12_000);
        assertThat(digits.test().count()).isEqualTo(2_000);
        assertThat(digits.train().fingerprint()).isEqualTo("90644e1e");
        assertThat(digits.test().fingerprint()).isEqualTo("c62ffd94");
    }

    @Test
    void drawsAnImageThatDependsOnItsNumberAloneAndNotOnTheCount() {
        LabelledImages few = GeneratedDigits.DEFAULT.draw(Split.TEST, 10, 1);
        LabelledImages many = GeneratedDigits.DEFAULT.draw(Split.TEST, 100, 1);
        assertThat(many.pixels()).startsWith(few.pixels());
    }

    @Test
    void drawsOtherImagesForAnotherSeedAndSplit() {
        String first = new GeneratedDigits(1).draw(Split.TRAIN, 10, 1).fingerprint();
        assertThat(new GeneratedDigits(2).draw(Split.TRAIN, 10, 1).fingerprint())
                .isNotEqualTo(first);
        assertThat(new GeneratedDigits(1).draw(Split.TEST, 10, 1).fingerprint()).isNotEqualTo(first);
    }

    @Test
    void drawsEveryDigitAboutEquallyOften() {
        LabelledImages drawn = GeneratedDigits.DEFAULT.draw(Split.TRAIN, 2_000, 2);
        int[] counts = new int[10];
        for (int i = 0; i < drawn.count(); i++) {
            counts[drawn.label(i)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(150, 250);
        }
    }

    @Test
    void keepsInkOnThePageAndTheBackgroundDark() {
        LabelledImages drawn = GeneratedDigits.DEFAULT.draw(Split.TRAIN, 200, 2);
        for (int image = 0; image < drawn.count(); image++) {
            int dark = 0;
            int ink = 0;
            for (int i = 0; i < drawn.pixelsPerImage(); i++) {
                int pixel = drawn.pixel(image, i / 28, i % 28);
                dark += pixel < 96 ? 1 : 0;
                ink += pixel > 128 ? 1 : 0;
            }
            assertThat(dark).as("dark pixels of image %d", image).isGreaterThan(392);
            assertThat(ink).as("inked pixels of image %d", image).isBetween(8, 300);
        }
    }

    @Test
    void rejectsCountsBelowOne() {
        assertThatThrownBy(() -> GeneratedDigits.DEFAULT.draw(Split.TRAIN, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 image and 1 thread, got 0 and 1");
    }
}
