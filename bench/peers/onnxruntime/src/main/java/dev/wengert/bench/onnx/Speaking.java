package dev.wengert.bench.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.wengert.bench.workload.Model;
import dev.wengert.bench.workload.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The LSTM step by step: what a step gives as states, the next one takes. */
final class Speaking implements Model.Caller {
    private final OrtSession session;
    private final List<Cell> cells = new ArrayList<>();
    private final Cell x;
    private final Cell scores;
    private final List<Map<String, OnnxTensor>> in;
    private final List<Map<String, OnnxTensor>> out;
    private int turn;

    Speaking(OrtEnvironment environment, OrtSession session, int n) throws OrtException {
        this.session = session;
        x = cell(environment, 1, n, Sizes.CHARACTERS);
        scores = cell(environment, n, Sizes.CHARACTERS);
        OnnxTensor[] h = new OnnxTensor[2];
        OnnxTensor[] c = new OnnxTensor[2];
        for (int i = 0; i < 2; i++) {
            h[i] = cell(environment, 1, n, Sizes.HIDDEN).tensor();
            c[i] = cell(environment, 1, n, Sizes.HIDDEN).tensor();
        }
        in = List.of(Map.of("x", x.tensor(), "h", h[0], "c", c[0]), Map.of("x", x.tensor(), "h", h[1], "c", c[1]));
        out = List.of(
                Map.of("scores", scores.tensor(), "nextH", h[1], "nextC", c[1]),
                Map.of("scores", scores.tensor(), "nextH", h[0], "nextC", c[0]));
    }

    private Cell cell(OrtEnvironment environment, long... dims) throws OrtException {
        Cell cell = new Cell(environment, dims);
        cells.add(cell);
        return cell;
    }

    @Override
    public void call(float[] examples, float[] results) throws OrtException {
        x.numbers().put(0, examples);
        session.run(in.get(turn), out.get(turn)).close();
        turn ^= 1;
        scores.numbers().get(0, results);
    }

    @Override
    public void close() {
        cells.forEach(Cell::close);
    }
}
