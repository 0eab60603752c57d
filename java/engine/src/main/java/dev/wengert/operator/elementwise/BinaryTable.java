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
            row("mod",         OPERANDS, (x, y, z, d) -> d,                                (x, y, z, d) -> d.mul(x.div(y).call("floor")).neg()),
            row("remainder",   OPERANDS, (x, y, z, d) -> d,                                (x, y, z, d) -> d.mul(x.div(y).call("floor")).neg()),
            row("atan2",       OPERANDS, (y, x, z, d) -> d.mul(x.div(squares(y, x))),      (y, x, z, d) -> d.mul(y.div(squares(y, x))).neg()),
            row("hypot",       BOTH,     (x, y, z, d) -> d.mul(x.div(z)),                  (x, y, z, d) -> d.mul(y.div(z))),
            row("logaddexp",   OPERANDS, (x, y, z, d) -> d.mul(x.sub(y).sigmoid()),        (x, y, z, d) -> d.mul(y.sub(x).sigmoid())),
            row("logaddexp2",  OPERANDS, (x, y, z, d) -> d.mul(share(x, y)),               (x, y, z, d) -> d.mul(share(y, x))),
            // of ties each has half
            row("maximum",     OPERANDS, (x, y, z, d) -> halved(x, y, x.less(y), d),       (x, y, z, d) -> halved(x, y, x.greater(y), d)),
            row("minimum",     OPERANDS, (x, y, z, d) -> halved(x, y, x.greater(y), d),    (x, y, z, d) -> halved(x, y, x.less(y), d)),
            // of ties, and of two NaN, the first has all
            row("fmax",        OPERANDS, (x, y, z, d) -> first(x.greaterEqual(y), y).where(d, 0), (x, y, z, d) -> first(x.greaterEqual(y), y).where(0, d)),
            row("fmin",        OPERANDS, (x, y, z, d) -> first(x.lessEqual(y), y).where(d, 0),    (x, y, z, d) -> first(x.lessEqual(y), y).where(0, d)),
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

    private static Register squares(Register x, Register y) {
        return x.square().add(y.square());
    }

    /** {@code 2ˣ / (2ˣ + 2ʸ)}. */
    private static Register share(Register x, Register y) {
        return x.sub(y).mul(Math.log(2)).sigmoid();
    }

    /** 0 where the other is chosen, half of d where they are equal. */
    private static Register halved(Register x, Register y, Register other, Register d) {
        return other.where(0, x.equal(y).where(d.mul(0.5), d));
    }

    /** Where the first of two is chosen: it precedes, or the second is NaN. */
    private static Register first(Register precedes, Register y) {
        return precedes.logicalOr(y.call("isnan"));
    }
}
