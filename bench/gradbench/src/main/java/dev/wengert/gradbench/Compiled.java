package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.Tensor;
import java.util.Map;
import java.util.Objects;

/** A planned list with its inputs bound: a run is one call into native code. */
final class Compiled implements Task {
    private final Session session;
    private final Map<String, Tensor> inputs;
    private final Map<String, String> outputs;

    /**
     * A task that owns both the session and the inputs.
     *
     * @param outputs the names of the outputs, by their key in the answer
     */
    Compiled(Session session, Map<String, Tensor> inputs, Map<String, String> outputs) {
        this.session = session;
        this.inputs = inputs;
        this.outputs = outputs;
        inputs.forEach(session::bind);
    }

    @Override
    public void run() {
        session.run();
    }

    /** An output by its key; overwritten by the next run. */
    Tensor tensor(String key) {
        return session.tensor(Objects.requireNonNull(outputs.get(key), key));
    }

    /** The only output, or an object of all of them. */
    @Override
    public JsonNode answer() {
        if (outputs.size() == 1) {
            return Json.of(tensor(outputs.keySet().iterator().next()));
        }
        ObjectNode all = Json.object();
        outputs.keySet().forEach(key -> all.set(key, Json.of(tensor(key))));
        return all;
    }

    @Override
    public void close() {
        session.close();
        inputs.values().forEach(Tensor::close);
    }
}
