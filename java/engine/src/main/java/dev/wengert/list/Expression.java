package dev.wengert.list;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What can be written after a register and a dot. Each method appends the assignment that a printed list would show:
 * {@code x.sum(true, 1)} is {@code z1 = sum(x, axes=[1], keepDims=true)}. Shapes, formulas and conventions are those of the
 * operator of that name.
 */
public abstract sealed class Expression implements Vocabulary permits ReductionExpression {
    Expression() {}

    /** The register that the methods apply to. */
    protected abstract Register self();

    /** {@code self + y}, broadcast. */
    public Register add(Register y) {
        return call("add", y);
    }

    /** {@code self + y}. */
    public Register add(double y) {
        return add(number(y));
    }

    /** {@code self − y}, broadcast. */
    public Register sub(Register y) {
        return call("sub", y);
    }

    /** {@code self − y}. */
    public Register sub(double y) {
        return sub(number(y));
    }

    /** {@code self · y} element by element, broadcast. */
    public Register mul(Register y) {
        return call("mul", y);
    }

    /** {@code self · y}. */
    public Register mul(double y) {
        return mul(number(y));
    }

    /** {@code self / y} element by element, broadcast. */
    public Register div(Register y) {
        return call("div", y);
    }

    /** {@code self / y}. */
    public Register div(double y) {
        return div(number(y));
    }

    /** {@code self} to the power {@code y}, broadcast. */
    public Register pow(Register y) {
        return call("pow", y);
    }

    /** {@code self} to the power {@code y}. */
    public Register pow(double y) {
        return pow(number(y));
    }

    /** {@code self − y ⌊self / y⌋}, broadcast; its sign is that of y, as in Python. */
    public Register mod(Register y) {
        return call("mod", y);
    }

    /** {@code self − y ⌊self / y⌋}. */
    public Register mod(double y) {
        return mod(number(y));
    }

    /** The greater of {@code self} and {@code y}, broadcast; NaN where either is. */
    public Register maximum(Register y) {
        return call("maximum", y);
    }

    /** The greater of {@code self} and {@code y}. */
    public Register maximum(double y) {
        return maximum(number(y));
    }

    /** The smaller of {@code self} and {@code y}, broadcast; NaN where either is. */
    public Register minimum(Register y) {
        return call("minimum", y);
    }

    /** The smaller of {@code self} and {@code y}. */
    public Register minimum(double y) {
        return minimum(number(y));
    }

    /** {@code min(max(self, low), high)}, broadcast. */
    public Register clip(Register low, Register high) {
        return call("clip", low, high);
    }

    /** {@code min(max(self, low), high)}. */
    public Register clip(double low, double high) {
        return clip(number(low), number(high));
    }

    /** {@code −self}. */
    public Register neg() {
        return call("neg");
    }

    /** The absolute value of each element. */
    public Register abs() {
        return call("abs");
    }

    /** −1, 0 or 1 for each element. */
    public Register sign() {
        return call("sign");
    }

    /** {@code 1 / self}. */
    public Register reciprocal() {
        return call("reciprocal");
    }

    /** {@code self · self}. */
    public Register square() {
        return call("square");
    }

    /** The square root of each element. */
    public Register sqrt() {
        return call("sqrt");
    }

    /** {@code 1 / √self}. */
    public Register rsqrt() {
        return call("rsqrt");
    }

    /** The cube root of each element. */
    public Register cbrt() {
        return call("cbrt");
    }

    /** The greatest whole number that is not above each element. */
    public Register floor() {
        return call("floor");
    }

    /** The least whole number that is not below each element. */
    public Register ceil() {
        return call("ceil");
    }

    /** The whole number nearest to each element, the even one of two. */
    public Register round() {
        return call("round");
    }

    /** Each element without its fraction. */
    public Register trunc() {
        return call("trunc");
    }

    /** The exponential of each element. */
    public Register exp() {
        return call("exp");
    }

    /** {@code exp(self) − 1}, without cancellation near 0. */
    public Register expm1() {
        return call("expm1");
    }

    /** The natural logarithm of each element. */
    public Register log() {
        return call("log");
    }

    /** The logarithm to base 2 of each element. */
    public Register log2() {
        return call("log2");
    }

    /** The logarithm to base 10 of each element. */
    public Register log10() {
        return call("log10");
    }

    /** {@code log(1 + self)}, without cancellation near 0. */
    public Register log1p() {
        return call("log1p");
    }

    /** {@code log(exp(self) + exp(y))}, broadcast, without overflow. */
    public Register logaddexp(Register y) {
        return call("logaddexp", y);
    }

    /** The sine of each element, in radians. */
    public Register sin() {
        return call("sin");
    }

    /** The cosine of each element, in radians. */
    public Register cos() {
        return call("cos");
    }

    /** The tangent of each element, in radians. */
    public Register tan() {
        return call("tan");
    }

    /** The inverse of the sine, in [−π/2, π/2]. */
    public Register asin() {
        return call("asin");
    }

    /** The inverse of the cosine, in [0, π]. */
    public Register acos() {
        return call("acos");
    }

    /** The inverse of the tangent, in [−π/2, π/2]. */
    public Register atan() {
        return call("atan");
    }

    /** The angle of the point {@code (x, self)}, in [−π, π], broadcast. */
    public Register atan2(Register x) {
        return call("atan2", x);
    }

    /** The hyperbolic sine of each element. */
    public Register sinh() {
        return call("sinh");
    }

    /** The hyperbolic cosine of each element. */
    public Register cosh() {
        return call("cosh");
    }

    /** The hyperbolic tangent of each element. */
    public Register tanh() {
        return call("tanh");
    }

    /** The error function {@code 2/√π ∫₀ˣ exp(−t²) dt} of each element. */
    public Register erf() {
        return call("erf");
    }

    /** {@code 1 / (1 + exp(−self))}. */
    public Register sigmoid() {
        return call("sigmoid");
    }

    /** {@code max(self, 0)}. */
    public Register relu() {
        return call("relu");
    }

    /** {@code self · Φ(self)} with the distribution function of the normal distribution. */
    public Register gelu() {
        return call("gelu");
    }

    /** {@code self · sigmoid(self)}. */
    public Register silu() {
        return call("silu");
    }

    /** The matrix product {@code self · y}: {@code (…,m,k)·(…,k,n) → (…,m,n)}; {@code (k)} is a row of self, a column of y. */
    public Register matmul(Register y) {
        return call("matmul", y);
    }

    /** The matrix product of {@code self} and {@code y}, each transposed in its last two axes where asked. */
    public Register matmul(Register y, boolean transposeX, boolean transposeY) {
        return call("matmul", Map.of("transposeX", transposeX, "transposeY", transposeY), y);
    }

    /** The sum over {@code axes}, all if none are named; the axes are left out. */
    public Register sum(int... axes) {
        return sum(false, axes);
    }

    /** The sum over {@code axes}, all if none are named. */
    public Register sum(boolean keepDims, int... axes) {
        return reduce("sum", keepDims, axes);
    }

    /** The mean over {@code axes}, all if none are named; the axes are left out. */
    public Register mean(int... axes) {
        return mean(false, axes);
    }

    /** The mean over {@code axes}, all if none are named. */
    public Register mean(boolean keepDims, int... axes) {
        return reduce("mean", keepDims, axes);
    }

    /** The greatest element over {@code axes}, all if none are named; the axes are left out. */
    public Register max(int... axes) {
        return max(false, axes);
    }

    /** The greatest element over {@code axes}, all if none are named. */
    public Register max(boolean keepDims, int... axes) {
        return reduce("max", keepDims, axes);
    }

    /** The square root of the sum of all squares. */
    public Register frobeniusNorm() {
        return call("frobenius_norm");
    }

    /** The index of the greatest element along {@code axis}, i64; the first of equals. */
    public Register argmax(int axis) {
        return call("argmax", Map.of("axis", axis));
    }

    /** The same elements in another shape; one dimension may be −1 and follows from the others. */
    public Register reshape(long... dims) {
        return reshape(resolve(dims));
    }

    /** The same elements in another shape. */
    public Register reshape(Shape shape) {
        return shape.equals(self().type().shape()) ? self() : call("reshape", Map.of("shape", shape));
    }

    /** The axes in another order: axis i of the result is axis {@code order[i]}; without an order, reversed. */
    public Register transpose(int... order) {
        int rank = self().type().shape().rank();
        int[] reversed = new int[rank];
        for (int i = 0; i < rank; i++) {
            reversed[i] = rank - 1 - i;
        }
        return call("transpose", Map.of("order", Axes.of(order.length == 0 ? reversed : order)));
    }

    /** The elements repeated to {@code shape} by the rule of broadcasting. */
    public Register broadcastTo(Shape shape) {
        return shape.equals(self().type().shape()) ? self() : call("broadcast", Map.of("shape", shape));
    }

    /** The elements converted to another type. */
    public Register cast(DType dtype) {
        return dtype == self().type().dtype() ? self() : call("cast", Map.of("dtype", dtype));
    }

    /** {@code exp(self) / Σ exp(self)} along {@code axis}. */
    public Register softmax(int axis) {
        return call("softmax", Map.of("axis", axis));
    }

    /** The logarithm of {@link #softmax}, without overflow. */
    public Register logSoftmax(int axis) {
        return call("log_softmax", Map.of("axis", axis));
    }

    /**
     * The cross-entropy of the softmax of the logits {@code self} ({@code (rows, classes)}) and {@code target}: class
     * indices ({@code (rows)}, i32 or i64) or probabilities ({@code (rows, classes)}). The result has shape {@code (rows)}.
     */
    public Register softmaxCrossEntropy(Register target) {
        return call("softmax_cross_entropy", target);
    }

    /** Where {@code self} equals {@code y}, bool, broadcast. */
    public Register equal(Register y) {
        return call("equal", y);
    }

    /** Where {@code self} equals {@code y}, bool. */
    public Register equal(double y) {
        return equal(number(y));
    }

    /** Where {@code self} differs from {@code y} or either is NaN, bool, broadcast. */
    public Register notEqual(Register y) {
        return call("not_equal", y);
    }

    /** Where {@code self} differs from {@code y}, bool. */
    public Register notEqual(double y) {
        return notEqual(number(y));
    }

    /** Where {@code self} is below {@code y}, bool, broadcast. */
    public Register less(Register y) {
        return call("less", y);
    }

    /** Where {@code self} is below {@code y}, bool. */
    public Register less(double y) {
        return less(number(y));
    }

    /** Where {@code self} is not above {@code y} and neither is NaN, bool, broadcast. */
    public Register lessEqual(Register y) {
        return call("less_equal", y);
    }

    /** Where {@code self} is not above {@code y}, bool. */
    public Register lessEqual(double y) {
        return lessEqual(number(y));
    }

    /** Where {@code self} is above {@code y}, bool, broadcast. */
    public Register greater(Register y) {
        return call("greater", y);
    }

    /** Where {@code self} is above {@code y}, bool. */
    public Register greater(double y) {
        return greater(number(y));
    }

    /** Where {@code self} is not below {@code y} and neither is NaN, bool, broadcast. */
    public Register greaterEqual(Register y) {
        return call("greater_equal", y);
    }

    /** Where {@code self} is not below {@code y}, bool. */
    public Register greaterEqual(double y) {
        return greaterEqual(number(y));
    }

    /** Where neither {@code self} nor {@code y} is 0, bool, broadcast. */
    public Register logicalAnd(Register y) {
        return call("logical_and", y);
    }

    /** Where not both {@code self} and {@code y} are 0, bool, broadcast. */
    public Register logicalOr(Register y) {
        return call("logical_or", y);
    }

    /** Where {@code self} is 0, bool. */
    public Register logicalNot() {
        return call("logical_not");
    }

    /** {@code x} where {@code self}, a bool, holds, {@code y} elsewhere, broadcast. */
    public Register where(Register x, Register y) {
        return call("where", x, y);
    }

    /** {@code x} where {@code self} holds, {@code y} elsewhere. */
    public Register where(Register x, double y) {
        return where(x, x.number(y));
    }

    /** {@code x} where {@code self} holds, {@code y} elsewhere. */
    public Register where(double x, Register y) {
        return where(y.number(x), y);
    }

    /** Rows of zeros with a one at each index in {@code self}: {@code (…) → (…, classes)}. */
    public Register oneHot(long classes, DType dtype) {
        return call("one_hot", Map.of("classes", classes, "dtype", dtype));
    }

    /** Rows {@code index} of {@code self}: {@code (rows, …), (count) → (count, …)}. */
    public Register gather(Register index) {
        return call("gather", index);
    }

    /** The operator of that name applied to this register and others. */
    public Register call(String operator, Register... others) {
        return call(operator, Map.of(), others);
    }

    /** The operator of that name with attributes, applied to this register and others. */
    public Register call(String operator, Map<String, Object> attributes, Register... others) {
        ListBuilder owner = self().builder();
        return owner.call(operator, attributes, self().withOthers(others)).get(0);
    }

    private Register reduce(String operator, boolean keepDims, int[] axes) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("axes", Axes.of(axes));
        attributes.put("keepDims", keepDims);
        return call(operator, attributes);
    }

    Register number(double value) {
        return self().builder().fill(value, new TensorType(self().type().dtype(), Shape.scalar()));
    }

    private Shape resolve(long[] dims) {
        long[] resolved = dims.clone();
        long known = 1;
        int open = -1;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] != -1) {
                known *= dims[i];
            } else if (open < 0) {
                open = i;
            } else {
                throw new ListException(
                        "reshape of " + self() + ": more than one dimension is -1 in " + Arrays.toString(dims));
            }
        }
        if (open >= 0) {
            long size = self().type().size();
            if (known == 0 || size % known != 0) {
                throw new ListException("reshape of " + self() + ": no dimension makes " + Arrays.toString(dims)
                        + " hold " + size + " elements");
            }
            resolved[open] = size / known;
        }
        return Shape.of(resolved);
    }
}
