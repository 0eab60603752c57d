package dev.wengert.operator.elementwise;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Constant;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/** Whether each element has a property, bool. {@code logical_not} takes elements of any type: whether they are 0. */
public final class Predicate implements Row, Constant {
    /** The table. Kernels of the same names are rows of native/src/kernels/elementwise.def. */
    public static final List<Predicate> TABLE = List.of(
            new Predicate("logical_not", false, "x == 0", "Whether x is false: 0."),
            new Predicate("isnan", true, "Double.isNaN(x)", "Whether x is NaN."),
            new Predicate("isinf", true, "Double.isInfinite(x)", "Whether x is ∞ or −∞."),
            new Predicate("isfinite", true, "Double.isFinite(x)", "Whether x is neither infinite nor NaN."));

    private final String name;
    private final boolean ofReal;
    private final String java;
    private final String description;

    private Predicate(String name, boolean ofReal, String java, String description) {
        this.name = name;
        this.ofReal = ofReal;
        this.java = java;
        this.description = description;
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
        if (ofReal) {
            Require.real("an operand", y.get(0));
        }
        return y.get(0).withDType(DType.BOOL);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        long n = z.result().type().size();
        out.emit(
                name + "_" + z.operand(0).type().dtype(),
                Tiling.elements(n),
                new long[] {n},
                new double[0],
                out.result(0),
                out.operand(0));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> out.elements(z, z.operand(0).type().dtype() == DType.BOOL ? "!x" : java));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }

    @Override
    public String toString() {
        return name;
    }
}
