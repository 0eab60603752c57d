package dev.wengert.list;

import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is to know of one operator {@code g} in {@code z = g(y1, …, yk)}.
 *
 * <p>An operator with attributes is a record whose components are the attributes; its name is that of the class in snake
 * case, so {@code record LogSoftmax(int axis)} is printed {@code log_softmax(x, axis=-1)}. Operators are immutable and
 * compare by value.
 *
 * <p>Derivative and batching rules never compute: they write assignments with the registers they are given. So the result
 * of a rule can be differentiated and batched again.
 */
public interface Operator extends Vocabulary {
    /** The name in printed lists. */
    default String name() {
        return Attributes.nameOf(getClass());
    }

    /** The attributes by name, in order. */
    default Map<String, Object> attributes() {
        return Attributes.of(this);
    }

    /**
     * The shape rule: the types of the results for operands of these types.
     *
     * @throws IllegalArgumentException if it takes no such operands; the message says what was expected and what came,
     *     the builder adds operator, registers and source line
     */
    List<TensorType> infer(List<TensorType> operands);

    /** Writes the instructions that compute {@code z}; not called for a {@link Overwrites#VIEW}. */
    void lower(Assignment z, Lowering out);

    /**
     * The VJP: the cotangent {@code dy} of operand {@code operand}, of its type, given those of the results. Called only for
     * operands of real type whose cotangent is wanted.
     *
     * @param z the assignment; registers of the builder that is being written
     * @param dz cotangents of the results; null where none reached the result, never all null
     * @return null where the cotangent is zero
     */
    @Nullable
    Register vjp(Assignment z, List<@Nullable Register> dz, int operand);

    /**
     * The VJP of all operands at once: where a rule does for all of them together what it would otherwise do for each again.
     *
     * @param wanted the operands whose cotangents are asked for, all of real type
     * @return as many as there are operands; null where zero or not wanted
     */
    default List<@Nullable Register> vjps(Assignment z, List<@Nullable Register> dz, boolean[] wanted) {
        List<@Nullable Register> dy = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            dy.add(wanted[i] ? vjp(z, dz, i) : null);
        }
        return dy;
    }

    /**
     * The JVP: tangents of the results, of their types, given those of the operands.
     *
     * @param ty tangents of the operands; null where zero, never all null
     * @return as many as there are results; null where zero
     */
    List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty);

    /**
     * The batching rule: the results for a whole batch at once, each with the batch as a new first axis.
     *
     * @param z the assignment for one element of the batch
     * @param operands the operands to use, some with the batch as a new first axis
     * @param batched which of them; never none
     */
    List<Register> batch(Assignment z, List<Register> operands, boolean[] batched);

    /**
     * What gives the same results as {@code z}, to the bit, and does the work of the definition of an operand besides; see
     * {@link WengertList#fused()}.
     *
     * @param alone the assignment that defines operand i, if it gives nothing else and only {@code z} reads it
     */
    default Optional<Assignment> fuse(Assignment z, IntFunction<Optional<Assignment>> alone) {
        return Optional.empty();
    }

    /** How it is said in Java source; nothing where it cannot be, or where its {@linkplain Composite decomposition} says it. */
    default Optional<JavaForm> inJava() {
        return Optional.empty();
    }

    /** What the derivative rules read. */
    Keeps keeps();

    /** Which operands a result may be written over. */
    Overwrites overwrites();
}
