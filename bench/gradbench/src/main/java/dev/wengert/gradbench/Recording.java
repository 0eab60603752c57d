package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A list that is being written, and the tensors that its inputs will be bound to. */
final class Recording {
    private final ListBuilder list = WengertList.builder("gradbench");
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();

    /** Declares an input with a value of JSON, of numbers or arrays of them. */
    Register input(String name, JsonNode value) {
        return input(name, Json.tensor(value));
    }

    /** Declares an input; the tensor is closed with the task. */
    Register input(String name, Tensor value) {
        inputs.put(name, value);
        return list.input(name, value.type());
    }

    /** Makes a register a part of the answer: all of it, or the value of this key if there are several. */
    void output(String key, Register register) {
        String name = "answer_" + key;
        list.output(name, register);
        outputs.put(key, name);
    }

    ListBuilder list() {
        return list;
    }

    /** Plans the list and binds the inputs. */
    Compiled compile(Workers workers) {
        Program program = Program.compile(list.build().withoutDeadCode());
        return new Compiled(program.open(workers), inputs, outputs);
    }
}
