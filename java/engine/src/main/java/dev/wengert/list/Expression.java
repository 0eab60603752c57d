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

    /** {@code −self}. */
    public Register neg() {
        return call("neg");
    }

    /** The exponential of each element. */
    public Register exp() {
        return call("exp");
    }

    /** The natural logarithm of each element. */
    public Register log() {
        return call("log");
    }

    /** The hyperbolic tangent of each element. */
    public Register tanh() {
        return call("tanh");
    }

    /** {@code 1 / (1 + exp(−self))}. */
    public Register sigmoid() {
        return call("sigmoid");
    }

    /** {@code max(self, 0)}. */
    public Register relu() {
        return call("relu");
    }

    /** {@code self · self}. */
    public Register square() {
        return call("square");
    }

    /** The square root of each element. */
    public Register sqrt() {
        return call("sqrt");
    }

    /** The matrix product {@code self · y}: {@code (…,m,k)·(…,k,n) → (…,m,n)}. */
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

    private Register number(double value) {
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
