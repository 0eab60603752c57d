package dev.wengert.operator.elementwise;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Constant;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * {@code z = x ? y}, bool, for each pair of elements of any one type, broadcast; as IEEE 754 says where one is NaN. To logical
 * operators every number but 0 is true, NaN too.
 */
public final class Comparison implements Row, Constant {
    /** The table. Kernels of the same names are rows of native/src/kernels/elementwise.def. */
    public static final List<Comparison> TABLE = List.of(
            new Comparison("equal", "x == y", "Whether `x = y`; false where either is NaN."),
            new Comparison("not_equal", "x != y", "Whether `x ≠ y`; true where either is NaN."),
            new Comparison("less", "x < y", "Whether `x < y`; false where either is NaN."),
            new Comparison("less_equal", "x <= y", "Whether `x ≤ y`; false where either is NaN."),
            new Comparison("greater", "x > y", "Whether `x > y`; false where either is NaN."),
            new Comparison("greater_equal", "x >= y", "Whether `x ≥ y`; false where either is NaN."),
            new Comparison("logical_and", "x && y", "Whether both are true; every number but 0 is, NaN too."),
            new Comparison("logical_or", "x || y", "Whether at least one is true; every number but 0 is, NaN too."),
            new Comparison("logical_xor", "x != y", "Whether exactly one is true; every number but 0 is, NaN too."));

    private final String name;
    private final String java;
    private final String description;

    private Comparison(String name, String java, String description) {
        this.name = name;
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
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.sameDType(y.get(0), y.get(1));
        return new TensorType(DType.BOOL, y.get(0).shape().broadcast(y.get(1).shape()));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        Aligned.lower(name + "_" + z.operand(0).type().dtype(), z, out);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> out.elements(z, java(z.operand(0).type().dtype())));
    }

    /** In Java, bools have no order and numbers are neither true nor false. */
    private String java(DType dtype) {
        boolean logical = name.startsWith("logical");
        if (logical == (dtype == DType.BOOL) || name.matches("(not_)?equal")) {
            return java;
        }
        DType wanted = logical ? DType.BOOL : DType.I32;
        return java.replaceAll("[xy]", "(" + JavaBody.converted("$0", dtype, wanted) + ")");
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return Aligned.batched(this, z, operands, batched);
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
