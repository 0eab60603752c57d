package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.tensor.Tensor;

/**
 * Where the derivatives of a bundle adjustment stand: two rows for each of p observations, with columns of its camera, its point
 * and its weight, and then a row for each weight. Compressed rows: row r has the elements from {@code rows[r]} to {@code
 * rows[r + 1]}.
 */
final class SparseRows {
    private final int cameras;
    private final int points;
    private final int observations;
    private final int camera;
    private final int point;
    private final int[] rows;
    private final int[] columns;

    SparseRows(int cameras, int points, int observations, int camera, int point) {
        this.cameras = cameras;
        this.points = points;
        this.observations = observations;
        this.camera = camera;
        this.point = point;
        this.rows = new int[3 * observations + 1];
        this.columns = new int[perObservation() * observations + observations];
    }

    private int perObservation() {
        return 2 * (camera + point + 1);
    }

    /** Writes rows and columns, which the benchmark has as a part of each evaluation. */
    void fill() {
        int row = 0;
        int at = 0;
        for (int i = 0; i < observations; i++) {
            for (int error = 0; error < 2; error++) {
                for (int j = 0; j < camera; j++) {
                    columns[at++] = camera * (i % cameras) + j;
                }
                for (int j = 0; j < point; j++) {
                    columns[at++] = camera * cameras + point * (i % points) + j;
                }
                columns[at++] = camera * cameras + point * points + i;
                rows[++row] = at;
            }
        }
        for (int i = 0; i < observations; i++) {
            columns[at++] = camera * cameras + point * points + i;
            rows[++row] = at;
        }
    }

    /**
     * The first elements and the last: those of one observation and of one weight.
     *
     * @param reprojection the derivatives of the observations, row by row
     * @param weight those of the weights
     */
    JsonNode answer(Tensor reprojection, Tensor weight) {
        ObjectNode answer = Json.object();
        ArrayNode someRows = answer.putArray("rows");
        ArrayNode someColumns = answer.putArray("cols");
        ArrayNode someValues = answer.putArray("vals");
        for (int i = 0; i < perObservation(); i++) {
            someRows.add(rows[i]);
            someColumns.add(columns[i]);
            someValues.add(reprojection.getDouble(i));
        }
        someRows.add(rows[rows.length - 1]);
        someColumns.add(columns[columns.length - 1]);
        someValues.add(weight.getDouble(observations - 1));
        return answer;
    }
}
