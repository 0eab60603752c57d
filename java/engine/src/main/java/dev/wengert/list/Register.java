package dev.wengert.list;

import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A typed, named place that is assigned once. Registers belong to the builder that made them, and can be written with until
 * its list is built; after that they are data, shared freely by threads.
 */
public final class Register extends ProductExpression {
    static final String ALIAS = "reshape";

    private final ListBuilder owner;
    private final int index;
    private final TensorType type;
    private final Role role;
    private final @Nullable Tensor defaultValue;
    private String name;

    Register(ListBuilder owner, int index, String name, TensorType type, Role role, @Nullable Tensor defaultValue) {
        this.owner = owner;
        this.index = index;
        this.name = name;
        this.type = type;
        this.role = role;
        this.defaultValue = defaultValue;
    }

    /** The name, unique in its list. */
    public String name() {
        return name;
    }

    /** The type of the elements and the shape. */
    public TensorType type() {
        return type;
    }

    /** Where the value comes from. */
    public Role role() {
        return role;
    }

    /** The value that an input or parameter has where nothing else is given. Never write into it. */
    public Optional<Tensor> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** Another register with the same value, as a view: what is differentiated by it is not differentiated by this one. */
    public Register alias() {
        return owner.anew(() -> call(ALIAS, Map.of("shape", type.shape())));
    }

    /**
     * The value in eager mode: a view, not a copy.
     *
     * @throws ListException if the list is not written in eager mode
     */
    public Tensor value() {
        return owner.value(this);
    }

    /**
     * The value in eager mode of a register with one element, for Java's own {@code if} and {@code while}.
     *
     * @throws ListException if the list is not written in eager mode
     */
    public double item() {
        return value().item();
    }

    /** A number in [0, registers of the list), in the order of definition. */
    public int index() {
        return index;
    }

    /**
     * Gives the register a name: a letter or underscore, then letters, digits and underscores. Where it is taken, a number
     * is added.
     *
     * @return this register
     */
    public Register named(String newName) {
        owner.rename(this, newName);
        return this;
    }

    /** The builder whose list this register is of. */
    public ListBuilder builder() {
        return owner;
    }

    @Override
    protected Register self() {
        return this;
    }

    /** Applies an operator with one result to this register and others. */
    public Register apply(Operator operator, Register... others) {
        return owner.apply(operator, withOthers(others)).get(0);
    }

    List<Register> withOthers(Register... others) {
        Register[] operands = new Register[others.length + 1];
        operands[0] = this;
        System.arraycopy(others, 0, operands, 1, others.length);
        return List.of(operands);
    }

    void setName(String newName) {
        name = newName;
    }

    /** Such as {@code x: f32[2,3]}. */
    @Override
    public String toString() {
        return name + ": " + type;
    }
}
