package dev.wengert.nn.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PhiloxTest {

    /** The known answers that the authors of the paper publish with their library, Random123. */
    @Test
    void givesTheKnownAnswers() {
        int[] zeros = {0, 0, 0, 0};
        Philox.encrypt(zeros, 0, 0);
        assertThat(zeros).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);

        int[] ones = {-1, -1, -1, -1};
        Philox.encrypt(ones, -1, -1);
        assertThat(ones).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);

        int[] pi = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};
        Philox.encrypt(pi, 0xa4093822, 0x299f31d0);
        assertThat(pi).containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void laysOutTheCounterAsDocumented() {
        Philox random = new Philox(0x0123_4567_89AB_CDEFL, 7, 0x1111_2222_3333_4444L);
        for (int block = 0; block < 3; block++) {
            int[] counter = {block, 7, 0x3333_4444, 0x1111_2222};
            Philox.encrypt(counter, 0x89AB_CDEF, 0x0123_4567);
            for (int expected : counter) {
                assertThat(random.nextInt()).isEqualTo(expected);
            }
        }
    }

    @Test
    void drawsDifferentNumbersForDifferentStreams() {
        Set<Long> first = new HashSet<>();
        for (long seed : new long[] {0, 1, 1L << 32}) {
            for (int purpose = 0; purpose < 3; purpose++) {
                for (long index : new long[] {0, 1, 1L << 32}) {
                    first.add(new Philox(seed, purpose, index).nextLong());
                }
            }
        }
        assertThat(first).hasSize(27);
    }

    @Test
    void drawsEveryNumberBelowTheBoundAboutEquallyOften() {
        Philox random = new Philox(1, 0, 0);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(9_600, 10_400);
        }
        assertThatThrownBy(() -> random.nextInt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1, got 0");
    }

    @Test
    void drawsUniformNumbersInTheirRange() {
        Philox random = new Philox(2, 0, 0);
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            double x = random.nextUniform(-2, 4);
            assertThat(x).isGreaterThanOrEqualTo(-2).isLessThan(4);
            sum += x;
        }
        assertThat(sum / 100_000).isCloseTo(1, within(0.03));
    }

    @Test
    void drawsNormalNumbersOfMeanZeroAndDeviationOne() {
        Philox random = new Philox(3, 0, 0);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 100_000; i++) {
            double x = random.nextNormal();
            sum += x;
            squares += x * x;
        }
        assertThat(sum / 100_000).isCloseTo(0, within(0.02));
        assertThat(squares / 100_000).isCloseTo(1, within(0.03));
    }
}
