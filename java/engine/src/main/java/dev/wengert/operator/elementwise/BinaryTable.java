package dev.wengert.operator.elementwise;

import static dev.wengert.list.Keeps.BOTH;
import static dev.wengert.list.Keeps.NOTHING;
import static dev.wengert.list.Keeps.OPERANDS;
import static dev.wengert.operator.elementwise.Binary.row;

import dev.wengert.list.Register;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** The functions of a pair of elements. Kernels of the same names are rows of native/src/kernels/elementwise.def. */
final class BinaryTable {
    // expressions of Java that are too long for a row
    private static final String MOD =
            "x % y == 0 || x % y < 0 == y < 0 ? x % y : x % y + y";
    private static final String LOGADDEXP =
            "x == y ? x + Math.log(2) : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)))";
    private static final String LOGADDEXP2 =
            "x == y ? x + 1 : Math.max(x, y) + Math.log1p(Math.pow(2, -Math.abs(x - y))) / Math.log(2)";
    private static final String FMAX =
            "Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y)";
    private static final String FMIN =
            "Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y)";
    private static final String XLOGY =
            "x == 0 && !Double.isNaN(y) ? 0 : x * Math.log(y)";
    private static final String POW_DY =
            "x == 0 && y >= 0 ? 0 : Math.pow(x, y) * Math.log(x)";
    private static final String LOGISTIC_LOSS =
            "Math.max(x, 0) - x * y + Math.log1p(Math.exp(-Math.abs(x)))";
    private static final String LOG_LOSS =
            "-y * Math.max(Math.log(x), -100) - (1 - y) * Math.max(Math.log1p(-x), -100)";

    static final List<Binary> ROWS = List.of(
            //  name           reads     d ∂z/∂x                                           d ∂z/∂y                                                         in Java                                what it computes
            row("add",         NOTHING,  (x, y, z, d) -> d,                                (x, y, z, d) -> d,                                              "x + y",                               "`x + y`; integers wrap.").alsoIntegers(),
            row("sub",         NOTHING,  (x, y, z, d) -> d,                                (x, y, z, d) -> d.neg(),                                        "x - y",                               "`x − y`; integers wrap.").alsoIntegers(),
            row("mul",         OPERANDS, (x, y, z, d) -> d.mul(y),                         (x, y, z, d) -> d.mul(x),                                       "x * y",                               "`xy`; integers wrap.").alsoIntegers(),
            row("div",         BOTH,     (x, y, z, d) -> d.div(y),                         (x, y, z, d) -> d.mul(z).div(y).neg(),                          "x / y",                               "`x / y`. Domain: y ≠ 0; at 0 as IEEE 754 says."),
            row("mod",         OPERANDS, (x, y, z, d) -> d,                                (x, y, z, d) -> d.mul(x.div(y).call("floor")).neg(),            MOD,                                   "`x − y⌊x/y⌋`, of the sign of y: NumPy's `mod`. Domain: y ≠ 0, at 0 NaN. Convention: at the jumps ∂x is 1 and ∂y is −⌊x/y⌋, as beside them."),
            row("remainder",   OPERANDS, (x, y, z, d) -> d,                                (x, y, z, d) -> d.mul(x.div(y).call("floor")).neg(),            MOD,                                   "`x − y⌊x/y⌋`, of the sign of y: PyTorch's `remainder`. Domain: y ≠ 0, at 0 NaN. Convention: at the jumps ∂x is 1 and ∂y is −⌊x/y⌋, as beside them."),
            row("fmod",        OPERANDS, (x, y, z, d) -> d,                                (x, y, z, d) -> d.mul(x.div(y).call("trunc")).neg(),            "x % y",                               "`x − y trunc(x/y)`, of the sign of x: C's `fmod`. Domain: y ≠ 0, at 0 NaN. Convention: at the jumps ∂x is 1 and ∂y is −trunc(x/y), as beside them."),
            row("atan2",       OPERANDS, (y, x, z, d) -> d.mul(x.div(squares(y, x))),      (y, x, z, d) -> d.mul(y.div(squares(y, x))).neg(),              "Math.atan2(x, y)",                    "The angle of the point (x, y) from the x axis, in [−π, π]. Operands: y, x. Convention: the derivatives at (0, 0) are NaN."),
            row("hypot",       BOTH,     (x, y, z, d) -> d.mul(x.div(z)),                  (x, y, z, d) -> d.mul(y.div(z)),                                "Math.hypot(x, y)",                    "`√(x² + y²)`, without overflow. Convention: the derivatives at (0, 0) are NaN."),
            row("logaddexp",   OPERANDS, (x, y, z, d) -> d.mul(x.sub(y).sigmoid()),        (x, y, z, d) -> d.mul(y.sub(x).sigmoid()),                      LOGADDEXP,                             "`log(eˣ + eʸ)`, without overflow."),
            row("logaddexp2",  OPERANDS, (x, y, z, d) -> d.mul(share(x, y)),               (x, y, z, d) -> d.mul(share(y, x)),                             LOGADDEXP2,                            "`log₂(2ˣ + 2ʸ)`, without overflow."),
            row("maximum",     OPERANDS, (x, y, z, d) -> halved(x, y, x.less(y), d),       (x, y, z, d) -> halved(x, y, x.greater(y), d),                  "Math.max(x, y)",                      "The greater; NaN where either is. Convention: of equals each has half of the cotangent."),
            row("minimum",     OPERANDS, (x, y, z, d) -> halved(x, y, x.greater(y), d),    (x, y, z, d) -> halved(x, y, x.less(y), d),                     "Math.min(x, y)",                      "The smaller; NaN where either is. Convention: of equals each has half of the cotangent."),
            row("fmax",        OPERANDS, (x, y, z, d) -> first(x.greaterEqual(y), y).where(d, 0), (x, y, z, d) -> first(x.greaterEqual(y), y).where(0, d), FMAX,                                  "The greater; where one is NaN, the other. Convention: of equals, and of two NaN, the first has all of the cotangent."),
            row("fmin",        OPERANDS, (x, y, z, d) -> first(x.lessEqual(y), y).where(d, 0),    (x, y, z, d) -> first(x.lessEqual(y), y).where(0, d),    FMIN,                                  "The smaller; where one is NaN, the other. Convention: of equals, and of two NaN, the first has all of the cotangent."),
            row("pow",         OPERANDS, (x, y, z, d) -> d.mul(x.call("pow_dx", y)),       (x, y, z, d) -> d.mul(x.call("pow_dy", y)),                     "Math.pow(x, y)",                      "`xʸ`, as C's `pow`. Domain: x ≥ 0, or y whole; elsewhere NaN. Convention: ∂x is 0 where y = 0, and ∂y is 0 where x = 0 and y ≥ 0."),
            row("xlogy",       OPERANDS, (x, y, z, d) -> xlogyDx(x, y, d),                 (x, y, z, d) -> d.mul(x).div(y),                                XLOGY,                                 "`x log y`. Domain: y > 0; at 0 and below as `log`. Convention: 0 where x = 0, unless y is NaN; there ∂x is 0 where y ≤ 0."),
            // y x^(y−1) and x^y log x, with the limits at 0 that the derivatives of pow have
            row("pow_dx",      OPERANDS, (x, y, z, d) -> d.mul(y).mul(lowered(x, y, "pow_dx")), (x, y, z, d) -> d.mul(mixed(x, y)),                        "y == 0 ? 0 : y * Math.pow(x, y - 1)", "`y xʸ⁻¹`, the derivative of pow by x. Domain: as of pow. Convention: 0 where y = 0."),
            row("pow_dy",      BOTH,     (x, y, z, d) -> d.mul(mixed(x, y)),               (x, y, z, d) -> d.mul(z.call("xlogy", x)),                      POW_DY,                                "`xʸ log x`, the derivative of pow by y. Domain: as of pow. Convention: 0 where x = 0 and y ≥ 0."),
            // losses of an element and its target
            row("logistic_loss", OPERANDS, (x, t, z, d) -> d.mul(x.sigmoid().sub(t)),      (x, t, z, d) -> d.mul(x).neg(),                                 LOGISTIC_LOSS,                         "`log(1 + eˣ) − tx`, without overflow: the cross-entropy of sigmoid(x) and t. Operands: x, t."),
            row("log_loss",    OPERANDS, (x, t, z, d) -> d.mul(x.sub(t)).div(variance(x)), (x, t, z, d) -> d.mul(clampedLog(x.neg().add(1)).sub(clampedLog(x))), LOG_LOSS,                              "`−t log x − (1 − t) log(1 − x)`, the cross-entropy of x and t. Operands: x, t. Domain: 0 ≤ x ≤ 1, elsewhere NaN. Convention: no logarithm is below −100, and ∂x is (x − t) / max(x(1 − x), 10⁻¹²), as in PyTorch."),
            // the VJPs of tanh, sigmoid and relu: x is their result, y its cotangent
            row("tanh_vjp",    OPERANDS, (x, y, z, d) -> d.mul(x).mul(y).mul(-2),          (x, y, z, d) -> x.call("tanh_vjp", d),                          "y * (1 - x * x)",                     "`dy (1 − y²)`, the VJP of tanh. Operands: y, dy."),
            row("sigmoid_vjp", OPERANDS, (x, y, z, d) -> d.mul(y).mul(x.mul(-2).add(1)),   (x, y, z, d) -> x.call("sigmoid_vjp", d),                       "y * x * (1 - x)",                     "`dy y (1 − y)`, the VJP of sigmoid. Operands: y, dy."),
            row("relu_vjp",    OPERANDS, (x, y, z, d) -> null,                             (x, y, z, d) -> x.call("relu_vjp", d),                          "x <= 0 ? 0 : y",                      "dy where y > 0 or y is NaN, else 0: the VJP of relu. Operands: y, dy. Convention: 0 where y is 0."));

    private BinaryTable() {}

    /** {@code x (1 − x)}, but not less than PyTorch's bound. */
    private static Register variance(Register x) {
        return x.mul(x.neg().add(1)).maximum(1e-12);
    }

    private static Register clampedLog(Register x) {
        return x.log().maximum(-100);
    }

    /** {@code f(x, y − 1)}. */
    private static Register lowered(Register x, Register y, String f) {
        return x.call(f, y.sub(1));
    }

    /** {@code ∂²/∂x∂y x^y = x^(y−1) + y x^(y−1) log x}. */
    private static Register mixed(Register x, Register y) {
        return lowered(x, y, "pow").add(y.mul(lowered(x, y, "pow_dy")));
    }

    /** {@code d log y}, but 0 where x = 0 and log y is no number. */
    private static Register xlogyDx(Register x, Register y, Register d) {
        Register zero = x.builder().fill(0, TensorType.of(x.type().dtype()));
        return x.equal(zero).logicalAnd(y.lessEqual(0)).where(0, d.call("xlogy", y));
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
