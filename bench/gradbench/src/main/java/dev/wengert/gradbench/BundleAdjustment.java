package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How far points that cameras see lie from where they were observed, and {@code 1 − w²} for the weight of each observation; and
 * the Jacobian of both, which is sparse.
 *
 * <p>An observation depends on one camera, one point and one weight, so its two errors have 15 derivatives each, and those of
 * all observations come from two VJPs: one with ones as the cotangents of all first errors, one for all second ones. That is
 * done for blocks of parameters that were gathered for each observation, so that no two share one.
 */
final class BundleAdjustment {
    static final Module MODULE = new Module(
            "ba",
            Map.of(
                    "objective", BundleAdjustment::objective,
                    "jacobian", BundleAdjustment::jacobian));

    /** Rotation (3), centre (3), focal length, principal point (2), radial distortion (2). */
    private static final int CAMERA = 11;

    private static final int POINT = 3;

    private BundleAdjustment() {}

    private static Task objective(JsonNode input, Workers workers) {
        Recording list = new Recording();
        Observations given = Observations.of(list, input);
        list.output("reproj_error", Operators.stack(1, given.errors().toArray(Register[]::new)));
        list.output("w_err", weightError(given.weights()));
        return new Answering(list.compile(workers)) {
            @Override
            public JsonNode answer() {
                Tensor errors = task.tensor("reproj_error");
                ObjectNode answer = Json.object();
                answer.putObject("reproj_error")
                        .put("repeated", errors.shape().dim(0))
                        .putArray("elements")
                        .add(errors.getDouble(0))
                        .add(errors.getDouble(1));
                answer.putObject("w_err")
                        .put("repeated", errors.shape().dim(0))
                        .put("element", task.tensor("w_err").getDouble(0));
                return answer;
            }
        };
    }

    private static Task jacobian(JsonNode input, Workers workers) {
        Recording list = new Recording();
        Observations given = Observations.of(list, input);
        List<Register> derivatives = new ArrayList<>();
        for (Register error : given.errors()) {
            derivatives.addAll(Reverse.gradients(error, given.parameters()));
        }
        Register weights = given.weights();
        Register rows = Operators.stack(0, derivatives.toArray(Register[]::new)).transpose();
        list.output(
                "values",
                Operators.concatenate(
                        0,
                        rows.reshape(-1),
                        Reverse.gradients(weightError(weights), List.of(weights))
                                .get(0)));
        SparseRows pattern = new SparseRows(
                input.get("n").intValue(),
                input.get("m").intValue(),
                input.get("p").intValue(),
                CAMERA,
                POINT);
        return new Answering(list.compile(workers)) {
            @Override
            public void run() {
                pattern.fill();
                super.run();
            }

            @Override
            public JsonNode answer() {
                return pattern.answer(task.tensor("values"));
            }
        };
    }

    /**
     * What belongs to each of p observations.
     *
     * @param parameters of the camera, of the point, and the weight, each {@code (p)}
     * @param feature where it was observed, each {@code (p)}
     */
    private record Observations(List<Register> parameters, List<Register> feature) {
        static Observations of(Recording list, JsonNode input) {
            int n = input.get("n").intValue();
            int m = input.get("m").intValue();
            int p = input.get("p").intValue();
            Register cameras = list.input("cameras", repeated(n, input.get("cam")));
            Register points = list.input("points", repeated(m, input.get("x")));
            Register weights = list.input("weights", repeated(p, input.get("w")));
            Register features = list.input("features", repeated(p, input.get("feat")));
            List<Register> parameters = new ArrayList<>();
            parameters.addAll(columns(cameras.gather(list.input("camera", byTurns(p, n)))));
            parameters.addAll(columns(points.gather(list.input("point", byTurns(p, m)))));
            parameters.add(weights);
            return new Observations(parameters, columns(features));
        }

        Register weights() {
            return parameters.get(CAMERA + POINT);
        }

        List<Register> errors() {
            List<Register> projected =
                    project(parameters.subList(0, CAMERA), parameters.subList(CAMERA, CAMERA + POINT));
            return List.of(
                    projected.get(0).sub(feature.get(0)).mul(weights()),
                    projected.get(1).sub(feature.get(1)).mul(weights()));
        }
    }

    private static Register weightError(Register w) {
        return w.square().neg().add(1);
    }

    private static List<Register> project(List<Register> camera, List<Register> x) {
        List<Register> seen = rotate(camera.subList(0, 3), Vectors.sub(x, camera.subList(3, 6)));
        Register u = seen.get(0).div(seen.get(2));
        Register v = seen.get(1).div(seen.get(2));
        Register r2 = u.square().add(v.square());
        Register distortion =
                r2.mul(camera.get(9)).add(r2.square().mul(camera.get(10))).add(1);
        return List.of(
                u.mul(distortion).mul(camera.get(6)).add(camera.get(7)),
                v.mul(distortion).mul(camera.get(6)).add(camera.get(8)));
    }

    /** Rotation about an axis by its length (Rodrigues); where that is 0, what it is near 0 to first order. */
    private static List<Register> rotate(List<Register> axis, List<Register> x) {
        Register squared = Vectors.dot(axis, axis);
        Register still = squared.equal(0);
        Register angle = still.where(1, squared).sqrt(); // no 0 under the root: its derivative is infinite there
        List<Register> w = Vectors.scale(axis, angle.reciprocal());
        Register cos = angle.cos();
        List<Register> along = Vectors.scale(w, Vectors.dot(w, x).mul(cos.neg().add(1)));
        List<Register> turned =
                Vectors.add(Vectors.add(Vectors.scale(x, cos), Vectors.scale(Vectors.cross(w, x), angle.sin())), along);
        return Vectors.where(still, Vectors.add(x, Vectors.cross(axis, x)), turned);
    }

    /** The columns of a matrix; each is contiguous. */
    private static List<Register> columns(Register matrix) {
        Register transposed = matrix.transpose();
        List<Register> columns = new ArrayList<>();
        for (long column = 0; column < transposed.type().shape().dim(0); column++) {
            columns.add(transposed.select(0, column));
        }
        return columns;
    }

    /** The same numbers again and again, as the benchmark asks: no use may be made of that. */
    private static Tensor repeated(int count, JsonNode numbers) {
        double[] one = Json.numbers(numbers);
        double[] all = new double[count * one.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = one[i % one.length];
        }
        return Tensor.of(numbers.isArray() ? Shape.of(count, one.length) : Shape.of(count), all);
    }

    private static Tensor byTurns(int count, int among) {
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            indices[i] = i % among;
        }
        return Tensor.of(Shape.of(count), indices);
    }
}
