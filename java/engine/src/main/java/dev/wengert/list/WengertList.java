package dev.wengert.list;

import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A program: declared registers, assignments in order, the registers that callers read, and the updates of parameters.
 * Immutable and verified; shared freely by threads.
 */
public final class WengertList {
    private final String name;
    private final Catalogue catalogue;
    private final List<Register> inputs;
    private final List<Register> parameters;
    private final Set<Register> frozen;
    private final List<Assignment> assignments;
    private final List<Register> outputs;
    private final Map<Register, Register> updates;
    private final Map<String, Register> byName = new HashMap<>();

    WengertList(
            String name,
            Catalogue catalogue,
            List<Register> inputs,
            List<Register> parameters,
            Set<Register> frozen,
            List<Assignment> assignments,
            List<Register> outputs,
            Map<Register, Register> updates) {
        this.name = name;
        this.catalogue = catalogue;
        this.inputs = List.copyOf(inputs);
        this.parameters = List.copyOf(parameters);
        this.frozen = Set.copyOf(frozen);
        this.assignments = List.copyOf(assignments);
        this.outputs = List.copyOf(outputs);
        this.updates = Collections.unmodifiableMap(new LinkedHashMap<>(updates));
        registers().forEach(register -> byName.put(register.name(), register));
    }

    /** Begins a list with the operators of {@link Catalogue#standard()}. */
    public static ListBuilder builder(String name) {
        return builder(name, Catalogue.standard());
    }

    /** Begins a list with the operators of a catalogue. */
    public static ListBuilder builder(String name, Catalogue catalogue) {
        return new ListBuilder(name, catalogue, Optional.empty());
    }

    /** Begins a list whose assignments are computed as they are written; for what provides eager mode. */
    public static ListBuilder builder(String name, Catalogue catalogue, Evaluation evaluation) {
        return new ListBuilder(name, catalogue, Optional.of(evaluation));
    }

    /** Reads a list from text, with the operators of {@link Catalogue#standard()}; see {@link Parser}. */
    public static WengertList parse(String text) {
        return parse(text, Catalogue.standard());
    }

    /** Reads a list from text; see {@link Parser}. */
    public static WengertList parse(String text, Catalogue catalogue) {
        return Parser.parse(text, catalogue);
    }

    /**
     * A list of one operator, given with types in place of operands: {@code sum(f64[2,3], axes=[1])}. Its inputs are y1, y2, …,
     * its outputs z, or z1, z2, … where there are more.
     */
    public static WengertList ofCall(String call, Catalogue catalogue) {
        return Parser.parseCall(call, catalogue);
    }

    /** As {@link #ofCall(String, Catalogue)}, for an operator that is made already. */
    public static WengertList ofCall(Operator operator, List<TensorType> operands) {
        return ofCall(builder(operator.name()), operator, operands);
    }

    static WengertList ofCall(ListBuilder list, Operator operator, List<TensorType> operands) {
        List<Register> inputs = new ArrayList<>();
        for (TensorType type : operands) {
            inputs.add(list.input("y" + (inputs.size() + 1), type));
        }
        List<Register> results = list.apply(operator, inputs);
        for (int i = 0; i < results.size(); i++) {
            list.output(results.size() == 1 ? "z" : "z" + (i + 1), results.get(i));
        }
        return list.build();
    }

    /** A builder that begins with everything in this list, under the same names. */
    public ListBuilder toBuilder() {
        return toBuilder(new Copies());
    }

    /** As {@link #toBuilder()}; {@code copies} gets the copy of each register of this list. */
    public ListBuilder toBuilder(Copies copies) {
        ListBuilder builder = builder(name, catalogue);
        builder.inline(this, copies);
        outputs.forEach(output -> builder.output(copies.of(output)));
        updates.forEach((parameter, next) -> builder.update(copies.of(parameter), copies.of(next)));
        return builder;
    }

    /**
     * This list without the assignments whose results reach no output and no update, and without those that only give a
     * register another name.
     */
    public WengertList withoutDeadCode() {
        return DeadCode.remove(this);
    }

    /**
     * This list with assignments joined where an operator can do the work of another whose result it alone reads, so that the
     * result is never formed: {@code sgd} of a {@code scatter_add} becomes {@code sgd_rows}. The values are the same to the bit.
     */
    public WengertList fused() {
        return Fusion.fuse(this);
    }

    /** This list with other assignments, of the same registers. */
    WengertList with(List<Assignment> others) {
        return new WengertList(name, catalogue, inputs, parameters, frozen, others, outputs, updates);
    }

    /** A drawing in the language of Graphviz: registers that are declared as ellipses, outputs with two borders. */
    public String toDot() {
        return Drawing.dot(this);
    }

    /** A drawing in the language of Mermaid, in which Markdown pages can show it. */
    public String toMermaid() {
        return Drawing.mermaid(this);
    }

    /**
     * The list as the source of a Java class with a method {@code evaluate}, of registers as {@code double} and arrays of {@code
     * double} and plain loops over them; it needs nothing but the JDK. A class of the list's name without a package.
     *
     * @throws ListException naming the operators that cannot be said in Java
     */
    public String toJava() {
        return JavaClass.write(this, JavaNames.ofClass(name));
    }

    /**
     * As {@link #toJava()}, for a class of that name.
     *
     * @param className such as {@code org.example.Triangle}
     */
    public String toJava(String className) {
        return JavaClass.write(this, className);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The operators it was written with. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The inputs, in the order of declaration. */
    public List<Register> inputs() {
        return inputs;
    }

    /** The parameters, in the order of declaration. */
    public List<Register> parameters() {
        return parameters;
    }

    /** The parameters that training leaves as they are; see {@link ListBuilder#freeze(Register)}. */
    public Set<Register> frozen() {
        return frozen;
    }

    /** The parameters that are not {@link #frozen()}, in the order of declaration. */
    public List<Register> trainable() {
        return parameters.stream()
                .filter(parameter -> !frozen.contains(parameter))
                .toList();
    }

    /** This list with every parameter frozen whose name begins so; see {@link ListBuilder#freeze(String)}. */
    public WengertList freeze(String prefix) {
        return changed(builder -> builder.freeze(prefix));
    }

    /** This list with every parameter free to be trained whose name begins so. */
    public WengertList unfreeze(String prefix) {
        return changed(builder -> builder.unfreeze(prefix));
    }

    private WengertList changed(Consumer<ListBuilder> change) {
        ListBuilder builder = toBuilder();
        change.accept(builder);
        return builder.build();
    }

    /** The inputs, then the parameters. */
    public List<Register> declarations() {
        List<Register> declarations = new ArrayList<>(inputs);
        declarations.addAll(parameters);
        return declarations;
    }

    /** The declarations, then the results of the assignments in order. */
    public List<Register> registers() {
        List<Register> registers = declarations();
        assignments.forEach(assignment -> registers.addAll(assignment.results()));
        return registers;
    }

    /** The assignments, each defined before it is used. */
    public List<Assignment> assignments() {
        return assignments;
    }

    /** The registers that callers read. */
    public List<Register> outputs() {
        return outputs;
    }

    /** The value that each updated parameter has after a run. */
    public Map<Register, Register> updates() {
        return updates;
    }

    /** The register of that name, if there is one. */
    public Optional<Register> find(String register) {
        return Optional.ofNullable(byName.get(register));
    }

    /**
     * The register of that name.
     *
     * @throws ListException if there is none
     */
    public Register register(String register) {
        return find(register)
                .orElseThrow(() -> new ListException("list " + name + " has no register '" + register + "'"));
    }

    /** The list as text, with the source line of each assignment where known. */
    public String toStringWithSource() {
        return Printer.print(this, true);
    }

    /** The list as text, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return Printer.print(this, false);
    }
}
