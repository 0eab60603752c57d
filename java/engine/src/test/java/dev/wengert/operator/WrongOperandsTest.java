package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Operands that an operator does not take are refused where they are written, in words that lead there. */
class WrongOperandsTest {
    /** The operators whose first operand may have elements of any type. */
    private static final Set<String> ANY_TYPE = Set.of(
            ("cast reshape transpose broadcast gather equal slice place concatenate stack split pad flip roll tile"
                + " repeat squeeze unsqueeze permute swapaxes moveaxis expand broadcast_to triu tril diag diagonal"
                + " trace sum prod any all argmax argmin cumsum cumprod sort argsort topk median take_along_axis"
                + " index_select not_equal less less_equal greater greater_equal logical_and logical_or logical_xor"
                + " logical_not masked_fill stop_gradient within_bound")
                    .split(" "));

    /** The operators of any number of operands, and those with some that may be left out. */
    private static final Set<String> VARIADIC =
            Set.of(("concatenate stack index_put linear scaled_dot_product_attention"
                            + " attention attention_vjp convolution conv1d conv2d conv_transpose1d conv_transpose2d"
                            + " within_bound")
                    .split(" "));

    /** Which operand is a mask of bool or of the type of the others. */
    private static final Map<String, Integer> MASKS =
            Map.of("scaled_dot_product_attention", 3, "attention", 3, "attention_vjp", 6);

    static Stream<Sample> samples() {
        return SampleTable.small().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void oneMoreOrOneLessIsRefused(Sample sample) {
        if (VARIADIC.contains(sample.operator())) {
            return;
        }
        Operator operator = sample.create(DType.F64);
        List<TensorType> types = new ArrayList<>(sample.types(DType.F64));
        types.add(TensorType.of(DType.F64));
        int optional = optional(operator);
        boolean hasOptional = optional > 0 && types.size() - 1 > arity(operator);
        if (optional == 0 || hasOptional) {
            refuses(operator, types, "operand");
        }
        if (!sample.operands().isEmpty() && !hasOptional) {
            refuses(operator, types.subList(0, types.size() - 2), "operand");
        }
    }

    private static int optional(Operator operator) {
        return operator instanceof Single single
                ? single.optional()
                : operator instanceof SingleFormula formula ? formula.optional() : 0;
    }

    private static int arity(Operator operator) {
        return operator instanceof Single single ? single.arity() : ((SingleFormula) operator).arity();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anotherElementTypeIsRefused(Sample sample) {
        List<TensorType> types = sample.types(DType.F64);
        for (int i = 0; i < types.size(); i++) {
            boolean anyType = i == 0 && ANY_TYPE.contains(sample.operator());
            if (!anyType && i != MASKS.getOrDefault(sample.operator(), -1)) {
                List<TensorType> changed = new ArrayList<>(types);
                boolean isBool = types.get(i).dtype() == DType.BOOL;
                changed.set(i, types.get(i).withDType(isBool ? DType.F64 : DType.BOOL));
                refuses(sample.create(DType.F64), changed, "bool");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyOtherShapeIsTakenOrRefusedProperly(Sample sample) {
        List<TensorType> types = sample.types(DType.F64);
        for (int i = 0; i < types.size(); i++) {
            for (TensorType other : variants(types.get(i))) {
                List<TensorType> changed = new ArrayList<>(types);
                changed.set(i, other);
                Throwable thrown = catchThrowable(() -> apply(sample.create(DType.F64), changed));
                if (thrown != null) {
                    assertThat(thrown).isInstanceOf(ListException.class).hasMessageContaining(sample.operator() + "(");
                }
            }
        }
    }

    private static List<TensorType> variants(TensorType type) {
        List<TensorType> variants = new ArrayList<>();
        variants.add(TensorType.of(type.dtype()));
        variants.add(type.withShape(type.shape().insert(0, 2)));
        for (int axis = 0; axis < type.shape().rank(); axis++) {
            for (long dim : new long[] {0, type.shape().dim(axis) + 1}) {
                long[] dims = type.shape().dims();
                dims[axis] = dim;
                variants.add(TensorType.of(type.dtype(), dims));
            }
        }
        return variants;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add                       | f64[2,3]; f64[2]           | do not broadcast",
                "add                       | f64[2]; f32[2]             | cast one of them",
                "equal                     | i32[2]; i64[2]             | cast one of them",
                "div                       | i32[2]; i32[2]             | f32 or f64",
                "matmul                    | f64[2,3]; f64[4,5]         | inner dimensions differ",
                "matmul                    | f64[]; f64[3,2]            | at least 1 dimension",
                "matmul                    | f64[2]; f64[3,2]           | inner dimensions differ",
                "dot                       | f64[2,3]; f64[3]           | x with 1 dimension, found f64[2,3]",
                "mv                        | f64[2,3]; f64[3,1]         | y with 1 dimension, found f64[3,1]",
                "mm                        | f64[3]; f64[3,1]           | x with 2 dimensions, found f64[3]",
                "bmm                       | f64[2,3,4]; f64[1,4,3]     | as many matrices in y as in x, found 2 and 1",
                "addmm                     | f64[2]; f64[3,4]; f64[4,3] | c that broadcasts to f64[3,3], found f64[2]",
                "outer                     | f64[2]; f64[2,3]           | two vectors",
                "inner                     | f64[2]; f64[2,3]           | last axes of one length",
                "tensordot                 | f64[2]; f64[2,3]           | a count of axes",
                "tensordot                 | f64[2,3]; f64[2,4]         | axis 1 of x and 1 of y of one length",
                "cross                     | f64[3,2]; f64[2]           | an axis -1 of length 3",
                "matmul                    | f64[2,2,3]; f64[3,3,4]     | do not broadcast",
                "inv                       | f64[3]                     | an operand with at least 2 dimensions, found"
                        + " f64[3]",
                "cholesky                  | f64[2,3]                   | square matrices, found f64[2,3]",
                "lu_factor                 | f64[4,3,2]                 | square matrices, found f64[4,3,2]",
                "slogdet                   | i32[2,2]                   | f32 or f64, found i32[2,2]",
                "solve                     | f64[3,3]; f64[2]           | b with 3 elements, as a has, found f64[2]",
                "solve                     | f64[3,3]; f64[2,3]         | b with 3 rows, as a has, found f64[2,3]",
                "solve                     | f64[2,3,3]; f64[3,3,2]     | do not broadcast",
                "triangular_solve          | f64[3,3]; f64[3]           | b with at least 2 dimensions, found f64[3]",
                "triangular_solve          | f64[3,3]; f64[2,3]         | b with 3 rows, as a has, found f64[2,3]",
                "lu_solve                  | f64[3,3]; i64[2]; f64[3,1] | an order of type i64[3], found i64[2]",
                "matrix_norm               | f64[3]                     | at least 2 dimensions, found f64[3]",
                "sgd                       | f64[2]; f64[3]; f64[]      | a gradient of type f64[2]",
                "sgd                       | f64[2]; f64[2]; f64[1]     | a learning rate of type f64[]",
                "sgd_rows                  | f64[3,2]; i64[4]; f64[4,1]; f64[] | cotangents of rows of type f64[4,2]",
                "sgd_rows                  | f64[3,2]; f64[4]; f64[4,2]; f64[] | indices",
                "sgd_rows                  | f64[3,2]; i64[4]; f64[4,2]; f32[] | a learning rate of type f64[]",
                "sgd_rows                  | f64[]; i64[4]; f64[4]; f64[]      | at least 1 dimension",
                "momentum                  | f64[2]; f64[1]; f64[2]; f64[] | state of type f64[2]",
                "softmax_cross_entropy     | f64[2,3]; i64[3]           | class indices of shape [2]",
                "softmax_cross_entropy     | f64[2,3]; f64[2]           | f64[2,3]",
                "softmax_cross_entropy     | f64[2,0]; i64[2]           | at least one class",
                "softmax_cross_entropy_vjp | f64[2,3]; i64[2]; f64[3]   | dloss of type f64[2]",
                "softmax_cross_entropy     | f64[2,3]; i64[2]; f64[2]   | weights, an operand of type f64[3], found"
                        + " f64[2]",
                "softmax_cross_entropy     | f64[2,3]; f64[2,3]; f64[3] | class indices where there are labelSmoothing"
                        + " or weights",
                "mse_loss                  | f64[2,3]; f64[3]           | a target of type f64[2,3], found f64[3]",
                "l1_loss                   | f64[2]; f32[2]             | a target of type f64[2], found f32[2]",
                "cross_entropy             | f64[2,3,4]; i64[2,3]       | class indices of shape [2,4], found i64[2,3]",
                "cross_entropy             | f64[2,3]; f64[3]           | or probabilities of type f64[2,3], found"
                        + " f64[3]",
                "cross_entropy             | f64[2,3]; i64[2]; f64[2]   | weights, an operand of type f64[3], found"
                        + " f64[2]",
                "cross_entropy             | f64[2,0]; i64[2]           | at least one class",
                "nll_loss                  | f64[2,3]; f64[2]           | class indices of i32 or i64",
                "binary_cross_entropy      | f64[2,3]; f64[2,3]; f64[2] | do not broadcast",
                "binary_cross_entropy      | f64[1,3]; f64[1,3]; f64[2,3] | a weight, an operand that broadcasts to"
                        + " f64[1,3], found f64[2,3]",
                "gaussian_nll_loss         | f64[2,3]; f64[2,3]; f64[3] | variances of shape [2,3], or without its"
                        + " last axis",
                "multi_margin_loss         | f64[2,3,4]; i64[2,4]       | at most 2 dimensions",
                "hinge_embedding_loss      | f64[2]; i64[3]             | a target of 1 and −1 of shape [2], found"
                        + " i64[3]",
                "cosine_embedding_loss     | f64[2,3]; f64[2,3]; f64[3] | a target of 1 and −1 of shape [2], found"
                        + " f64[3]",
                "gather                    | f64[]; i64[2]              | at least 1 dimension",
                "gather                    | f64[3]; f64[2]             | i32 or i64",
                "max                       | f64[0]                     | at least one element",
                "argmax                    | f64[0]                     | at least one element",
                "concatenate               | f64[2,3]; f64[2,4]         | but for axis 0, found f64[2,3] and f64[2,4]",
                "concatenate               | f64[2]; i32[2]             | cast one of them",
                "concatenate               | f64[]; f64[]               | axis 0 does not exist",
                "stack                     | f64[2]; f64[3]             | every operand of type f64[2], found f64[3]",
                "take_along_axis           | f64[3,2]; i64[3]           | indices of 2 dimensions",
                "put                       | f64[3]; i64[2]; f64[3]     | values of type f64[2], found f64[3]",
                "index_select              | f64[3]; i64[2,2]           | a vector of indices, found i64[2,2]",
                "index_add                 | f64[3]; i64[2]; f64[3]     | values of type f64[2], found f64[3]",
                "median                    | f64[0]                     | at least one element",
                "min                       | f64[0]                     | at least one element",
                "var                       | i32[2]                     | f32 or f64",
                "triu                      | f64[3]                     | at least 2 dimensions",
                "diag                      | f64[2,2,2]                 | a vector or a matrix, found f64[2,2,2]",
                "diagonal                  | f64[3]                     | at least 2 dimensions",
            })
    void tellsWhatWasExpected(String operator, String types, String expected) {
        refuses(
                Catalogue.standard().operator(operator, Map.of()),
                Stream.of(types.split(";"))
                        .map(String::strip)
                        .map(TensorType::parse)
                        .toList(),
                expected.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum         | axes=[2]            | f64[2,3] | axis 2 does not exist",
                "sum         | axes=[1,-1]         | f64[2,3] | named twice",
                "sum         | axis=1              | f64[2,3] | no attribute axis",
                "sum         | keepDims=1          | f64[2,3] | keepDims is of type boolean",
                "argmax      | axis=0.5            | f64[2,3] | axis is of type int",
                "argmax      | axis=-3             | f64[2,3] | axis -3 does not exist",
                "softmax     | axis=2              | f64[2,3] | axis 2 does not exist",
                "exp         | axis=2              | f64[2,3] | no attribute axis",
                "transpose   | order=[0]           | f64[2,3] | an order of 2 axes",
                "transpose   | order=[1,1]         | f64[2,3] | named twice",
                "mse_loss    | reduction=\"abc\"     | f64[2]   | reduction none, mean or sum, found abc",
                "kl_div      | reduction=\"abc\"     | f64[2]   | none, batchmean, mean or sum, found abc",
                "huber_loss  | delta=0             | f64[2]   | delta above 0, found 0",
                "smooth_l1_loss | beta=-1          | f64[2]   | beta of at least 0",
                "gaussian_nll_loss | eps=0         | f64[2]   | eps above 0",
                "multi_margin_loss | p=3           | f64[2]   | p of 1 or 2, found 3",
                "cross_entropy | labelSmoothing=1.5 | f64[2]  | labelSmoothing from 0 to 1, found 1.5",
                "cross_entropy | ignoreIndex=1     | f64[2]   | class indices for ignoreIndex 1, found probabilities",
                "softmax_cross_entropy | labelSmoothing=2 | f64[2] | labelSmoothing from 0 to 1, found 2",
                "reshape     | shape=[5]           | f64[2,3] | shape of 6 elements",
                "reshape     |                     | f64[2,3] | shape of type Shape is missing",
                "broadcast   | shape=[3]           | f64[2,3] | broadcasts to",
                "cast        | dtype=f16           | f64[2,3] | unknown element type 'f16'",
                "one_hot     | dtype=f64           | i64[2]   | at least one class",
                "one_hot     | classes=3,dtype=i32 | i64[2]   | f32 or f64",
                "topk        | k=3                 | f64[2]   | k of at most 2",
                "cumsum      | axis=1              | f64[2]   | axis 1 does not exist",
                "slice       | steps=[0]           | f64[2,3] | steps other than 0",
                "slice       | starts=[0,0,1]      | f64[2,3] | at most 2 axes, found 3",
                "place       | shape=[3],starts=[2] | f64[2]  | [2] from [2] by [] does not fit into [3]",
                "place       | shape=[3],value=0.5 | i32[2]   | no value of type i32",
                "split       | sizes=[1,1]         | f64[3]   | 3 long together, found [1,1]",
                "pad         | mode=\"mirror\"     | f64[3]   | reflect or wrap, found mirror",
                "pad         | mode=\"reflect\",before=[3] | f64[3] | at most 2 to reflect along axis 0, found 3",
                "roll        | shifts=[1,2]        | f64[3]   | one shift",
                "tile        | repeats=[-1]        | f64[3]   | repeats of at least 0",
                "tile        | repeats=[9223372036854775807] | f64[3] | more than 2^63 elements",
                "repeat      | repeats=9223372036854775807 | f64[3] | more than 2^63 elements",
                "pad         | mode=\"edge\",before=[9223372036854775807] | f64[3] | at most 4611686018427387902 to"
                        + " edge",
                "diag        | offset=-9223372036854775808 | f64[3] | an offset of at most 2147483648",
                "split       | sizes=[0,9223372036854775807,9223372036854775807,5] | f64[3] | 3 long together",
                "expand      | shape=[-1,3]        | f64[3]   | axis 0, which is new",
                "moveaxis    | from=[0]            | f64[3]   | as many places as axes",
                "tensordot   | axesX=[0]           | f64[2]   | as many axes of y as of x",
                "matrix_norm | order=\"nuc\"         | f64[2,3] | needs singular values, which there are not yet",
                "matrix_norm | order=\"3\"           | f64[2,3] | found \"3\"",
                "matrix_norm | axes=[1]            | f64[2,3] | two axes, found [1]",
                "matrix_norm | axes=[1,-1]         | f64[2,3] | named twice",
                "einsum      |                     | f64[2]   | pattern of type String is missing",
                "einsum      | pattern=\"i,i->i\"    | f64[2]   | expected 2 operands, found 1",
                "gather      | batchDims=-1        | f64[2]   | batchDims",
                "scatter_add | rows=-1             | i64[2]   | number of rows",
            })
    void tellsWhichAttributeIsWrong(String operator, String attributes, String type, String expected) {
        String second = operator.matches("gather|scatter_add|tensordot|kl_div|.*_loss|.*cross_entropy") ? ", y" : "";
        String call = operator + "(x" + second + (attributes == null ? "" : ", " + attributes.strip()) + ")";
        String y = operator.equals("gather") ? "i64[2]" : "f64[2]";
        assertThatThrownBy(() -> WengertList.parse("input x: " + type.strip() + "\ninput y: " + y + "\n z = " + call))
                .isInstanceOf(ListException.class)
                .hasMessageStartingWith("line 3: ")
                .hasMessageContaining(expected.strip());
    }

    private static void refuses(Operator operator, List<TensorType> types, String expected) {
        assertThatThrownBy(() -> apply(operator, types))
                .as("%s of %s", operator, types)
                .isInstanceOf(ListException.class)
                .hasMessageContaining(operator.name() + "(" + (types.isEmpty() ? "" : "y1: " + types.get(0)))
                .hasMessageContaining(types.isEmpty() ? "" : "y" + types.size() + ": " + types.getLast())
                .hasMessageContaining("WrongOperandsTest.java:")
                .hasMessageContaining(expected);
    }

    private static void apply(Operator operator, List<TensorType> types) {
        ListBuilder list = WengertList.builder("wrong");
        List<Register> operands = new ArrayList<>();
        types.forEach(type -> operands.add(list.input("y" + (operands.size() + 1), type)));
        list.apply(operator, operands);
        list.build();
    }
}
