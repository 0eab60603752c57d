package dev.wengert.list;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records a list: declares registers, appends assignments, and builds the verified result. Not for several threads at once.
 * After {@link #build()} nothing can be written any more.
 */
public final class ListBuilder implements Vocabulary {
    private final String listName;
    private final Catalogue catalogue;
    private final Optional<Evaluation> evaluation;
    private final Nesting nesting;
    private final Names names = new Names();
    private final Writing writing = new Writing();
    private final Expressions expressions = new Expressions();
    private final Declarations declarations;
    private final Recorder recorder;
    private boolean built;

    ListBuilder(String listName, Catalogue catalogue, Optional<Evaluation> evaluation) {
        this.listName = Names.require(listName);
        this.catalogue = catalogue;
        this.evaluation = evaluation;
        this.nesting = new Nesting(this, Optional.empty(), false);
        this.declarations = new Declarations(listName, writing);
        this.recorder = new Recorder(this, evaluation, names, writing, expressions, declarations);
    }

    private ListBuilder(String listName, ListBuilder enclosing, boolean keepsAll) {
        this.listName = Names.require(listName);
        this.catalogue = enclosing.catalogue;
        this.evaluation = Optional.empty();
        this.nesting = new Nesting(this, Optional.of(enclosing), keepsAll);
        this.declarations = new Declarations(listName, writing);
        this.recorder = new Recorder(this, evaluation, names, writing, expressions, declarations);
        writing.continueFrom(enclosing.writing);
    }

    /**
     * A builder for a list within this one, such as what is done for each sample of a batch; or within the innermost one that is
     * being written already. What is written with registers of the enclosing builder alone is written there; what is written
     * with any of the inner one is written here, where the others become inputs: see {@link #captured()}. It is open until it
     * is built or left.
     */
    public ListBuilder nested(String name) {
        return nested(name, false);
    }

    /**
     * As {@link #nested}, but what is written while it is open is written here, whatever it is written with: for what must not be
     * computed where this list is not run.
     */
    public ListBuilder branch(String name) {
        return nested(name, true);
    }

    private ListBuilder nested(String name, boolean keeping) {
        requireOpen();
        return nesting.inner().isPresent()
                ? nesting.inner().get().nested(name, keeping)
                : nesting.enter(new ListBuilder(name, this, keeping));
    }

    /** The builder around this one, if it is {@link #nested}. */
    public Optional<ListBuilder> enclosing() {
        return nesting.enclosing();
    }

    /** Ends a nested builder that may not have been built; else without effect. */
    public void leave() {
        if (!built) {
            built = true;
            nesting.leave();
        }
    }

    /** The registers of the enclosing builder that were written with here, and the inputs that stand for them. */
    public Map<Register, Register> captured() {
        return Collections.unmodifiableMap(nesting.captured());
    }

    /** What a register stands for: itself, or where it was captured, the register of the enclosing builder. */
    public Register origin(Register register) {
        return nesting.origin(register);
    }

    /**
     * The builder that an expression of these registers is written in: the innermost of theirs, or a {@link #branch} within.
     *
     * @throws ListException if there are none, or they are of different lists
     * @throws IllegalStateException if that is built or closed
     */
    public static ListBuilder innermost(List<Register> registers) {
        if (registers.isEmpty()) {
            throw new ListException("expected at least one register, found none");
        }
        requireTogether(registers);
        return Nesting.deepest(registers).nesting.writer();
    }

    /**
     * That an expression may be written of these registers.
     *
     * @throws ListException if they are of different lists
     * @throws IllegalStateException if the list is built or closed
     */
    public static void requireTogether(List<Register> registers) {
        if (!registers.isEmpty()) {
            ListBuilder deepest = Nesting.deepest(registers);
            registers.forEach(deepest.nesting::requireWithin);
            deepest.requireOpen();
        }
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

    /**
     * A copy of {@code value} as part of the list: an input with that default value and a name of its own. A nested list
     * captures it from the outermost.
     */
    public Register constant(Tensor value) {
        requireOpen();
        if (enclosing().isPresent()) {
            return own(enclosing().get().constant(value));
        }
        return recorder.define(names.unique("constant"), value.type(), Role.INPUT, Tensor.constant(value));
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
            throw new ListException(operator + writing.where() + ": " + e.getMessage(), e);
        }
        return apply(found, operands);
    }

    /**
     * Appends {@code z = operator(operands)} and gives the results.
     *
     * @throws ListException if the operands are of another list or the operator does not take them
     */
    public List<Register> apply(Operator operator, List<Register> operands) {
        ListBuilder writer = nesting.writer(operands);
        if (writer != this) {
            return writer.apply(operator, operands);
        }
        requireOpen();
        return recorder.write(operator, operands.stream().map(this::own).toList());
    }

    /**
     * Lets an assignment give more: its operator is replaced by one that takes the same operands and gives the same results
     * and others behind them. In eager mode, where it is computed already, it is computed again, to the same bits.
     *
     * @param z an assignment of this builder, as {@link #definition} gives it
     * @return the results that are new
     * @throws ListException if the new operator does not begin with the results of the old
     */
    public List<Register> extend(Assignment z, Operator wider) {
        requireOpen();
        return recorder.extend(z, definition(z.result()), wider);
    }

    /**
     * The assignment that defines a result, as it is now: it may have been {@linkplain #extend extended}.
     *
     * @throws ListException if the register is of another list or no result
     */
    public Assignment definition(Register result) {
        nesting.requireOwn(result);
        Assignment definition = expressions.definition(result);
        if (definition == null) {
            throw new ListException(result + " is declared, not assigned");
        }
        return definition;
    }

    /** Names a register that callers may read after a run. It may have any role, and be an output already. */
    public void output(Register register) {
        requireOpen();
        declarations.output(own(register));
    }

    /**
     * Names a register {@code name} and makes it an output.
     *
     * @throws ListException if another register has the name, or this one is an output by another
     */
    public void output(String name, Register register) {
        requireOpen();
        nesting.requireOwn(register);
        declarations.requireOutput(name, register);
        Optional<Register> other = find(name);
        if (other.isPresent() && other.get() != register && !isGenerated(name)) {
            throw new ListException("output " + name + ": the name is taken by " + other.get());
        }
        register.named(name);
        output(register);
    }

    /**
     * Says that after each run {@code parameter} has the value {@code next}; outputs and reads within the run see the old
     * one.
     *
     * @throws ListException if it is no parameter, is frozen, has an update already, or the types differ
     */
    public void update(Register parameter, Register next) {
        requireOpen();
        nesting.requireOwn(parameter);
        nesting.requireOwn(next);
        declarations.update(parameter, next);
    }

    /**
     * Says that training leaves a parameter as it is: {@link #trainable()} has it not, and it cannot be updated.
     *
     * @throws ListException if it is no parameter, or has an update already
     */
    public void freeze(Register parameter) {
        requireOpen();
        nesting.requireOwn(parameter);
        declarations.freeze(parameter);
    }

    /**
     * Freezes every parameter whose name begins so.
     *
     * @throws ListException if there is none, or one cannot be frozen
     */
    public void freeze(String prefix) {
        requireOpen();
        declarations.freeze(prefix);
    }

    /**
     * Undoes {@link #freeze(String)}.
     *
     * @throws ListException if no parameter has such a name
     */
    public void unfreeze(String prefix) {
        requireOpen();
        declarations.unfreeze(prefix);
    }

    /** The register of that name, if there is one. */
    public Optional<Register> find(String name) {
        return names.find(name);
    }

    /**
     * The register of that name.
     *
     * @throws ListException if there is none
     */
    public Register register(String name) {
        return find(name).orElseThrow(() -> new ListException("list " + listName + " has no register '" + name + "'"));
    }

    /** The assignments so far. The list that comes back does not follow later ones. */
    public List<Assignment> assignments() {
        return List.copyOf(expressions.all());
    }

    /** How many assignments there are so far, here and in the enclosing builders. */
    public Position position() {
        return new Position(enclosing().map(ListBuilder::position), expressions.size());
    }

    /** A place between assignments; see {@link #position()}. */
    public record Position(Optional<Position> enclosing, int assignments) {}

    /** The assignments before a place, those of enclosing builders first. */
    public List<Assignment> before(Position position) {
        List<Assignment> all = new ArrayList<>();
        enclosing().ifPresent(outer -> all.addAll(outer.before(position.enclosing.orElseThrow())));
        all.addAll(expressions.all().subList(0, position.assignments));
        return all;
    }

    /** The assignments since a place, those of enclosing builders first. */
    public List<Assignment> since(Position position) {
        List<Assignment> all = new ArrayList<>();
        enclosing().ifPresent(outer -> all.addAll(outer.since(position.enclosing.orElseThrow())));
        all.addAll(expressions.all().subList(position.assignments, expressions.size()));
        return all;
    }

    /** The outputs so far. */
    public List<Register> outputs() {
        return List.copyOf(declarations.outputs());
    }

    /** The inputs so far. */
    public List<Register> inputs() {
        return List.copyOf(declarations.inputs());
    }

    /** The parameters so far. */
    public List<Register> parameters() {
        return List.copyOf(declarations.parameters());
    }

    /** The parameters so far that are not {@linkplain #freeze frozen}. */
    public List<Register> trainable() {
        return declarations.trainable();
    }

    /**
     * Writes with assignments marked as {@code newPart}. Within, an expression that stands in the list already is not
     * written again.
     */
    public <T> T writing(Part newPart, Supplier<T> body) {
        return enclosing().isPresent()
                ? enclosing().get().writing(newPart, () -> writing.as(newPart, body))
                : writing.as(newPart, body);
    }

    /** Writes every expression anew, even within {@link #writing}. */
    public <T> T anew(Supplier<T> body) {
        return enclosing().isPresent() ? enclosing().get().anew(() -> writing.anew(body)) : writing.anew(body);
    }

    /** Writes with assignments that have the source line of {@code origin}. */
    public <T> T derivedFrom(Assignment origin, Supplier<T> body) {
        return enclosing().isPresent()
                ? enclosing().get().derivedFrom(origin, () -> writing.from(origin.source(), body))
                : writing.from(origin.source(), body);
    }

    /**
     * Writes an assignment of another list anew, in its part and with its source line, with generated names for its results.
     *
     * @param copies what stands for its operands; what stands for its results is added
     */
    public void rewrite(Assignment assignment, Copies copies) {
        List<Register> operands = copies.of(assignment.operands());
        List<Register> results = writing(
                assignment.part(),
                () -> anew(() -> derivedFrom(assignment, () -> apply(assignment.operator(), operands))));
        copies.put(assignment.results(), results);
    }

    /**
     * Appends the assignments of {@code list}, keeping names, parts and source lines.
     *
     * @param given the registers of this builder that stand for those of the list: its inputs and parameters; what is left
     *     out is declared here. Every register of the list is added.
     */
    public void inline(WengertList list, Copies given) {
        declare(list, given);
        for (Assignment assignment : list.assignments()) {
            List<Register> operands =
                    given.of(assignment.operands()).stream().map(this::own).toList();
            List<Register> results = writing(
                    assignment.part(), () -> derivedFrom(assignment, () -> recorder.append(assignment, operands)));
            given.put(assignment.results(), results);
        }
    }

    /** Declares what {@code list} declares and nothing stands for yet. */
    void declare(WengertList list, Copies given) {
        for (Register declared : list.declarations()) {
            if (!given.contains(declared)) {
                given.put(
                        declared,
                        recorder.define(
                                names.unique(declared.name()),
                                declared.type(),
                                declared.role(),
                                declared.defaultValue().orElse(null)));
                if (list.frozen().contains(declared)) {
                    freeze(given.of(declared));
                }
            }
        }
    }

    /** The list, verified. The builder is closed by this. */
    public WengertList build() {
        requireOpen();
        leave();
        WengertList list = new WengertList(
                listName,
                catalogue,
                declarations.inputs(),
                declarations.parameters(),
                declarations.frozen(),
                expressions.all(),
                declarations.outputs(),
                declarations.updates());
        Verifier.verify(list);
        return list;
    }

    /** The name of the list. */
    public String name() {
        return listName;
    }

    /** The operators that the list is written with. */
    public Catalogue catalogue() {
        return catalogue;
    }

    void atSource(SourceLine line) {
        writing.at(line);
    }

    void inPart(Part newPart) {
        writing.in(newPart);
    }

    void rename(Register register, String name) {
        requireOpen();
        names.rename(register, name);
    }

    /** Whether the name is that of a register which nobody named. */
    public boolean isGenerated(String name) {
        return names.isGenerated(name);
    }

    Tensor value(Register register) {
        if (enclosing().isPresent()) {
            throw new ListException(register + " of list " + listName
                    + " has no value: it stands for every sample or step; let the list itself decide, with cond or"
                    + " whileLoop of ControlFlow, or where, or write the loop in Java in eager mode (Eager)");
        }
        return evaluation
                .orElseThrow(() -> new ListException(register + " of list " + listName
                        + " has no value while the list is written: run the list and read an output, use eager mode"
                        + " (Eager), or let the list itself decide, with cond or whileLoop of ControlFlow, or where"))
                .value(register);
    }

    private Register declare(String name, TensorType type, Role role, @Nullable Tensor defaultValue) {
        requireOpen();
        Names.require(name);
        names.free(name);
        if (names.isTaken(name)) {
            throw new ListException(
                    "register '" + name + "'" + writing.where() + ": the name is taken in list " + listName);
        }
        return recorder.define(name, type, role, defaultValue == null ? null : Tensor.constant(defaultValue));
    }

    private void requireOpen() {
        if (built && enclosing().isPresent()) {
            throw new IllegalStateException(
                    "list " + listName + " within " + enclosing().get().listName
                            + " is closed; what is written in it for one sample or step leaves it as a result of its"
                            + " function");
        }
        if (built) {
            throw new IllegalStateException(
                    "list " + listName + " is built; its registers are data now. Continue in a copy: list.toBuilder()");
        }
    }

    /** The register itself, or the input that stands here for one of an enclosing builder. */
    public Register own(Register register) {
        return nesting.own(
                register, outer -> recorder.define(names.unique(outer.name()), outer.type(), Role.INPUT, null));
    }

    Nesting nesting() {
        return nesting;
    }

    /** The name of the list and what it has so far. */
    @Override
    public String toString() {
        return "builder of " + listName + " with " + expressions.size() + " assignments, outputs "
                + Arrays.toString(
                        declarations.outputs().stream().map(Register::name).toArray());
    }
}
