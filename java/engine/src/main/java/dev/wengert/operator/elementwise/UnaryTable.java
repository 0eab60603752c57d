package dev.wengert.operator.elementwise;

import static dev.wengert.list.Keeps.NOTHING;
import static dev.wengert.list.Keeps.OPERANDS;
import static dev.wengert.list.Keeps.RESULTS;
import static dev.wengert.operator.elementwise.Unary.row;

import java.util.List;

/** The functions of one element. Kernels of the same names are rows of native/src/kernels/elementwise.def. */
final class UnaryTable {
    static final List<Unary> ROWS = List.of(
            //  name       reads     dx
            row("neg",     NOTHING,  (x, y, dy) -> dy.neg()),
            row("exp",     RESULTS,  (x, y, dy) -> dy.mul(y)),
            row("log",     OPERANDS, (x, y, dy) -> dy.div(x)),
            row("tanh",    RESULTS,  (x, y, dy) -> y.call("tanh_vjp", dy)),
            row("sigmoid", RESULTS,  (x, y, dy) -> y.call("sigmoid_vjp", dy)),
            row("relu",    RESULTS,  (x, y, dy) -> y.call("relu_vjp", dy)),
            row("square",  OPERANDS, (x, y, dy) -> dy.mul(x.mul(2))),
            row("sqrt",    RESULTS,  (x, y, dy) -> dy.div(y.mul(2))));

    private UnaryTable() {}
}
