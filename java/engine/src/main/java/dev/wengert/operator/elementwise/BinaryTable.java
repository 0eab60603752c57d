package dev.wengert.operator.elementwise;

import static dev.wengert.list.Keeps.BOTH;
import static dev.wengert.list.Keeps.NOTHING;
import static dev.wengert.list.Keeps.OPERANDS;
import static dev.wengert.operator.elementwise.Binary.row;

import dev.wengert.list.Register;
import java.util.List;

/** The functions of a pair of elements. Kernels of the same names are rows of native/src/kernels/elementwise.def. */
final class BinaryTable {
    static final List<Binary> ROWS = List.of(
            //  name           reads     d ∂z/∂x                                           d ∂z/∂y
            row("add",         NOTHING,  (x, y, z, d) -> d,                                (x, y, z, d) -> d).alsoIntegers(),
            row("sub",         NOTHING,  (x, y, z, d) -> d,                                (x, y, z, d) -> d.neg()).alsoIntegers(),
            row("mul",         OPERANDS, (x, y, z, d) -> d.mul(y),                         (x, y, z, d) -> d.mul(x)).alsoIntegers(),
            row("div",         BOTH,     (x, y, z, d) -> d.div(y),                         (x, y, z, d) -> d.mul(z).div(y).neg()),
            row("pow",         OPERANDS, (x, y, z, d) -> d.mul(x.call("pow_dx", y)),       (x, y, z, d) -> d.mul(x.call("pow_dy", y))),
            row("xlogy",       OPERANDS, (x, y, z, d) -> d.mul(y.log()),                   (x, y, z, d) -> d.mul(x).div(y)),
            // y x^(y−1) and x^y log x, with the limits at 0 that the derivatives of pow have
            row("pow_dx",      OPERANDS, (x, y, z, d) -> d.mul(y).mul(lowered(x, y, "pow_dx")), (x, y, z, d) -> d.mul(mixed(x, y))),
            row("pow_dy",      BOTH,     (x, y, z, d) -> d.mul(mixed(x, y)),               (x, y, z, d) -> d.mul(z.call("xlogy", x))),
            // the VJPs of tanh, sigmoid and relu: x is their result, y its cotangent
            row("tanh_vjp",    OPERANDS, (x, y, z, d) -> d.mul(x).mul(y).mul(-2),          (x, y, z, d) -> x.call("tanh_vjp", d)),
            row("sigmoid_vjp", OPERANDS, (x, y, z, d) -> d.mul(y).mul(x.mul(-2).add(1)),   (x, y, z, d) -> x.call("sigmoid_vjp", d)),
            row("relu_vjp",    OPERANDS, (x, y, z, d) -> null,                             (x, y, z, d) -> x.call("relu_vjp", d)));

    private BinaryTable() {}

    /** {@code f(x, y − 1)}. */
    private static Register lowered(Register x, Register y, String f) {
        return x.call(f, y.sub(1));
    }

    /** {@code ∂²/∂x∂y x^y = x^(y−1) + y x^(y−1) log x}. */
    private static Register mixed(Register x, Register y) {
        return lowered(x, y, "pow").add(y.mul(lowered(x, y, "pow_dy")));
    }
}
