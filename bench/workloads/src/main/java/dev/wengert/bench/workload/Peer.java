package dev.wengert.bench.workload;

/**
 * A library: how each workload is written in it, as its own documentation would. What it cannot do throws an {@link
 * UnsupportedOperationException} that says why.
 */
public interface Peer {
    /** Its versions, and those of what computes below it. */
    String version() throws Exception;

    /** A training step that begins with {@link Network#parameters()}. */
    Task training(Training training) throws Exception;

    /** The chain of elementwise operators: element 1 of the result, or of the gradient. */
    Task chain(Chain chain) throws Exception;

    /** A network with the weights {@link Network#parameters()}. */
    Model model(Inference inference) throws Exception;
}
