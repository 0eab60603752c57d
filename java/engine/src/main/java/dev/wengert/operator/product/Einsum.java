package dev.wengert.operator.product;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Einstein's summation: {@code "bij,bjk->bik"} names the axes of the operands and of the result by letters, and the result is
 * the sum of products over the axes that it has not.
 *
 * <ul>
 *   <li>A letter twice in one operand is its diagonal: {@code "ii->i"}, {@code "ii->"} is the trace.
 *   <li>{@code ...} stands for any axes, which broadcast; if the result has it not, they are summed too.
 *   <li>An axis of length 1 goes with a longer one of its name, as in PyTorch, but not within one operand.
 *   <li>Without {@code ->} the result has the axes of {@code ...} and then, in alphabetical order, capitals first, the letters
 *       that occur once.
 * </ul>
 *
 * Any number of operands of f32 or f64, multiplied two at a time, those first whose product is smallest, as products of
 * matrices. Sums over nothing are 0.
 *
 * @param pattern as above; spaces do not count
 */
record Einsum(String pattern) implements ProductOperator, Formula {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Subscripts.of(pattern, operands);
        return Formula.super.infer(operands);
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Subscripts subscripts =
                Subscripts.of(pattern, operands.stream().map(Register::type).toList());
        List<Labelled> factors = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            factors.add(new Labelled(operands.get(i), subscripts.operands().get(i)));
        }
        return List.of(Contraction.of(factors, subscripts.result()));
    }
}
