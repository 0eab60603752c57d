package dev.wengert.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EpochOrderTest {

    @Test
    void visitsEveryExampleOnce() {
        for (int count : new int[] {1, 2, 3, 1000}) {
            assertThat(order(7, count, 4))
                    .containsExactlyInAnyOrder(IntStream.range(0, count).toArray());
        }
    }

    @Test
    void neverChangesBecauseCheckpointsRelyOnIt() {
        assertThat(order(1, 10, 0)).containsExactly(3, 2, 9, 0, 7, 8, 1, 5, 4, 6);
        assertThat(order(1, 10, 1)).containsExactly(7, 4, 6, 2, 5, 3, 1, 0, 9, 8);
    }

    @Test
    void differsBetweenEpochsAndSeeds() {
        assertThat(order(1, 100, 0)).isNotEqualTo(order(1, 100, 1)).isNotEqualTo(order(2, 100, 0));
    }

    @Test
    void putsEveryExampleInEveryPlaceAboutEquallyOften() {
        int[][] counts = new int[5][5];
        for (int epoch = 0; epoch < 5_000; epoch++) {
            int[] order = order(3, 5, epoch);
            for (int place = 0; place < 5; place++) {
                counts[place][order[place]]++;
            }
        }
        for (int[] place : counts) {
            for (int count : place) {
                assertThat(count).isBetween(870, 1_130);
            }
        }
    }

    @Test
    void rejectsAnEmptyDataSetAndRoomOfAnotherLength() {
        assertThatThrownBy(() -> new EpochOrder(1, 0)).hasMessageContaining("at least 1 example, got 0");
        assertThatThrownBy(() -> new EpochOrder(1, 3).fill(0, new int[2]))
                .hasMessageContaining("room for 3 examples, got 2");
    }

    private static int[] order(long seed, int count, int epoch) {
        int[] order = new int[count];
        new EpochOrder(seed, count).fill(epoch, order);
        return order;
    }
}
