package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Vmap;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How far points of a hand in a pose lie from where they were measured, three errors for each point, and their Jacobian by the
 * pose. Only the vertices that some point needs are computed.
 *
 * <p>Where the points are not vertices but lie on triangles, each has two coordinates u of its own there. Its errors depend on
 * no other point's, so the derivatives by all u are two columns, from two JVPs; they stand before those by the pose.
 */
final class HandTracking {
    static final Module MODULE = new Module(
            "ht",
            Map.of(
                    "objective",
                    Module.compiled((list, input) -> {
                        Points points = Points.of(list, input);
                        Register theta = list.input("theta", input.get("theta"));
                        list.output(
                                "errors",
                                points.errors(theta, points.u()).transpose().reshape(-1));
                    }),
                    "jacobian",
                    HandTracking::jacobian));

    private HandTracking() {}

    private static Task jacobian(JsonNode input, Workers workers) {
        Recording list = new Recording();
        Points points = Points.of(list, input);
        Register theta = list.input("theta", input.get("theta"));
        UnaryOperator<Register> byPose = t -> Derivatives.jvp((Register a) -> points.errors(a, points.u()), theta, t)
                .tangent();
        Register columns =
                Vmap.vmap(byPose).apply(list.list().fill(1, theta.type()).diag());
        list.output(
                "columns",
                points.onVertices()
                        ? columns
                        : Operators.concatenate(0, byU(points, theta, 0), byU(points, theta, 1), columns));
        return new Answering(list.compile(workers)) {
            @Override
            public JsonNode answer() {
                return rows(task.tensor("columns"));
            }
        };
    }

    /** The derivatives by coordinate i of every point at once, {@code (1, 3, points)}. */
    private static Register byU(Points points, Register theta, int i) {
        double[] direction = {1 - i, i};
        Register tu = theta.builder()
                .constant(Tensor.of(Shape.of(2, 1), direction))
                .broadcastTo(points.u().type().shape());
        return Derivatives.jvp((Register u) -> points.errors(theta, u), points.u(), tu)
                .tangent()
                .unsqueeze(0);
    }

    /** A row for each error of each point, from {@code (columns, 3, points)}. */
    private static JsonNode rows(Tensor columns) {
        long count = columns.shape().dim(2);
        ArrayNode rows = Json.array();
        for (long point = 0; point < count; point++) {
            for (long axis = 0; axis < 3; axis++) {
                ArrayNode row = rows.addArray();
                for (long column = 0; column < columns.shape().dim(0); column++) {
                    row.add(columns.getDouble((column * 3 + axis) * count + point));
                }
            }
        }
        return rows;
    }

    /**
     * The points and what they are of.
     *
     * @param measured where they were measured, {@code (3, points)}
     * @param corners of each point its vertex, or the three of its triangle one after the other, {@code (points)} each
     * @param u where on the triangle, {@code (2, points)}; no elements for points on vertices
     */
    private record Points(Hand hand, Register measured, List<Register> corners, Register u) {
        static Points of(Recording list, JsonNode input) {
            JsonNode data = input.get("data");
            JsonNode chosen = data.get("correspondences");
            JsonNode triangles = data.get("model").get("triangles");
            Tensor u = Json.tensor(input.get("us"));
            int[][] vertices = new int[u.type().size() == 0 ? 1 : 3][chosen.size()];
            for (int corner = 0; corner < vertices.length; corner++) {
                for (int i = 0; i < chosen.size(); i++) {
                    int at = chosen.get(i).intValue();
                    vertices[corner][i] = vertices.length == 1
                            ? at
                            : triangles.get(at).get(corner).intValue();
                }
            }
            int[] wanted = Arrays.stream(vertices)
                    .flatMapToInt(Arrays::stream)
                    .sorted()
                    .distinct()
                    .toArray();
            List<Register> corners = new ArrayList<>();
            for (int[] corner : vertices) {
                int[] places = Arrays.stream(corner)
                        .map(at -> Arrays.binarySearch(wanted, at))
                        .toArray();
                corners.add(list.input("corner" + corners.size(), Tensor.of(Shape.of(places.length), places)));
            }
            return new Points(
                    Hand.of(list, data.get("model"), wanted),
                    list.input("measured", data.get("points")).transpose(),
                    corners,
                    vertices.length == 1
                            ? list.input("u", u)
                            : list.input("u", u).transpose());
        }

        boolean onVertices() {
            return corners.size() == 1;
        }

        /** {@code (3, points)}. */
        Register errors(Register theta, Register coordinates) {
            Register positions = hand.positions(theta);
            if (onVertices()) {
                return measured.sub(positions.indexSelect(1, corners.get(0)));
            }
            Register first = coordinates.select(0, 0);
            Register second = coordinates.select(0, 1);
            Register third = first.add(second).neg().add(1);
            return measured.sub(positions.indexSelect(1, corners.get(0)).mul(first))
                    .sub(positions.indexSelect(1, corners.get(1)).mul(second))
                    .sub(positions.indexSelect(1, corners.get(2)).mul(third));
        }
    }
}
