package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.array;
import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.testing.NaiveSequence.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Recurrent layers, one unit of one row at one step after the other. */
final class RecurrentReferenceTable {
    private RecurrentReferenceTable() {}

    static void addAll() {
        row("rnn_sequence",      call -> sequence(call, call.flag("relu") ? Cell.RELU : Cell.TANH));
        row("lstm_sequence",     call -> sequence(call, Cell.LSTM));
        row("gru_sequence",      call -> sequence(call, Cell.GRU));
        row("rnn_sequence_vjp",  RecurrentReferenceTable::rnnVjp);
        row("lstm_sequence_vjp", RecurrentReferenceTable::lstmVjp);
        row("gru_sequence_vjp",  RecurrentReferenceTable::gruVjp);
        row("rnn_tanh",          call -> layers(call, Cell.TANH));
        row("rnn_relu",          call -> layers(call, Cell.RELU));
        row("lstm",              call -> layers(call, Cell.LSTM));
        row("gru",               call -> layers(call, Cell.GRU));
    }

    private static double[] all(Call call, int operand) {
        return array(Math.toIntExact(call.shape(operand).size()), i -> call.at(operand, i));
    }

    /** The lengths in the last operand, or null. */
    private static double[] lengths(Call call) {
        return call.flag("ragged") ? all(call, call.y().size() - 1) : null;
    }

    private static double[][] sequence(Call call, Cell cell) {
        int states = cell == Cell.GRU ? 4 : 3;
        NaiveSequence s = new NaiveSequence(
                cell,
                Math.toIntExact(call.shape(0).dim(0)),
                Math.toIntExact(call.shape(0).dim(1)),
                Math.toIntExact(call.shape(1).dim(1)),
                call.flag("reverse"),
                lengths(call));
        s.run(all(call, 0), all(call, 1), all(call, 2), cell == Cell.GRU ? all(call, 3) : null, all(call, states), all(call, cell == Cell.LSTM ? 4 : states));
        return switch (cell) {
            case LSTM -> new double[][] {s.kept, s.hs, s.cs};
            case GRU -> new double[][] {s.hs, s.kept};
            default -> new double[][] {s.hs};
        };
    }

    /** A VJP: what it needs of a row's step, and what it makes of the cotangents of state and cell. */
    private interface Back {
        void unit(int at, int before, int j);
    }

    /** Goes back through all steps; {@code through} has the cotangents of w·h, and {@code dh} gets those of the first state. */
    private static void back(Call call, int width, int units, double[] dhs, double[] dh, double[] through, Back cell) {
        int steps = Math.toIntExact(call.shape(0).dim(0));
        int batch = Math.toIntExact(call.shape(0).dim(1));
        double[] lengths = lengths(call);
        double[] w = all(call, 1);
        for (int step = steps - 1; step >= 0; step--) {
            int t = call.flag("reverse") ? steps - 1 - step : step;
            int before = call.flag("reverse") ? t + 1 : t - 1;
            for (int row = 0; row < batch; row++) {
                int at = t * batch + row;
                for (int j = 0; j < units; j++) {
                    dh[row * units + j] += dhs.length == 0 ? 0 : dhs[at * units + j];
                }
                if (lengths != null && t >= lengths[row]) {
                    continue;
                }
                for (int j = 0; j < units; j++) {
                    cell.unit(at, step == 0 ? -1 - row : before * batch + row, j);
                }
                for (int j = 0; j < units; j++) {
                    for (int k = 0; k < width * units; k++) {
                        dh[row * units + j] += through[at * width * units + k] * w[k * units + j];
                    }
                }
            }
        }
    }

    /** The state before: of another step, or (negative) the first of a row. */
    private static double before(double[] first, double[] states, int before, int units, int j) {
        return before < 0 ? first[(-1 - before) * units + j] : states[before * units + j];
    }

    private static double[][] rnnVjp(Call call) {
        double[] hs = all(call, 0);
        int units = Math.toIntExact(call.shape(0).dim(2));
        int batch = Math.toIntExact(call.shape(0).dim(1));
        double[] dgx = new double[hs.length];
        double[] dh = new double[batch * units];
        back(call, 1, units, all(call, 2), dh, dgx, (at, before, j) -> {
            double y = hs[at * units + j];
            int i = at % batch * units + j;
            dgx[at * units + j] = call.flag("relu") ? (y > 0 ? dh[i] : 0) : dh[i] * (1 - y * y);
            dh[i] = 0;
        });
        return new double[][] {dgx, dh};
    }

    private static double[][] lstmVjp(Call call) {
        double[] gates = all(call, 0);
        double[] c0 = all(call, 2);
        double[] cs = all(call, 3);
        double[] dcs = all(call, 5);
        double[] dgates = all(call, 6);
        int units = Math.toIntExact(call.shape(1).dim(1));
        int batch = Math.toIntExact(call.shape(0).dim(1));
        double[] dgx = new double[gates.length];
        double[] dh = new double[batch * units];
        double[] dc = new double[batch * units];
        // where a row has ended its cell's cotangent is carried on as well, by steps that do nothing else
        double[] lengths = lengths(call);
        for (int i = 0; lengths != null && dcs.length > 0 && i < cs.length; i++) {
            int t = i / units / batch;
            int row = i / units % batch;
            dc[row * units + i % units] += t >= lengths[row] && !call.flag("reverse") ? dcs[i] : 0;
        }
        back(call, 4, units, all(call, 4), dh, dgx, (at, before, j) -> {
            int g = at * 4 * units + j;
            int i = at % batch * units + j;
            double tanh = Math.tanh(cs[at * units + j]);
            double state = dc[i] + (dcs.length == 0 ? 0 : dcs[at * units + j])
                    + dh[i] * gates[g + 3 * units] * (1 - tanh * tanh);
            double[] d = {
                state * gates[g + 2 * units], state * before(c0, cs, before, units, j), state * gates[g], dh[i] * tanh
            };
            for (int k = 0; k < 4; k++) {
                double y = gates[g + k * units];
                double of = d[k] + (dgates.length == 0 ? 0 : dgates[g + k * units]);
                dgx[g + k * units] = of * (k == 2 ? 1 - y * y : y * (1 - y));
            }
            dc[i] = state * gates[g + units];
            dh[i] = 0;
        });
        return new double[][] {dgx, dh, dc};
    }

    private static double[][] gruVjp(Call call) {
        double[] kept = all(call, 0);
        double[] h0 = all(call, 2);
        double[] hs = all(call, 3);
        double[] dkept = all(call, 5);
        int units = Math.toIntExact(call.shape(1).dim(1));
        int batch = Math.toIntExact(call.shape(0).dim(1));
        double[] dgx = new double[kept.length / 4 * 3];
        double[] dgh = new double[dgx.length];
        double[] dh = new double[batch * units];
        back(call, 3, units, all(call, 4), dh, dgh, (at, before, j) -> {
            int k = at * 4 * units + j;
            int g = at * 3 * units + j;
            int i = at % batch * units + j;
            double[] given = array(4, part -> dkept.length == 0 ? 0 : dkept[k + part * units]);
            double r = kept[k];
            double z = kept[k + units];
            double n = kept[k + 3 * units];
            double dn = (dh[i] * (1 - z) + given[3]) * (1 - n * n);
            dgx[g] = (dn * kept[k + 2 * units] + given[0]) * r * (1 - r);
            dgx[g + units] = (dh[i] * (before(h0, hs, before, units, j) - n) + given[1]) * z * (1 - z);
            dgx[g + 2 * units] = dn;
            dgh[g] = dgx[g];
            dgh[g + units] = dgx[g + units];
            dgh[g + 2 * units] = dn * r + given[2];
            dh[i] *= z;
        });
        return new double[][] {dgx, dgh, dh};
    }

    private static double[][] layers(Call call, Cell cell) {
        int states = cell == Cell.LSTM ? 2 : 1;
        int directions = call.flag("bidirectional") ? 2 : 1;
        boolean single = call.shape(0).rank() == 2;
        int batch = single ? 1 : Math.toIntExact(call.shape(0).dim(call.flag("batchFirst") ? 0 : 1));
        int steps = Math.toIntExact(call.shape(0).dim(call.flag("batchFirst") && !single ? 1 : 0));
        int units = Math.toIntExact(call.shape(1).dim(-1));
        double[] x = stepsFirst(call, all(call, 0), batch, steps);
        List<double[]> lasts = new ArrayList<>();
        int operand = 1 + states;
        for (int layer = 0; layer < call.integer("layers"); layer++) {
            double[] output = new double[steps * batch * directions * units];
            for (int direction = 0; direction < directions; direction++) {
                int set = layer * directions + direction;
                double[] w = all(call, operand + 1);
                int rows = w.length / Math.max(1, units);
                double[] none = new double[rows];
                double[] bx = call.flag("bias") ? all(call, operand + 2) : none;
                double[] bh = call.flag("bias") ? all(call, operand + 3) : none;
                double[] first = part(all(call, 1), set, batch * units);
                double[] firstCell = part(all(call, states), set, batch * units);
                NaiveSequence s = new NaiveSequence(cell, steps, batch, units, direction == 1, lengths(call));
                s.run(product(x, all(call, operand), rows, steps * batch), w, cell == Cell.GRU ? bx : sum(bx, bh), bh, first, firstCell);
                for (int i = 0; i < s.hs.length; i++) {
                    output[i / units * directions * units + direction * units + i % units] = s.hs[i];
                }
                lasts.add(s.last(s.hs, first));
                lasts.add(s.last(s.cs, firstCell));
                operand += call.flag("bias") ? 4 : 2;
            }
            x = output;
        }
        double[] lengths = lengths(call);
        for (int i = 0; lengths != null && i < x.length; i++) {
            int at = i / (directions * units);
            int t = at / batch;
            x[i] = t < lengths[at % batch] ? x[i] : 0;
        }
        double[][] results = new double[1 + states][];
        results[0] = stepsFirst(call, x, steps, batch);
        for (int state = 0; state < states; state++) {
            List<double[]> each = new ArrayList<>();
            for (int i = state; i < lasts.size(); i += 2) {
                each.add(lasts.get(i));
            }
            results[1 + state] = each.stream().flatMapToDouble(Arrays::stream).toArray();
        }
        return results;
    }

    /** {@code (outer, inner, …)} as {@code (inner, outer, …)} where rows come first, else as it is. */
    private static double[] stepsFirst(Call call, double[] x, int outer, int inner) {
        if (!call.flag("batchFirst") || call.shape(0).rank() == 2 || x.length == 0) {
            return x;
        }
        int width = x.length / outer / inner;
        return array(x.length, i -> {
            int at = i / width;
            return x[(at % outer * inner + at / outer) * width + i % width];
        });
    }

    private static double[] part(double[] x, int number, int length) {
        return Arrays.copyOfRange(x, number * length, (number + 1) * length);
    }

    private static double[] sum(double[] x, double[] y) {
        return array(x.length, i -> x[i] + y[i]);
    }

    /** {@code (rows, n) · (columns, n)ᵀ}. */
    private static double[] product(double[] x, double[] w, int columns, int rows) {
        int n = columns == 0 ? 0 : w.length / columns;
        return array(rows * columns, i -> {
            double sum = 0;
            for (int p = 0; p < n; p++) {
                sum += x[i / columns * n + p] * w[i % columns * n + p];
            }
            return sum;
        });
    }
}
