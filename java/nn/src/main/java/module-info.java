/**
 * Layers, losses, optimisers, data, training and checkpoints: what a training job needs above the engine.
 */
@org.jspecify.annotations.NullMarked
module dev.wengert.nn {
    requires com.fasterxml.jackson.core;
    requires transitive dev.wengert;
    requires static org.jspecify;

    exports dev.wengert.nn;
    exports dev.wengert.nn.checkpoint;
    exports dev.wengert.nn.data;
    exports dev.wengert.nn.random;
}
