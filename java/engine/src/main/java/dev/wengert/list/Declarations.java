package dev.wengert.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a builder says of its registers beside how they are computed: inputs, parameters, outputs, updates. */
final class Declarations {
    private final String listName;
    private final Writing writing;
    private final List<Register> inputs = new ArrayList<>();
    private final List<Register> parameters = new ArrayList<>();
    private final Set<Register> frozen = new LinkedHashSet<>();
    private final List<Register> outputs = new ArrayList<>();
    private final Map<Register, Register> updates = new LinkedHashMap<>();

    Declarations(String listName, Writing writing) {
        this.listName = listName;
        this.writing = writing;
    }

    List<Register> inputs() {
        return inputs;
    }

    List<Register> parameters() {
        return parameters;
    }

    Set<Register> frozen() {
        return frozen;
    }

    List<Register> outputs() {
        return outputs;
    }

    Map<Register, Register> updates() {
        return updates;
    }

    List<Register> trainable() {
        return parameters.stream()
                .filter(parameter -> !frozen.contains(parameter))
                .toList();
    }

    void declare(Register register) {
        if (register.role() == Role.INPUT) {
            inputs.add(register);
        } else if (register.role() == Role.PARAMETER) {
            parameters.add(register);
        }
    }

    void output(Register register) {
        if (!outputs.contains(register)) {
            outputs.add(register);
        }
    }

    /** That the register can become an output of that name. */
    void requireOutput(String name, Register register) {
        if (register.role() != Role.RESULT && !register.name().equals(name)) {
            throw new ListException("output " + name + ": " + register + " is declared under its own name; "
                    + "make it an output by that name, or an expression of it");
        }
        if (outputs.contains(register) && !register.name().equals(name)) {
            throw new ListException("output " + name + ": " + register + " is an output by its name already");
        }
    }

    void update(Register parameter, Register next) {
        if (parameter.role() != Role.PARAMETER) {
            throw refused("update of ", parameter, "it is no parameter");
        }
        if (frozen.contains(parameter)) {
            throw refused("update of ", parameter, "it is frozen; unfreeze it first");
        }
        if (!parameter.type().equals(next.type())) {
            throw refused("update of ", parameter, "the types differ; found " + next);
        }
        if (updates.putIfAbsent(parameter, next) != null) {
            throw refused("update of ", parameter, "it has an update already");
        }
    }

    void freeze(Register parameter) {
        if (parameter.role() != Role.PARAMETER) {
            throw refused("freezing ", parameter, "it is no parameter");
        }
        if (updates.containsKey(parameter)) {
            throw refused("freezing ", parameter, "the list updates it");
        }
        frozen.add(parameter);
    }

    void freeze(String prefix) {
        beginning(prefix).forEach(this::freeze);
    }

    void unfreeze(String prefix) {
        beginning(prefix).forEach(frozen::remove);
    }

    private List<Register> beginning(String prefix) {
        List<Register> found = parameters.stream()
                .filter(parameter -> parameter.name().startsWith(prefix))
                .toList();
        if (found.isEmpty()) {
            throw new ListException(
                    "list " + listName + " has no parameter that begins with '" + prefix + "'; it has " + parameters);
        }
        return found;
    }

    private ListException refused(String what, Register parameter, String why) {
        return new ListException(what + parameter + writing.where() + ": " + why);
    }
}
