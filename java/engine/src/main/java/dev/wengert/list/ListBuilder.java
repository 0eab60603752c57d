package dev.wengert.list;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Records a list: declares registers, appends assignments, and builds the verified result. Not for several threads at once.
 * After {@link #build()} nothing can be written any more.
 */
public final class ListBuilder implements Vocabulary {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    private final String listName;
    private final Catalogue catalogue;
    private final Optional<Evaluation> evaluation;
    private final List<Register> registers = new ArrayList<>();
    private final List<Register> inputs = new ArrayList<>();
    private final List<Register> parameters = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<Register> outputs = new ArrayList<>();
    private final Map<Register, Register> updates = new LinkedHashMap<>();
    private final Map<String, Register> byName = new HashMap<>();
    private final Map<String, Integer> suffixes = new HashMap<>();
    private final Set<Register> unnamed = new HashSet<>();
    private final Map<Expressed, Assignment> expressed = new HashMap<>();

    private Part part = Part.PRIMAL;
    private Optional<SourceLine> source = Optional.empty();
    private boolean sourceGiven;
    private boolean reusing;
    private boolean built;

    private record Expressed(Operator operator, List<Register> operands) {}

    ListBuilder(String listName, Catalogue catalogue, Optional<Evaluation> evaluation) {
        this.listName = requireName(listName);
        this.catalogue = catalogue;
        this.evaluation = evaluation;
    }

    /** Declares an input. */
    public Register input(String name, TensorType type) {
        return declare(name, type, Role.INPUT, null);
    }

    /** Declares an input. */
    public Register input(String name, DType dtype, long... dims) {
        return input(name, TensorType.of(dtype, dims));
    }

    /** Declares an input that is a copy of {@code defaultValue} where nothing else is bound. */
    public Register input(String name, Tensor defaultValue) {
        return declare(name, defaultValue.type(), Role.INPUT, defaultValue);
    }

    /** A copy of {@code value} as part of the list: an input with that default value and a name of its own. */
    public Register constant(Tensor value) {
        requireOpen();
        return define(unique("constant"), value.type(), Role.INPUT, Tensor.constant(value));
    }

    /** Declares a parameter; sessions begin with zeros. */
    public Register parameter(String name, TensorType type) {
        return declare(name, type, Role.PARAMETER, null);
    }

    /** Declares a parameter; sessions begin with zeros. */
    public Register parameter(String name, DType dtype, long... dims) {
        return parameter(name, TensorType.of(dtype, dims));
    }

    /** Declares a parameter; sessions begin with a copy of {@code defaultValue}. */
    public Register parameter(String name, Tensor defaultValue) {
        return declare(name, defaultValue.type(), Role.PARAMETER, defaultValue);
    }

    /** A tensor of that type with every element {@code value}, converted to the type. */
    public Register fill(double value, TensorType type) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("value", value);
        attributes.put("dtype", type.dtype());
        attributes.put("shape", type.shape());
        return call("fill", attributes, List.of()).get(0);
    }

    /** Appends the operator of that name with attributes; see {@link #apply}. */
    public List<Register> call(String operator, Map<String, Object> attributes, List<Register> operands) {
        Operator found;
        try {
            found = catalogue.operator(operator, attributes);
        } catch (IllegalArgumentException e) {
            throw new ListException(operator + where(source()) + ": " + e.getMessage(), e);
        }
        return apply(found, operands);
    }

    /**
     * Appends {@code z = operator(operands)} and gives the results.
     *
     * @throws ListException if the operands are of another list or the operator does not take them
     */
    public List<Register> apply(Operator operator, List<Register> operands) {
        requireOpen();
        for (Register operand : operands) {
            requireOwn(operand);
        }
        if (operator instanceof Formula formula) {
            return write(formula, operands);
        }
        Expressed expression = new Expressed(operator, List.copyOf(operands));
        if (reusing) {
            Assignment same = expressed.get(expression);
            if (same != null) {
                return same.results();
            }
        }
        Optional<SourceLine> line = source();
        List<TensorType> types = infer(operator, operands, line);
        List<Register> results = new ArrayList<>(types.size());
        for (TensorType type : types) {
            Register result = define(unique("z"), type, Role.RESULT, null);
            unnamed.add(result);
            results.add(result);
        }
        return add(new Assignment(operator, operands, results, part, line)).results();
    }

    private static List<TensorType> infer(Operator operator, List<Register> operands, Optional<SourceLine> line) {
        return naming(
                operator,
                operands,
                line,
                () -> operator.infer(operands.stream().map(Register::type).toList()));
    }

    /** Says in an error which operator it was that refused, and of what. */
    private static <T> T naming(
            Operator operator, List<Register> operands, Optional<SourceLine> line, Supplier<T> body) {
        try {
            return body.get();
        } catch (IllegalArgumentException e) {
            throw new ListException(Assignment.call(operator, operands) + where(line) + ": " + e.getMessage(), e);
        }
    }

    /** Writes what a formula stands for. A result that would be an operand itself is a view of it, so that it can be named. */
    private List<Register> write(Formula formula, List<Register> operands) {
        Optional<SourceLine> line = source();
        List<TensorType> ignored = infer(formula, operands, line);
        List<Register> results = new ArrayList<>();
        for (Register result : naming(formula, operands, line, () -> formula.decompose(operands))) {
            boolean isOperand = !reusing && operands.contains(result);
            results.add(
                    isOperand
                            ? result.call(
                                    "reshape", Map.of("shape", result.type().shape()))
                            : result);
        }
        return List.copyOf(results);
    }

    /** Names a register that callers may read after a run. It may have any role, and be an output already. */
    public void output(Register register) {
        requireOpen();
        requireOwn(register);
        if (!outputs.contains(register)) {
            outputs.add(register);
        }
    }

    /**
     * Names a register {@code name} and makes it an output.
     *
     * @throws ListException if another register has the name, or this one is an output by another
     */
    public void output(String name, Register register) {
        requireOpen();
        requireOwn(register);
        if (register.role() != Role.RESULT && !register.name().equals(name)) {
            throw new ListException("output " + name + ": " + register + " is declared under its own name; "
                    + "make it an output by that name, or an expression of it");
        }
        if (outputs.contains(register) && !register.name().equals(name)) {
            throw new ListException("output " + name + ": " + register + " is an output by its name already");
        }
        Register other = byName.get(name);
        if (other != null && other != register && !unnamed.contains(other)) {
            throw new ListException("output " + name + ": the name is taken by " + other);
        }
        register.named(name);
        output(register);
    }

    /**
     * Says that after each run {@code parameter} has the value {@code next}; outputs and reads within the run see the old
     * one.
     *
     * @throws ListException if it is no parameter, has an update already, or the types differ
     */
    public void update(Register parameter, Register next) {
        requireOpen();
        requireOwn(parameter);
        requireOwn(next);
        if (parameter.role() != Role.PARAMETER) {
            throw new ListException("update of " + parameter + where(source()) + ": it is no parameter");
        }
        if (!parameter.type().equals(next.type())) {
            throw new ListException("update of " + parameter + where(source()) + ": the types differ; found " + next);
        }
        if (updates.putIfAbsent(parameter, next) != null) {
            throw new ListException("update of " + parameter + where(source()) + ": it has an update already");
        }
    }

    /** The register of that name, if there is one. */
    public Optional<Register> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The register of that name.
     *
     * @throws ListException if there is none
     */
    public Register register(String name) {
        Register register = byName.get(name);
        if (register == null) {
            throw new ListException("list " + listName + " has no register '" + name + "'");
        }
        return register;
    }

    /** The assignments so far. The list that comes back does not follow later ones. */
    public List<Assignment> assignments() {
        return List.copyOf(assignments);
    }

    /** The outputs so far. */
    public List<Register> outputs() {
        return List.copyOf(outputs);
    }

    /** The parameters so far. */
    public List<Register> parameters() {
        return List.copyOf(parameters);
    }

    /**
     * Writes with assignments marked as {@code newPart}. Within, an expression that stands in the list already is not
     * written again.
     */
    public <T> T writing(Part newPart, Supplier<T> body) {
        Part outer = part;
        boolean outerReusing = reusing;
        part = newPart;
        reusing = true;
        try {
            return body.get();
        } finally {
            part = outer;
            reusing = outerReusing;
        }
    }

    /** Writes every expression anew, even within {@link #writing}. */
    public <T> T anew(Supplier<T> body) {
        boolean outer = reusing;
        reusing = false;
        try {
            return body.get();
        } finally {
            reusing = outer;
        }
    }

    /** Writes with assignments that have the source line of {@code origin}. */
    public <T> T derivedFrom(Assignment origin, Supplier<T> body) {
        Optional<SourceLine> outer = source;
        boolean outerGiven = sourceGiven;
        source = origin.source();
        sourceGiven = true;
        try {
            return body.get();
        } finally {
            source = outer;
            sourceGiven = outerGiven;
        }
    }

    /**
     * Appends the assignments of {@code list}, keeping names, parts and source lines.
     *
     * @param given the registers of this builder that stand for those of the list: its inputs and parameters; what is left
     *     out is declared here. Every register of the list is added.
     */
    public void inline(WengertList list, Copies given) {
        for (Register declared : list.declarations()) {
            if (!given.contains(declared)) {
                given.put(
                        declared,
                        define(
                                unique(declared.name()),
                                declared.type(),
                                declared.role(),
                                declared.defaultValue().orElse(null)));
            }
        }
        for (Assignment assignment : list.assignments()) {
            List<Register> operands =
                    assignment.operands().stream().map(given::of).toList();
            List<Register> results =
                    writing(assignment.part(), () -> derivedFrom(assignment, () -> append(assignment, operands)));
            for (int i = 0; i < results.size(); i++) {
                given.put(assignment.result(i), results.get(i));
            }
        }
    }

    /** The list, verified. The builder is closed by this. */
    public WengertList build() {
        requireOpen();
        built = true;
        WengertList list = new WengertList(listName, catalogue, inputs, parameters, assignments, outputs, updates);
        Verifier.verify(list);
        return list;
    }

    /** The operators that the list is written with. */
    public Catalogue catalogue() {
        return catalogue;
    }

    void atSource(SourceLine line) {
        source = Optional.of(line);
        sourceGiven = true;
    }

    void inPart(Part newPart) {
        part = newPart;
    }

    void rename(Register register, String name) {
        requireOpen();
        requireName(name);
        unnamed.remove(register);
        if (!register.name().equals(name)) {
            byName.remove(register.name());
            yieldName(name);
            register.setName(byName.containsKey(name) ? unique(name) : name);
            byName.put(register.name(), register);
        }
    }

    /** Whether the name is that of a register which nobody named. */
    public boolean isGenerated(String name) {
        return unnamed.contains(byName.get(name));
    }

    /** A register with a generated name gives it up to one that asks for it. */
    private void yieldName(String name) {
        Register generated = byName.get(name);
        if (generated != null && unnamed.contains(generated)) {
            byName.remove(name);
            generated.setName(unique("z"));
            byName.put(generated.name(), generated);
        }
    }

    private List<Register> append(Assignment assignment, List<Register> operands) {
        List<Register> results = new ArrayList<>();
        for (Register result : assignment.results()) {
            results.add(define(
                    byName.containsKey(result.name()) ? unique(result.name()) : result.name(),
                    result.type(),
                    Role.RESULT,
                    null));
        }
        return add(new Assignment(assignment.operator(), operands, results, part, assignment.source()))
                .results();
    }

    private Assignment add(Assignment assignment) {
        evaluation.ifPresent(eager -> eager.evaluate(assignment));
        assignments.add(assignment);
        expressed.putIfAbsent(new Expressed(assignment.operator(), assignment.operands()), assignment);
        return assignment;
    }

    Tensor value(Register register) {
        return evaluation
                .orElseThrow(() -> new ListException(register + " of list " + listName
                        + " has no value while the list is written: run the list and read an output, use eager mode"
                        + " (Eager), or let the list itself decide, with where"))
                .value(register);
    }

    private Register declare(String name, TensorType type, Role role, @Nullable Tensor defaultValue) {
        requireOpen();
        requireName(name);
        yieldName(name);
        if (byName.containsKey(name)) {
            throw new ListException(
                    "register '" + name + "'" + where(source()) + ": the name is taken in list " + listName);
        }
        return define(name, type, role, defaultValue == null ? null : Tensor.constant(defaultValue));
    }

    private Register define(String name, TensorType type, Role role, @Nullable Tensor defaultValue) {
        Register register = new Register(this, registers.size(), name, type, role, defaultValue);
        registers.add(register);
        byName.put(name, register);
        if (role == Role.INPUT) {
            inputs.add(register);
        } else if (role == Role.PARAMETER) {
            parameters.add(register);
        }
        return register;
    }

    /** The stem itself for a name that is free, otherwise the stem and the next free number. */
    private String unique(String stem) {
        boolean generated = stem.equals("z");
        if (!generated && !byName.containsKey(stem)) {
            return stem;
        }
        int i = suffixes.getOrDefault(stem, generated ? 0 : 1);
        String name;
        do {
            i++;
            name = stem + (generated ? "" : "_") + i;
        } while (byName.containsKey(name));
        suffixes.put(stem, i);
        return name;
    }

    private Optional<SourceLine> source() {
        return sourceGiven ? source : SourceLine.ofCaller();
    }

    private static String where(Optional<SourceLine> line) {
        return line.map(at -> " at " + at).orElse("");
    }

    private void requireOpen() {
        if (built) {
            throw new IllegalStateException(
                    "list " + listName + " is built; its registers are data now. Continue in a copy: list.toBuilder()");
        }
    }

    private void requireOwn(Register register) {
        if (register.builder() != this) {
            throw new ListException("register " + register + " belongs to another list than " + listName
                    + "; bring its list in with inline(list, …)");
        }
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ListException(
                    "'" + name + "' is no name: expected a letter or underscore, then letters, digits and underscores");
        }
        return name;
    }

    /** The name of the list and what it has so far. */
    @Override
    public String toString() {
        return "builder of " + listName + " with " + assignments.size() + " assignments, outputs "
                + Arrays.toString(outputs.stream().map(Register::name).toArray());
    }
}
