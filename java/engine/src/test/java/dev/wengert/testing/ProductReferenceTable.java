package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.each;
import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Products as sums over their indices. */
final class ProductReferenceTable {
    private ProductReferenceTable() {}

    static void addAll() {
        row("matmul", call -> sums(call, matmul(call)));
        sum("dot",   "i,i->");
        sum("mv",    "ij,j->i");
        sum("mm",    "ij,jk->ik");
        sum("bmm",   "bij,bjk->bik");
        sum("outer", "i,j->ij");
        added("addmm",   "ij,jk->ik");
        added("addmv",   "ij,j->i");
        added("baddbmm", "bij,bjk->bik");
        row("einsum",    call -> sums(call, (String) call.attribute("pattern")));
        row("inner",     call -> sums(call, inner(call)));
        row("tensordot", call -> sums(call, tensordot(call)));
        each("kron",     ProductReferenceTable::kron);
        each("cross",    ProductReferenceTable::cross);
    }

    private static void sum(String name, String pattern) {
        row(name, call -> sums(call, pattern));
    }

    private static double[][] sums(Call call, String pattern) {
        return new double[][] {SumOfProducts.compute(pattern, call.y(), call.z().get(0).shape())};
    }

    private static String matmul(Call call) {
        boolean row = call.shape(0).rank() == 1;
        boolean column = call.shape(1).rank() == 1;
        String x = row ? "j" : call.flag("transposeX") ? "...ji" : "...ij";
        String y = column ? "j" : call.flag("transposeY") ? "...kj" : "...jk";
        return x + "," + y + "->..." + (row ? "" : "i") + (column ? "" : "k");
    }

    private static void added(String name, String pattern) {
        row(name, call -> {
            Shape shape = call.z().get(0).shape();
            double[] z = SumOfProducts.compute(pattern, call.y().subList(1, 3), shape);
            for (int i = 0; i < z.length; i++) {
                double c = call.number("beta") == 0 ? 0 : call.number("beta") * call.broadcast(0, i);
                z[i] = c + call.number("alpha") * z[i];
            }
            return new double[][] {z};
        });
    }

    private static String inner(Call call) {
        boolean number = call.shape(0).rank() == 0 || call.shape(1).rank() == 0;
        String x = letters('a', call.shape(0).rank());
        String y = letters('n', call.shape(1).rank());
        if (number) {
            return x + "," + y + "->" + x + y;
        }
        String left = x.substring(0, x.length() - 1);
        String right = y.substring(0, y.length() - 1);
        return left + "Z," + right + "Z->" + left + right;
    }

    private static String tensordot(Call call) {
        char[] x = letters('a', call.shape(0).rank()).toCharArray();
        char[] y = letters('n', call.shape(1).rank()).toCharArray();
        Axes ofX = call.axes("axesX");
        int count = ofX.count() == 0 ? call.integer("count") : ofX.count();
        List<String> summed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            char name = (char) ('A' + i);
            x[ofX.count() == 0 ? x.length - count + i : Axes.normalize(ofX.get(i), x.length)] = name;
            y[ofX.count() == 0 ? i : Axes.normalize(call.axes("axesY").get(i), y.length)] = name;
            summed.add(Character.toString(name));
        }
        String rest = new String(x) + new String(y);
        for (String name : summed) {
            rest = rest.replace(name, "");
        }
        return new String(x) + "," + new String(y) + "->" + rest;
    }

    private static double kron(Call call, int i) {
        long[] at = Call.coordinates(i, call.z().get(0).shape());
        long[] outer = new long[at.length];
        long[] inner = new long[at.length];
        for (int axis = 0; axis < at.length; axis++) {
            int own = axis - at.length + call.shape(1).rank();
            long length = own < 0 ? 1 : call.shape(1).dim(own);
            outer[axis] = at[axis] / length;
            inner[axis] = at[axis] % length;
        }
        return call.at(0, Call.index(outer, call.shape(0))) * call.at(1, Call.index(inner, call.shape(1)));
    }

    private static double cross(Call call, int i) {
        Shape shape = call.z().get(0).shape();
        long[] at = Call.coordinates(i, shape);
        int axis = Axes.normalize(call.integer("axis"), shape.rank());
        long component = at[axis];
        return component(call, 0, at, axis, component + 1) * component(call, 1, at, axis, component + 2)
                - component(call, 0, at, axis, component + 2) * component(call, 1, at, axis, component + 1);
    }

    private static double component(Call call, int operand, long[] at, int axis, long component) {
        long[] there = at.clone();
        there[axis] = component % 3;
        return call.at(operand, Call.index(there, call.shape(operand)));
    }

    private static String letters(char from, int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) (from + i));
        }
        return letters.toString();
    }
}
