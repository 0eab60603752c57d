package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.runtime.Workers;
import java.util.Map;
import java.util.function.BiConsumer;

/** A module of the benchmark: functions by name. */
record Module(String name, Map<String, Function> functions) {
    /** A function of the benchmark. */
    @FunctionalInterface
    interface Function {
        /** Takes an input and does all that goes before the first run. */
        Task prepare(JsonNode input, Workers workers);
    }

    /** A function that is one list: what is written declares the inputs and gives the outputs. */
    static Function compiled(BiConsumer<Recording, JsonNode> write) {
        return (input, workers) -> {
            Recording recording = new Recording();
            write.accept(recording, input);
            return recording.compile(workers);
        };
    }
}
