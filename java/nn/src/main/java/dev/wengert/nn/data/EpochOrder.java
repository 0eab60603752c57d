package dev.wengert.nn.data;

import dev.wengert.nn.random.Philox;

/**
 * The order in which an epoch visits the examples: a permutation of {@code [0, count)} that depends on the seed, the epoch
 * and the count alone.
 *
 * <p>Algorithm: R. Durstenfeld's shuffle (CACM algorithm 235) of the identity, from the last place down, place {@code i}
 * changing with place {@link Philox#nextInt(int) nextInt(i + 1)} of the stream {@code (seed, 3, epoch)}. It is part of what
 * a checkpoint relies on and never changes.
 *
 * @param seed the seed of the run
 * @param count how many examples there are
 */
public record EpochOrder(long seed, int count) {

    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    public EpochOrder {
        if (count < 1) {
            throw new IllegalArgumentException("expected at least 1 example, got " + count);
        }
    }

    /**
     * Writes the order of one epoch.
     *
     * @param epoch from 0
     * @param order overwritten
     * @throws IllegalArgumentException if {@code order} has another length than {@code count}
     */
    public void fill(int epoch, int[] order) {
        if (order.length != count) {
            throw new IllegalArgumentException("expected room for " + count + " examples, got " + order.length);
        }
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        Philox random = new Philox(seed, Purposes.EPOCH_ORDER, epoch);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
}
