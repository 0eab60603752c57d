package dev.wengert.operator;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** What shape rules demand of their operands, in words that say what was expected and what came. */
public final class Require {
    private Require() {}

    /** That there are {@code count} operands. */
    public static void arity(int count, List<TensorType> operands) {
        if (operands.size() != count) {
            throw new IllegalArgumentException(
                    "expected " + count + " operand" + (count == 1 ? "" : "s") + ", found " + operands.size());
        }
    }

    /** That there are {@code count} operands, or up to {@code optional} more. */
    public static void arity(int count, int optional, List<TensorType> operands) {
        int found = operands.size();
        if (optional == 0) {
            arity(count, operands);
        }
        that(
                found >= count && found <= count + optional,
                "expected " + count + (optional == 1 ? " or " : " to ") + (count + optional) + " operands, found "
                        + found);
    }

    /** That the elements are f32 or f64. */
    public static void real(String operand, TensorType type) {
        that(type.dtype().isReal(), "expected " + operand + " of f32 or f64, found " + type);
    }

    /** That the elements are i32 or i64. */
    public static void index(String operand, TensorType type) {
        that(type.dtype().isInteger(), "expected " + operand + " of i32 or i64, found " + type + "; cast it");
    }

    /** That both have elements of the same type. */
    public static DType sameDType(TensorType x, TensorType y) {
        that(x.dtype() == y.dtype(), "element types differ: " + x + " and " + y + "; cast one of them");
        return x.dtype();
    }

    /** That both are of the same type. */
    public static void same(String operand, TensorType expected, TensorType found) {
        that(expected.equals(found), "expected " + operand + " of type " + expected + ", found " + found);
    }

    /** That there are {@code rank} dimensions. */
    public static void rank(int rank, String operand, TensorType type) {
        that(
                type.shape().rank() == rank,
                "expected " + operand + " with " + rank + " dimension" + (rank == 1 ? "" : "s") + ", found " + type);
    }

    /** That there are at least {@code rank} dimensions. */
    public static void rankAtLeast(int rank, String operand, TensorType type) {
        that(
                type.shape().rank() >= rank,
                "expected " + operand + " with at least " + rank + " dimension" + (rank == 1 ? "" : "s") + ", found "
                        + type);
    }

    /** That {@code holds}. */
    public static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
