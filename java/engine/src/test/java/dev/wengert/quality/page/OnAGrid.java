package dev.wengert.quality.page;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Single;
import dev.wengert.operator.elementwise.Unary;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A function of one or two numbers and its derivatives at whole numbers and halves, where kinks and poles are, and beside them. */
final class OnAGrid {
    private static final double[] GRID = {-6, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 6};
    private static final double BESIDE = 1e-8;

    /** More than a smooth function moves between neighbours, relative to 1 and its size. */
    private static final double JUMP = 0.01;

    private final Operator operator;
    private final int arity;

    OnAGrid(Operator operator) {
        this.operator = operator;
        arity = ((Single) operator).arity();
    }

    /** Whether an operator is such a function. */
    static boolean takes(Operator operator) {
        return operator instanceof Single single
                && operator.getClass().getPackage().equals(Unary.class.getPackage())
                && single.arity() <= 2
                && operator.infer(types(single.arity(), 1)).get(0).dtype().isReal();
    }

    boolean isNaNSomewhere() {
        for (double value : rows(0, 0).get(0)) {
            if (Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the value or a derivative has different limits from both sides of a point of the grid, along an operand. */
    boolean jumpsSomewhere() {
        for (int operand = 0; operand < arity; operand++) {
            List<double[]> at = rows(operand, 0);
            List<double[]> before = rows(operand, -BESIDE);
            List<double[]> behind = rows(operand, BESIDE);
            for (int row = 0; row < at.size(); row++) {
                for (int i = 0; i < at.get(0).length; i++) {
                    double x = before.get(row)[i];
                    double y = behind.get(row)[i];
                    if (Double.isFinite(at.get(0)[i]) && Math.abs(x - y) > JUMP * (1 + Math.abs(x))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The values at the points of the grid, moved along an operand, then the derivatives by each operand. */
    private List<double[]> rows(int moved, double by) {
        int n = GRID.length;
        int points = arity == 1 ? n : n * n;
        ListBuilder list = WengertList.builder("grid");
        List<Register> operands = new ArrayList<>();
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (TensorType type : types(arity, points)) {
            int operand = operands.size();
            operands.add(list.input("x" + operand, type));
            values.put(
                    "x" + operand,
                    Values.of(type, i -> GRID[operand == 0 ? i % n : i / n] + (operand == moved ? by : 0)));
        }
        Register z = list.apply(operator, operands).get(0);
        list.output("z", z);
        Reverse.gradients(z, operands).forEach(list::output);
        Results results = Runs.run(list.build(), values);
        return results.all().stream().map(Tensor::toDoubles).toList();
    }

    private static List<TensorType> types(int arity, long points) {
        TensorType type = TensorType.of(DType.F64, points);
        return arity == 1 ? List.of(type) : List.of(type, type);
    }
}
