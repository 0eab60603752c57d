package dev.wengert.operator.elementwise;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = f(x)} for each element of an f32 or f64 tensor. A row states f′ once: the Jacobian is diagonal, so VJP and JVP
 * are the same expression.
 */
public final class Unary implements Row {
    /** All of them. */
    public static final List<Unary> TABLE = UnaryTable.ROWS;

    /** Writes {@code dx}; null where it is zero everywhere. */
    interface Rule {
        @Nullable
        Register write(Register x, Register y, Register dy);
    }

    private final String name;
    private final Keeps keeps;
    private final Rule rule;
    private final String java;
    private final String description;

    private Unary(String name, Keeps keeps, Rule rule, String java, String description) {
        this.name = name;
        this.java = java;
        this.keeps = keeps;
        this.rule = rule;
        this.description = description;
    }

    static Unary row(String name, Keeps keeps, Rule rule, String java, String description) {
        return new Unary(name, keeps, rule, java, description);
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
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.real("an operand", y.get(0));
        return y.get(0);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        long n = z.result().type().size();
        out.emit(
                name + "_" + z.result().type().dtype(),
                Tiling.elements(n),
                new long[] {n},
                new double[0],
                out.result(0),
                out.operand(0));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return java.isEmpty() ? Optional.empty() : Optional.of(JavaForm.ofElements(java));
    }

    @Override
    public @Nullable Register pullback(Assignment z, Register dz, int operand) {
        return rule.write(z.operand(0), z.result(), dz);
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return rule.write(z.operand(0), z.result(), Objects.requireNonNull(ty.get(0)));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    public Keeps keeps() {
        return keeps;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }

    @Override
    public String toString() {
        return name;
    }
}
