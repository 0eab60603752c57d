package dev.wengert.nn.random;

/**
 * A stream of random numbers from Philox4x32-10, a counter-based generator.
 *
 * <p>Block {@code b} of a stream is the bijection of the paper applied to the counter {@code (b, purpose, low half of index,
 * high half of index)} under the key {@code (low half of seed, high half of seed)}. Number {@code i} of stream
 * {@code (seed, purpose, index)} therefore depends on nothing else: not on the streams drawn before it, on threads, or on
 * the JDK. A stream holds 2³⁴ numbers of 32 bits and starts again after them.
 *
 * <p>Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11.
 *
 * <p>Not safe for use by several threads at once; streams are cheap, so make one for each.
 */
public final class Philox {

    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;

    private final long seed;
    private final int purpose;
    private final long index;
    private final int[] block = new int[4];
    private int nextBlock;
    private int used = 4;

    /**
     * The stream of one thing to be drawn.
     *
     * @param seed the user's seed
     * @param purpose what the numbers are for; streams of different purposes never share a counter
     * @param index which thing of that purpose, such as the number of a sample or of an epoch
     */
    public Philox(long seed, int purpose, long index) {
        this.seed = seed;
        this.purpose = purpose;
        this.index = index;
    }

    /** The next 32 bits. */
    public int nextInt() {
        if (used == 4) {
            block[0] = nextBlock++;
            block[1] = purpose;
            block[2] = (int) index;
            block[3] = (int) (index >>> 32);
            encrypt(block, (int) seed, (int) (seed >>> 32));
            used = 0;
        }
        return block[used++];
    }

    /** The next 64 bits: the first draw is the low half. */
    public long nextLong() {
        long low = nextInt() & 0xFFFF_FFFFL;
        return low | (long) nextInt() << 32;
    }

    /**
     * A whole number in {@code [0, bound)}: the high 64 bits of {@code nextLong() · bound} as unsigned numbers. The bias is
     * below {@code bound / 2⁶⁴} (D. Lemire, "Fast random integer generation in an interval", TOMACS 2019, without the
     * rejection step, so that every draw takes the same two numbers of the stream).
     *
     * @throws IllegalArgumentException if {@code bound} is below 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("expected a bound of at least 1, got " + bound);
        }
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** A multiple of 2⁻²⁴ in {@code [0, 1)}. */
    public double nextUniform() {
        return (nextInt() >>> 8) * 0x1p-24;
    }

    /** A number in {@code [low, high)}. */
    public double nextUniform(double low, double high) {
        return low + (high - low) * nextUniform();
    }

    /** A normal number of mean 0 and deviation 1, by Box and Muller's method in the cosine branch; {@code StrictMath}. */
    public double nextNormal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - nextUniform()));
        return radius * StrictMath.cos(2 * Math.PI * nextUniform());
    }

    /** Ten rounds over {@code counter}, in place. */
    static void encrypt(int[] counter, int key0, int key1) {
        int c0 = counter[0];
        int c1 = counter[1];
        int c2 = counter[2];
        int c3 = counter[3];
        int k0 = key0;
        int k1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & 0xFFFF_FFFFL);
            long product1 = MULTIPLIER_1 * (c2 & 0xFFFF_FFFFL);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        counter[0] = c0;
        counter[1] = c1;
        counter[2] = c2;
        counter[3] = c3;
    }
}
