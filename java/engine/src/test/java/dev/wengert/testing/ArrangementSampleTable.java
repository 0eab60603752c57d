package dev.wengert.testing;

import static dev.wengert.tensor.DType.BOOL;
import static dev.wengert.tensor.DType.I32;
import static dev.wengert.tensor.DType.I64;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.ints;
import static dev.wengert.testing.SampleTable.none;
import static dev.wengert.testing.SampleTable.real;
import static dev.wengert.testing.SampleTable.shape;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import java.util.List;
import java.util.Map;

/** Samples of the operators that take tensors apart and put them together. */
final class ArrangementSampleTable {
    private static final long END = Long.MAX_VALUE;
    private static final long BEGIN = Long.MIN_VALUE;

    private ArrangementSampleTable() {}

    static void addTo(List<Sample> rows) {
        slices(rows);
        joins(rows);
        pads(rows);
        views(rows);
        repeats(rows);
        matrices(rows);
    }

    private static void slices(List<Sample> rows) {
        rows.add(row("slice", none(),                                          real(ANY)));
        rows.add(row("slice", none(),                                          real(ANY, 3, 5)));
        rows.add(row("slice", slice(n(2), n(15), n()),                         real(ANY, 17)));
        rows.add(row("slice", slice(n(-3), n(END), n()),                       real(ANY, 17)));
        rows.add(row("slice", slice(n(-100), n(-2), n(3)),                     real(ANY, 17)));
        rows.add(row("slice", slice(n(END), n(BEGIN), n(-1)),                  real(ANY, 17)));
        rows.add(row("slice", slice(n(-2), n(1), n(-4)),                       real(ANY, 17)));
        rows.add(row("slice", slice(n(5), n(5), n()),                          real(ANY, 17)));
        rows.add(row("slice", slice(n(3), n(1), n()),                          real(ANY, 5, 2)));
        rows.add(row("slice", slice(n(1, 0), n(3, END), n(1, 2)),              real(ANY, 4, 5)));
        rows.add(row("slice", slice(n(0, -1, 0), n(END, BEGIN, 2), n(2, -2)),  real(ANY, 3, 5, 4)));
        rows.add(row("slice", slice(n(END, END), n(BEGIN, BEGIN), n(-1, -1)),  real(ANY, 3, 4)));
        rows.add(row("slice", slice(n(0), n(END), n(END)),                     real(ANY, 3)));
        rows.add(row("slice", slice(n(END), n(BEGIN), n(BEGIN)),               real(ANY, 3)));
        rows.add(row("slice", slice(n(1), n(END), n(-1)),                      real(ANY, 0, 3)));
        rows.add(row("slice", slice(n(1), n(4), n()),                          ints(BOOL, 2, 5, 3)));
        rows.add(row("slice", slice(n(1), n(), n(2)),                          ints(I32, 9, 5)));
        rows.add(row("slice", slice(n(0, 1), n(END, 256), n()),                real(ANY, 300, 257)).inLarge());
        rows.add(row("slice", slice(n(), n(), n(-2)),                          real(ANY, 80_001)).inLarge());
        rows.add(row("place", place(shape(), n(), n(), 0),      real(ANY)));
        rows.add(row("place", place(shape(9), n(2), n(), 0),     real(ANY, 5)));
        rows.add(row("place", place(shape(9), n(8), n(-2), 0),   real(ANY, 5)));
        rows.add(row("place", place(shape(4, 6), n(1, 4), n(2, -1), 0.5), real(ANY, 2, 4)));
        rows.add(row("place", place(shape(3), n(), n(), 0),      real(ANY, 3)));
        rows.add(row("place", place(shape(3, 2), n(), n(), 2),      real(ANY, 0, 2)));
        rows.add(row("place", place(shape(0), n(), n(), 0),      real(ANY, 0)));
        rows.add(row("place", place(shape(6), n(1), n(), 1),     ints(BOOL, 2, 3)));
        rows.add(row("place", place(shape(300, 260), n(0, 1), n(3, 1), 0), real(ANY, 100, 257)).inLarge());
    }

    private static void joins(List<Sample> rows) {
        rows.add(row("concatenate", axis(0),  real(ANY, 3)));
        rows.add(row("concatenate", axis(0),  real(ANY, 3), real(ANY, 17), real(ANY, 1)));
        rows.add(row("concatenate", axis(-1), real(ANY, 2, 3), real(ANY, 2, 5)));
        rows.add(row("concatenate", axis(1),  real(ANY, 2, 1, 3), real(ANY, 2, 4, 3)));
        rows.add(row("concatenate", axis(0),  real(ANY, 0, 3), real(ANY, 2, 3)));
        rows.add(row("concatenate", axis(1),  real(ANY, 0, 3), real(ANY, 0, 2)));
        rows.add(row("concatenate", axis(0),  ints(I64, 9, 3), ints(I64, 9, 4)));
        rows.add(row("concatenate", axis(1),  real(ANY, 300, 257), real(ANY, 300, 100)).inLarge());
        rows.add(row("stack", axis(0),  real(ANY)));
        rows.add(row("stack", axis(-1), real(ANY, 17), real(ANY, 17)));
        rows.add(row("stack", axis(1),  real(ANY, 2, 3), real(ANY, 2, 3), real(ANY, 2, 3)));
        rows.add(row("stack", axis(0),  ints(BOOL, 2, 0), ints(BOOL, 2, 0)));
        rows.add(row("stack", axis(1),  real(ANY, 300, 257), real(ANY, 300, 257)).inLarge());
        rows.add(row("split", Map.of("sizes", shape(2, 3), "axis", 0),     real(ANY, 5)));
        rows.add(row("split", Map.of("sizes", shape(1, 0, 4), "axis", -1), real(ANY, 2, 5)));
        rows.add(row("split", Map.of("sizes", shape(3), "axis", 1),        ints(I32, 9, 2, 3)));
        rows.add(row("split", Map.of("sizes", shape(100, 157), "axis", 1), real(ANY, 300, 257)).inLarge());
    }

    private static void pads(List<Sample> rows) {
        rows.add(row("pad", pad("constant", n(), n(), 0),          real(ANY)));
        rows.add(row("pad", pad("constant", n(2), n(1), 0.25),     real(ANY, 5)));
        rows.add(row("pad", pad("constant", n(0, 1), n(2), 0),     real(ANY, 3, 4)));
        rows.add(row("pad", pad("constant", n(-1, 2), n(1, -3), 1), real(ANY, 3, 4)));
        rows.add(row("pad", pad("constant", n(2), n(), 1),         real(ANY, 0)));
        rows.add(row("pad", pad("constant", n(1), n(1), 1),        ints(BOOL, 2, 3)));
        for (String mode : List.of("edge", "reflect", "wrap")) {
            rows.add(row("pad", pad(mode, n(2), n(3), 0),          real(ANY, 5)));
            rows.add(row("pad", pad(mode, n(4), n(4), 0),          real(ANY, 5)));
            rows.add(row("pad", pad(mode, n(1, 2), n(2, 0), 0),    real(ANY, 3, 4)));
            rows.add(row("pad", pad(mode, n(-1), n(1), 0),         real(ANY, 4, 2)));
            rows.add(row("pad", pad(mode, n(1), n(0), 0),          ints(I32, 9, 3)));
        }
        rows.add(row("pad", pad("constant", n(1, 2), n(3, 4), 0),  real(ANY, 300, 257)).inLarge());
        rows.add(row("pad", pad("reflect", n(1, 2), n(3, 4), 0),   real(ANY, 300, 257)).inLarge());
    }

    private static void views(List<Sample> rows) {
        // of integers, as differences of a constant's values are none; see FunctionsTest
        rows.add(row("stop_gradient", none(),                    ints(I32, 9, 2, 3)));
        rows.add(row("squeeze", none(),                          real(ANY, 1, 3, 1)));
        rows.add(row("squeeze", Map.of("axes", Axes.of(-1)),     real(ANY, 1, 3, 1)));
        rows.add(row("squeeze", Map.of("axes", Axes.of(0, 1)),   ints(I32, 9, 1, 3)));
        rows.add(row("squeeze", none(),                          real(ANY)));
        rows.add(row("squeeze", Map.of("axes", Axes.of(0)),      real(ANY)));
        rows.add(row("unsqueeze", axis(0),   real(ANY)));
        rows.add(row("unsqueeze", axis(-1),  real(ANY, 3, 2)));
        rows.add(row("unsqueeze", axis(1),   ints(BOOL, 2, 0, 3)));
        rows.add(row("permute", Map.of("order", Axes.of(1, 2, 0)), real(ANY, 2, 3, 5)));
        rows.add(row("permute", Map.of("order", Axes.of(1, 0)),    real(ANY, 300, 257)).inLarge());
        rows.add(row("swapaxes", Map.of("first", 0, "second", -1), real(ANY, 2, 3, 5)));
        rows.add(row("swapaxes", Map.of("first", 0, "second", -1), real(ANY)));
        rows.add(row("swapaxes", Map.of("first", 1, "second", 1),  ints(I64, 9, 2, 3)));
        rows.add(row("swapaxes", Map.of("first", 0, "second", 1),  real(ANY, 300, 257)).inLarge());
        rows.add(row("moveaxis", move(new int[] {0}, 2),         real(ANY, 2, 3, 5)));
        rows.add(row("moveaxis", move(new int[] {-1, 0}, 0, 1),  real(ANY, 2, 3, 5)));
        rows.add(row("moveaxis", move(new int[] {}),             ints(BOOL, 2, 0, 3)));
        rows.add(row("moveaxis", move(new int[] {0}, -1),        real(ANY, 300, 257)).inLarge());
        rows.add(row("expand", Map.of("shape", n(2, -1, 4)),     real(ANY, 3, 1)));
        rows.add(row("expand", Map.of("shape", n()),             real(ANY)));
        rows.add(row("expand", Map.of("shape", n(0)),            ints(I32, 9, 1)));
        rows.add(row("expand", Map.of("shape", n(300, -1)),      real(ANY, 257)).inLarge());
        rows.add(row("broadcast_to", Map.of("shape", shape(2, 3, 4)),  real(ANY, 3, 1)));
        rows.add(row("broadcast_to", Map.of("shape", shape()),         ints(BOOL, 2)));
        rows.add(row("broadcast_to", Map.of("shape", shape(300, 257)), real(ANY, 257)).inLarge());
    }

    private static void repeats(List<Sample> rows) {
        rows.add(row("flip", none(),                      real(ANY, 3, 4)));
        rows.add(row("flip", none(),                      real(ANY)));
        rows.add(row("flip", Map.of("axes", Axes.of(-1)), real(ANY, 2, 17)));
        rows.add(row("flip", Map.of("axes", Axes.of(0)),  ints(BOOL, 2, 0, 3)));
        rows.add(row("flip", Map.of("axes", Axes.of(1)),  real(ANY, 300, 257)).inLarge());
        rows.add(row("roll", roll(n(2)),          real(ANY, 3, 4)));
        rows.add(row("roll", roll(n(-20), 0),     real(ANY, 17)));
        rows.add(row("roll", roll(n(1, -1), 0, 1), real(ANY, 3, 4)));
        rows.add(row("roll", roll(n(3), 1),       real(ANY, 2, 0)));
        rows.add(row("roll", roll(n(6), 0),       ints(I32, 9, 3)));
        rows.add(row("roll", roll(n(100), 1),     real(ANY, 300, 257)).inLarge());
        rows.add(row("tile", Map.of("repeats", n(3)),       real(ANY)));
        rows.add(row("tile", Map.of("repeats", n(2)),       real(ANY, 3, 4)));
        rows.add(row("tile", Map.of("repeats", n(2, 1, 3)), real(ANY, 3, 2)));
        rows.add(row("tile", Map.of("repeats", n(0, 2)),    ints(BOOL, 2, 3)));
        rows.add(row("tile", Map.of("repeats", n(3, 2)),    real(ANY, 300, 57)).inLarge());
        rows.add(row("repeat", Map.of("repeats", 3, "axis", 0),  real(ANY, 5)));
        rows.add(row("repeat", Map.of("repeats", 2, "axis", -1), real(ANY, 3, 4)));
        rows.add(row("repeat", Map.of("repeats", 0, "axis", 0),  ints(I32, 9, 3, 4)));
        rows.add(row("repeat", Map.of("repeats", 3, "axis", 0),  real(ANY, 100, 257)).inLarge());
    }

    private static void matrices(List<Sample> rows) {
        for (String name : List.of("triu", "tril")) {
            for (long diagonal : new long[] {0, 1, -2, 9, -9}) {
                rows.add(row(name, Map.of("diagonal", diagonal), real(ANY, 4, 5)));
            }
            rows.add(row(name, none(), real(ANY, 2, 5, 3)));
            rows.add(row(name, none(), real(ANY, 0, 3)));
            rows.add(row(name, none(), real(ANY, 3, 0)));
            rows.add(row(name, none(), ints(BOOL, 2, 3, 3)));
            rows.add(row(name, none(), real(ANY, 300, 257)).inLarge());
        }
        for (long offset : new long[] {0, 1, -2, 5, -4}) {
            rows.add(row("diagonal", Map.of("offset", offset), real(ANY, 4, 5)));
            rows.add(row("trace",    Map.of("offset", offset), real(ANY, 4, 5)));
            rows.add(row("diag",     Map.of("offset", offset), real(ANY, 4, 5)));
            rows.add(row("diag",     Map.of("offset", offset), real(ANY, 3)));
        }
        rows.add(row("diagonal", Map.of("axes", Axes.of(-1, 0)), real(ANY, 3, 2, 4)));
        rows.add(row("diagonal", none(), ints(I32, 9, 3, 3, 2)));
        rows.add(row("trace",    Map.of("axes", Axes.of(0, 2)),  real(ANY, 3, 2, 4)));
        rows.add(row("diag",     none(), real(ANY, 0)));
        rows.add(row("diag",     none(), ints(BOOL, 2, 2)));
        rows.add(row("diagonal", none(), real(ANY, 20, 30, 2000)).inLarge());
        rows.add(row("trace",    none(), real(ANY, 20, 30, 2000)).inLarge());
        rows.add(row("diag",     none(), real(ANY, 300)).inLarge());
    }

    private static Bounds n(long... numbers) {
        return Bounds.of(numbers);
    }

    private static Map<String, Object> axis(int axis) {
        return Map.of("axis", axis);
    }

    private static Map<String, Object> slice(Bounds starts, Bounds stops, Bounds steps) {
        return Map.of("starts", starts, "stops", stops, "steps", steps);
    }

    private static Map<String, Object> place(Shape shape, Bounds starts, Bounds steps, double value) {
        return Map.of("shape", shape, "starts", starts, "steps", steps, "value", value);
    }

    private static Map<String, Object> pad(String mode, Bounds before, Bounds after, double value) {
        return Map.of("mode", mode, "before", before, "after", after, "value", value);
    }

    private static Map<String, Object> roll(Bounds shifts, int... axes) {
        return Map.of("shifts", shifts, "axes", Axes.of(axes));
    }

    private static Map<String, Object> move(int[] from, int... to) {
        return Map.of("from", Axes.of(from), "to", Axes.of(to));
    }
}
