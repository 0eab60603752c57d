package dev.wengert.bench.workload;

/** Sizes that networks, data and every library's code agree on. */
public final class Sizes {
    /** Height and width of an image. */
    public static final int IMAGE = 28;

    /** Classes of images. */
    public static final int DIGITS = 10;

    /** Different characters of a text. */
    public static final int CHARACTERS = 65;

    /** Characters of a sequence. */
    public static final int STEPS = 64;

    /** Units of recurrent layers, and of a position of the transformer. */
    public static final int HIDDEN = 128;

    /** Heads of the transformer. */
    public static final int HEADS = 4;

    /** Units of the transformer's dense layers. */
    public static final int INNER = 512;

    /** Blocks of the transformer. */
    public static final int BLOCKS = 2;

    /** Words of word2vec. */
    public static final int WORDS = 10_000;

    /** Numbers that stand for a word. */
    public static final int EMBEDDING = 100;

    /** Words beside each centre: one that was there and five that were not. */
    public static final int CONTEXTS = 6;

    private Sizes() {}
}
