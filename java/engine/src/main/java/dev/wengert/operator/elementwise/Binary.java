package dev.wengert.operator.elementwise;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code z = f(x, y)} for each pair of elements, broadcast by NumPy's rule. A row states ∂f/∂x and ∂f/∂y once, each times a
 * cotangent or tangent {@code d}; VJP, JVP, broadcasting and batching follow.
 */
public final class Binary implements Row {
    /** All of them. */
    public static final List<Binary> TABLE = BinaryTable.ROWS;

    /** Writes {@code d ∂z/∂x} or {@code d ∂z/∂y}; null where it is zero everywhere. */
    interface Rule {
        @Nullable
        Register write(Register x, Register y, Register z, Register d);
    }

    private final String name;
    private final Keeps keeps;
    private final List<Rule> rules;
    private final String java;
    private final String description;
    private final boolean integers;

    private Binary(String name, Keeps keeps, List<Rule> rules, String java, String description, boolean integers) {
        this.name = name;
        this.keeps = keeps;
        this.rules = rules;
        this.java = java;
        this.description = description;
        this.integers = integers;
    }

    static Binary row(String name, Keeps keeps, Rule byX, Rule byY, String java, String description) {
        return new Binary(name, keeps, List.of(byX, byY), java, description, false);
    }

    Binary alsoIntegers() {
        return new Binary(name, keeps, rules, java, description, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        DType dtype = Require.sameDType(y.get(0), y.get(1));
        Require.that(
                dtype.isReal() || (integers && dtype.isInteger()),
                "expected operands of " + (integers ? "f32, f64, i32 or i64" : "f32 or f64") + ", found " + y.get(0));
        return new TensorType(dtype, y.get(0).shape().broadcast(y.get(1).shape()));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        Aligned.lower(name + "_" + z.result().type().dtype(), z, out);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofElements(java));
    }

    @Override
    public @Nullable Register pullback(Assignment z, Register dz, int operand) {
        Register full = rules.get(operand).write(z.operand(0), z.operand(1), z.result(), dz);
        return full == null
                ? null
                : Broadcasting.sumTo(full, z.operand(operand).type().shape());
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register sum = null;
        Shape shape = z.result().type().shape();
        for (int i = 0; i < 2; i++) {
            Register tangent = ty.get(i);
            Register term =
                    tangent == null ? null : rules.get(i).write(z.operand(0), z.operand(1), z.result(), tangent);
            if (term != null) {
                Register full = term.broadcastTo(shape);
                sum = sum == null ? full : sum.add(full);
            }
        }
        return sum;
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return Aligned.batched(this, z, operands, batched);
    }

    @Override
    public Keeps keeps() {
        return keeps;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.ANY;
    }

    @Override
    public String toString() {
        return name;
    }
}
