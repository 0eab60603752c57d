package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.differentiate.Batch;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Assignment;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Recurrent.Form;
import dev.wengert.runtime.RunException;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Recurrent layers of one unit by hand, and what holds between layers of many. */
class RecurrentTest {
    private final ListBuilder list = WengertList.builder("recurrent");
    private final Map<String, Tensor> values = new HashMap<>();
    private final Random random = new Random(7);

    private Register input(String name, Shape shape, double... elements) {
        TensorType type = new TensorType(DType.F64, shape);
        values.put(name, Values.of(type, elements));
        return list.input(name, type);
    }

    private Register drawn(String name, long... dims) {
        Shape shape = Shape.of(dims);
        return input(name, shape, random.doubles(shape.size(), -1, 1).toArray());
    }

    private Register lengths(double... each) {
        TensorType type = TensorType.of(DType.I64, each.length);
        values.put("lengths", Values.of(type, each));
        return list.input("lengths", type);
    }

    private Register[] weights(int gates, long features, long units) {
        return new Register[] {
            drawn("w_ih", gates * units, features),
            drawn("w_hh", gates * units, units),
            drawn("b_ih", gates * units),
            drawn("b_hh", gates * units)
        };
    }

    /** The first gates of four: what the numbers below were worked out with. */
    private Register[] byHand(int gates) {
        return new Register[] {
            input("w_ih", Shape.of(gates, 1), Arrays.copyOf(new double[] {0.5, -0.25, 1, 0.75}, gates)),
            input("w_hh", Shape.of(gates, 1), Arrays.copyOf(new double[] {0.25, 0.5, -1, -0.5}, gates)),
            input("b_ih", Shape.of(gates), Arrays.copyOf(new double[] {0.1, 0.2, -0.3, 0.4}, gates)),
            input("b_hh", Shape.of(gates), Arrays.copyOf(new double[] {0.05, -0.1, 0.15, -0.2}, gates))
        };
    }

    private Results run() {
        return Runs.run(list.build(), values);
    }

    private static void requireClose(double[] found, double... expected) {
        assertThat(found).containsExactly(expected, within(1e-14));
    }

    @Test
    void lstmOfOneUnitIsWhatItIsByHand() {
        Register x = input("x", Shape.of(2, 1, 1), 1, -2);
        Register h0 = input("h0", Shape.of(1, 1, 1), 0.5);
        Register c0 = input("c0", Shape.of(1, 1, 1), -0.25);
        var result = Recurrent.lstm(Form.USUAL, x, h0, c0, byHand(4));
        list.output("y", result.output());
        list.output("h", result.last());
        list.output("c", result.lastCell());
        Results found = run();
        requireClose(found.array("y"), 0.06596073145396687, -0.04738151013843749);
        requireClose(found.array("h"), -0.04738151013843749);
        requireClose(found.array("c"), -0.23109567143500556);
    }

    @Test
    void gruOfOneUnitIsWhatItIsByHand() {
        Register x = input("x", Shape.of(2, 1, 1), 1, -2);
        Register h0 = input("h0", Shape.of(1, 1, 1), 0.5);
        list.output("y", Recurrent.gru(Form.USUAL, x, h0, byHand(3)).output());
        requireClose(run().array("y"), 0.46693930720361726, 0.027503188905233206);
    }

    @Test
    void plainUnitIsWhatItIsByHand() {
        Register x = input("x", Shape.of(2, 1, 1), 1, -2);
        Register h0 = input("h0", Shape.of(1, 1, 1), 0.5);
        Register[] weights = byHand(1);
        list.output("y", Recurrent.rnnTanh(Form.USUAL, x, h0, weights).output());
        list.output("z", Recurrent.rnnRelu(Form.USUAL, x, h0, weights).output());
        Results found = run();
        requireClose(found.array("y"), 0.6498274636719203, -0.5964013477175555);
        requireClose(found.array("z"), 0.775, 0);
    }

    @Test
    void aRowThatStopsIsARowOfItsOwn() {
        Register x = drawn("x", 2, 5, 3);
        Register h0 = drawn("h0", 4, 2, 2);
        Register c0 = drawn("c0", 4, 2, 2);
        Register[] weights = new Register[16];
        for (int set = 0; set < 4; set++) {
            weights[4 * set] = drawn("w_ih" + set, 8, set < 2 ? 3 : 4);
            weights[4 * set + 1] = drawn("w_hh" + set, 8, 2);
            weights[4 * set + 2] = drawn("b_ih" + set, 8);
            weights[4 * set + 3] = drawn("b_hh" + set, 8);
        }
        Form form = Form.USUAL.withLayers(2).inBothDirections().withBatchFirst();
        var ragged = Recurrent.lstm(form.withLengths(lengths(5, 3)), x, h0, c0, weights);
        var alone =
                Recurrent.lstm(form, x.slice(0, 1, 2).slice(1, 0, 3), h0.slice(1, 1, 2), c0.slice(1, 1, 2), weights);
        list.output("row", ragged.output().slice(0, 1, 2).slice(1, 0, 3));
        list.output("past", ragged.output().slice(0, 1, 2).slice(1, 3, 5));
        list.output("last", ragged.last().slice(1, 1, 2));
        list.output("cell", ragged.lastCell().slice(1, 1, 2));
        list.output("row_alone", alone.output());
        list.output("last_alone", alone.last());
        list.output("cell_alone", alone.lastCell());
        Results found = run();
        requireClose(found.array("row"), found.array("row_alone"));
        requireClose(found.array("last"), found.array("last_alone"));
        requireClose(found.array("cell"), found.array("cell_alone"));
        assertThat(found.array("past")).containsOnly(0);
    }

    @Test
    void nothingPastTheEndOfARowCounts() {
        Register x = drawn("x", 3, 2, 2);
        values.put("x", Values.of(x.type(), i -> i >= 10 ? Double.NaN : 0.1 * i));
        Register h0 = drawn("h0", 1, 2, 2);
        Register y = Recurrent.gru(Form.USUAL.withLengths(lengths(3, 2)), x, h0, weights(3, 2, 2))
                .output();
        list.output("dx", Reverse.gradients(y.slice(1, 1, 2).sum(), List.of(x)).get(0));
        list.output("y", y.slice(1, 1, 2));
        Results found = run();
        assertThat(found.array("y")).doesNotContain(Double.NaN).endsWith(0, 0);
        assertThat(Arrays.copyOf(found.array("dx"), 10)).doesNotContain(Double.NaN);
        assertThat(found.array("dx")).endsWith(0, 0);
    }

    @Test
    void aLengthThatThereIsNotFailsTheRun() {
        Register x = drawn("x", 3, 2, 2);
        Register h0 = drawn("h0", 1, 2, 2);
        list.output(
                "y",
                Recurrent.gru(Form.USUAL.withLengths(lengths(3, 4)), x, h0, weights(3, 2, 2))
                        .output());
        assertThatThrownBy(this::run)
                .isInstanceOf(RunException.class)
                .hasMessageContaining("gru_sequence")
                .hasMessageContaining("RecurrentTest.java:");
    }

    @Test
    void aBatchWithSharedWeightsIsMoreRowsForwardsAndBackwards() {
        Register x = drawn("x", 3, 2, 2);
        Register h0 = drawn("h0", 1, 2, 2);
        Register c0 = drawn("c0", 1, 2, 2);
        Register y = Recurrent.lstm(Form.USUAL, x, h0, c0, weights(4, 2, 2)).output();
        list.output("dx", Reverse.gradients(y.square().sum(), List.of(x)).get(0));
        List<Assignment> batched = Batch.batch(list.build(), 10, "x").assignments();
        assertThat(batched.stream().filter(z -> z.operator().name().equals("lstm_sequence")))
                .singleElement()
                .satisfies(z -> assertThat(z.result(1).type()).isEqualTo(TensorType.of(DType.F64, 3, 20, 2)));
        assertThat(batched.stream().filter(z -> z.operator().name().equals("lstm_sequence_vjp")))
                .singleElement()
                .satisfies(z -> assertThat(z.result(0).type()).isEqualTo(TensorType.of(DType.F64, 3, 20, 8)));
    }

    @Test
    void refusesWhatIsNoLayer() {
        Register x = drawn("x", 3, 2, 2);
        Register h0 = drawn("h0", 1, 2, 2);
        Register[] weights = weights(3, 2, 2);
        assertThatThrownBy(() -> Recurrent.gru(Form.USUAL.withLayers(0), x, h0))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("gru(x: f64[3,2,2]")
                .hasMessageContaining("at least one layer");
        assertThatThrownBy(() -> Recurrent.gru(Form.USUAL.withLayers(2), x, h0, weights))
                .hasMessageContaining("expected 10 operands, found 6");
        assertThatThrownBy(() -> Recurrent.gru(Form.USUAL, x, drawn("h", 1, 3, 2), weights))
                .hasMessageContaining("expected a first state of type f64[1,2,2], found f64[1,3,2]");
        assertThatThrownBy(() -> Recurrent.lstm(Form.USUAL, x, h0, h0, weights))
                .hasMessageContaining("expected weights of the input of type f64[8,2], found f64[6,2]");
        assertThatThrownBy(() -> Recurrent.gru(Form.USUAL.withLengths(lengths(3)), x, h0, weights))
                .hasMessageContaining("expected lengths of type i64[2], found i64[1]");
    }
}
