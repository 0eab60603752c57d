package dev.wengert.testing;

import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.POSITIVE;
import static dev.wengert.testing.SampleTable.none;
import static dev.wengert.testing.SampleTable.real;
import static dev.wengert.testing.SampleTable.shape;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Samples of the products of vectors and tensors. */
final class ProductSampleTable {
    private ProductSampleTable() {}

    static void addTo(List<Sample> rows) {
        vectors(rows);
        named(rows);
        tensors(rows);
        sums(rows);
    }

    private static void vectors(List<Sample> rows) {
        rows.add(row("matmul", matmul(false, false), real(ANY, 5),       real(ANY, 5)));
        rows.add(row("matmul", matmul(false, false), real(ANY, 0),       real(ANY, 0)));
        rows.add(row("matmul", matmul(false, false), real(ANY, 5),       real(ANY, 5, 3)));
        rows.add(row("matmul", matmul(false, true),  real(ANY, 5),       real(ANY, 3, 5)));
        rows.add(row("matmul", matmul(false, false), real(ANY, 5),       real(ANY, 2, 5, 3)));
        rows.add(row("matmul", matmul(false, false), real(ANY, 3, 5),    real(ANY, 5)));
        rows.add(row("matmul", matmul(true, false),  real(ANY, 5, 3),    real(ANY, 5)));
        rows.add(row("matmul", matmul(false, false), real(ANY, 2, 3, 5), real(ANY, 5)));
        rows.add(row("matmul", matmul(false, false), real(ANY, 0, 3, 5), real(ANY, 5)));
        rows.add(row("matmul", matmul(true, false),  real(POSITIVE, 5850, 260), real(POSITIVE, 5850, 5)).inLarge());
        rows.add(row("matmul", matmul(true, false),  real(POSITIVE, 900, 260),  real(POSITIVE, 900, 33)).inLarge());
    }

    private static void named(List<Sample> rows) {
        rows.add(row("dot", none(), real(ANY, 17),         real(ANY, 17)));
        rows.add(row("dot", none(), real(ANY, 0),          real(ANY, 0)));
        rows.add(row("mv",  none(), real(ANY, 3, 5),       real(ANY, 5)));
        rows.add(row("mv",  none(), real(ANY, 3, 0),       real(ANY, 0)));
        rows.add(row("mv",  none(), real(ANY, 1000, 300),  real(ANY, 300)).inLarge());
        rows.add(row("mm",  none(), real(ANY, 3, 5),       real(ANY, 5, 4)));
        rows.add(row("mm",  none(), real(ANY, 0, 5),       real(ANY, 5, 4)));
        rows.add(row("mm",  none(), real(ANY, 300, 300),   real(ANY, 300, 129)).inLarge());
        rows.add(row("bmm", none(), real(ANY, 2, 3, 5),    real(ANY, 2, 5, 4)));
        rows.add(row("bmm", none(), real(ANY, 0, 3, 5),    real(ANY, 0, 5, 4)));
        rows.add(row("bmm", none(), real(ANY, 9, 128, 128), real(ANY, 9, 128, 96)).inLarge());
        for (Shape c : List.of(shape(3, 4), shape(4), shape(3, 1), shape())) {
            rows.add(row("addmm", scaled(1, 1),      real(ANY, c), real(ANY, 3, 5), real(ANY, 5, 4)));
            rows.add(row("addmm", scaled(0.25, 0.5), real(ANY, c), real(ANY, 3, 5), real(ANY, 5, 4)));
        }
        rows.add(row("addmm",   scaled(2, 0.5),  real(ANY, 3, 4),    real(ANY, 3, 0),    real(ANY, 0, 4)));
        rows.add(row("addmm",   scaled(1, 1),    real(ANY, 129),     real(ANY, 300, 300), real(ANY, 300, 129)).inLarge());
        rows.add(row("addmv",   scaled(1, 1),    real(ANY, 3),       real(ANY, 3, 5),    real(ANY, 5)));
        rows.add(row("addmv",   scaled(-1, 2),   real(ANY, 1),       real(ANY, 3, 5),    real(ANY, 5)));
        rows.add(row("addmv",   scaled(1, 1),    real(ANY, 1000),    real(ANY, 1000, 300), real(ANY, 300)).inLarge());
        rows.add(row("baddbmm", scaled(1, 1),    real(ANY, 2, 3, 4), real(ANY, 2, 3, 5), real(ANY, 2, 5, 4)));
        rows.add(row("baddbmm", scaled(0.2, -1), real(ANY, 3, 1),    real(ANY, 2, 3, 5), real(ANY, 2, 5, 4)));
        rows.add(row("baddbmm", scaled(1, 1),    real(ANY, 96),      real(ANY, 9, 128, 128), real(ANY, 9, 128, 96)).inLarge());
    }

    private static void tensors(List<Sample> rows) {
        rows.add(row("outer", none(), real(ANY, 3),       real(ANY, 5)));
        rows.add(row("outer", none(), real(ANY, 0),       real(ANY, 5)));
        rows.add(row("outer", none(), real(ANY, 300),     real(ANY, 257)).inLarge());
        rows.add(row("inner", none(), real(ANY, 5),       real(ANY, 5)));
        rows.add(row("inner", none(), real(ANY, 2, 3, 5), real(ANY, 4, 5)));
        rows.add(row("inner", none(), real(ANY, 2, 0),    real(ANY, 4, 0)));
        rows.add(row("inner", none(), real(ANY),          real(ANY, 2, 3)));
        rows.add(row("inner", none(), real(ANY, 300, 300), real(ANY, 129, 300)).inLarge());
        rows.add(row("tensordot", axes(1),                   real(ANY, 2, 3),    real(ANY, 3, 4)));
        rows.add(row("tensordot", axes(2),                   real(ANY, 2, 3, 4), real(ANY, 3, 4, 5)));
        rows.add(row("tensordot", axes(0),                   real(ANY, 2),       real(ANY, 3, 2)));
        rows.add(row("tensordot", axes(3),                   real(ANY, 2, 3, 4), real(ANY, 2, 3, 4)));
        rows.add(row("tensordot", axes(Axes.of(0), Axes.of(1)),          real(ANY, 3, 2),    real(ANY, 4, 3)));
        rows.add(row("tensordot", axes(Axes.of(2, 0), Axes.of(0, -1)),   real(ANY, 2, 3, 4), real(ANY, 4, 5, 2)));
        rows.add(row("tensordot", axes(2), real(ANY, 300, 10, 30), real(ANY, 10, 30, 129)).inLarge());
        rows.add(row("kron", none(), real(ANY, 2, 3),     real(ANY, 3, 2)));
        rows.add(row("kron", none(), real(ANY, 3),        real(ANY, 2, 4)));
        rows.add(row("kron", none(), real(ANY, 2, 1, 3),  real(ANY, 2)));
        rows.add(row("kron", none(), real(ANY),           real(ANY)));
        rows.add(row("kron", none(), real(ANY, 0, 2),     real(ANY, 3, 2)));
        rows.add(row("kron", none(), real(ANY, 20, 10),   real(ANY, 20, 17)).inLarge());
        rows.add(row("cross", Map.of("axis", -1), real(ANY, 3),       real(ANY, 3)));
        rows.add(row("cross", Map.of("axis", 0),  real(ANY, 3, 4),    real(ANY, 3, 4)));
        rows.add(row("cross", Map.of("axis", 1),  real(ANY, 2, 3, 2), real(ANY, 3, 1)));
        rows.add(row("cross", Map.of("axis", -1), real(ANY, 0, 3),    real(ANY, 3)));
        rows.add(row("cross", Map.of("axis", -1), real(ANY, 20_000, 3), real(ANY, 20_000, 3)).inLarge());
    }

    private static void sums(List<Sample> rows) {
        einsum(rows, "ij,jk->ik",        shape(3, 5), shape(5, 4));
        einsum(rows, "ji,kj",            shape(5, 3), shape(4, 5));
        einsum(rows, "bij,bkj->bik",     shape(2, 3, 5), shape(2, 4, 5));
        einsum(rows, "bihd,bjhd->bhij",  shape(2, 3, 2, 4), shape(2, 5, 2, 4));
        einsum(rows, "...ij,...jk->...ik", shape(2, 1, 3, 2), shape(4, 2, 3));
        einsum(rows, "i,j->ij",          shape(3), shape(4));
        einsum(rows, "ij,ij->",          shape(3, 4), shape(3, 4));
        einsum(rows, "ii->i",            shape(4, 4));
        einsum(rows, "ii",               shape(4, 4));
        einsum(rows, "iji->j",           shape(3, 2, 3));
        einsum(rows, "ij->ji",           shape(3, 4));
        einsum(rows, "...->",            shape(2, 3));
        einsum(rows, ",i->i",            shape(), shape(3));
        einsum(rows, "ij,jk,kl->il",     shape(2, 3), shape(3, 4), shape(4, 2));
        einsum(rows, "ib,io,ic->boc",    shape(3, 2), shape(3, 1), shape(1, 4));
        einsum(rows, "ij,jk->ik",        shape(3, 0), shape(0, 4));
        einsum(rows, "i,i->i",           shape(0), shape(1));
        rows.add(einsumRow("ikj,jkl->li", shape(300, 10, 30), shape(30, 10, 129)).inLarge());
    }

    private static void einsum(List<Sample> rows, String pattern, Shape... shapes) {
        rows.add(einsumRow(pattern, shapes));
    }

    private static Sample einsumRow(String pattern, Shape... shapes) {
        Operand[] operands = Stream.of(shapes).map(shape -> real(ANY, shape)).toArray(Operand[]::new);
        return row("einsum", Map.of("pattern", pattern), operands);
    }

    private static Map<String, Object> matmul(boolean transposeX, boolean transposeY) {
        return Map.of("transposeX", transposeX, "transposeY", transposeY);
    }

    private static Map<String, Object> scaled(double beta, double alpha) {
        return Map.of("beta", beta, "alpha", alpha);
    }

    private static Map<String, Object> axes(int count) {
        return Map.of("count", count);
    }

    private static Map<String, Object> axes(Axes ofX, Axes ofY) {
        return Map.of("axesX", ofX, "axesY", ofY);
    }
}
