package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.control.ControlFlow;
import dev.wengert.control.ControlFlow.Step;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How far points that cameras see lie from where they were observed, and {@code 1 − w²} for the weight of each observation; and
 * the Jacobian of both, which is sparse.
 *
 * <p>An observation depends on one camera, one point and one weight, so its two errors have 15 derivatives each, and those of
 * many observations come from two VJPs: one with ones as the cotangents of all first errors, one for all second ones. That is
 * done for blocks of parameters that were gathered for each observation, so that no two share one; and for some thousand
 * observations after the other, so that what is computed for them stays in a cache.
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
        list.output(
                "reproj_error",
                given.eachBlock(block -> Operators.stack(1, block.errors().toArray(Register[]::new))));
        list.output("w_err", weightError(given.weights()));
        return new Answering(list.compile(workers)) {
            @Override
            public JsonNode answer() {
                Tensor errors = task.tensor("reproj_error");
                ObjectNode answer = Json.object();
                answer.putObject("reproj_error")
                        .put("repeated", input.get("p").intValue())
                        .putArray("elements")
                        .add(errors.getDouble(0))
                        .add(errors.getDouble(1));
                answer.putObject("w_err")
                        .put("repeated", input.get("p").intValue())
                        .put("element", task.tensor("w_err").getDouble(0));
                return answer;
            }
        };
    }

    private static Task jacobian(JsonNode input, Workers workers) {
        Recording list = new Recording();
        Observations given = Observations.of(list, input);
        list.output("reprojection", given.eachBlock(BundleAdjustment::derivatives));
        Register weights = given.weights();
        list.output(
                "weight",
                Reverse.gradients(weightError(weights), List.of(weights)).get(0));
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
                return pattern.answer(task.tensor("reprojection"), task.tensor("weight"));
            }
        };
    }

    /** The derivatives of both errors of each observation, {@code (block, 30)}. */
    private static Register derivatives(Block block) {
        List<Register> derivatives = new ArrayList<>();
        for (Register error : block.errors()) {
            derivatives.addAll(Reverse.gradients(error, block.parameters()));
        }
        return Operators.stack(0, derivatives.toArray(Register[]::new)).transpose();
    }

    /**
     * All observations, in blocks. Behind the last observation there are some without meaning, so that all blocks are of one size.
     *
     * @param camera which camera, {@code (blocks, block)}
     * @param point which point, {@code (blocks, block)}
     * @param weights {@code (blocks, block)}
     * @param features where it was observed, {@code (blocks, block, 2)}
     */
    private record Observations(
            Register cameras, Register points, Register camera, Register point, Register weights, Register features) {
        private static final int BLOCK = 2048;

        static Observations of(Recording list, JsonNode input) {
            int n = input.get("n").intValue();
            int m = input.get("m").intValue();
            int p = input.get("p").intValue();
            int blocks = (p + BLOCK - 1) / BLOCK;
            int block = (p + blocks - 1) / blocks;
            return new Observations(
                    list.input("cameras", repeated(input.get("cam"), n, CAMERA)),
                    list.input("points", repeated(input.get("x"), m, POINT)),
                    list.input("camera", byTurns(n, blocks, block)),
                    list.input("point", byTurns(m, blocks, block)),
                    list.input("weights", repeated(input.get("w"), blocks, block)),
                    list.input("features", repeated(input.get("feat"), blocks, block, 2)));
        }

        /** What a function gives for each block, {@code (blocks, …)}. */
        Register eachBlock(Function<Block, Register> f) {
            return ControlFlow.scan(
                            List.<Register>of(),
                            List.of(camera, point, weights, features),
                            (nothing, at) -> new Step<>(nothing, f.apply(block(at))))
                    .y();
        }

        private Block block(List<Register> at) {
            List<Register> parameters = new ArrayList<>();
            parameters.addAll(columns(cameras.gather(at.get(0))));
            parameters.addAll(columns(points.gather(at.get(1))));
            parameters.add(at.get(2));
            return new Block(parameters, columns(at.get(3)));
        }
    }

    /**
     * Some observations.
     *
     * @param parameters of the camera, of the point, and the weight, each {@code (block)}
     * @param feature where it was observed, each {@code (block)}
     */
    private record Block(List<Register> parameters, List<Register> feature) {
        List<Register> errors() {
            Register weight = parameters.get(CAMERA + POINT);
            List<Register> projected =
                    project(parameters.subList(0, CAMERA), parameters.subList(CAMERA, CAMERA + POINT));
            return List.of(
                    projected.get(0).sub(feature.get(0)).mul(weight),
                    projected.get(1).sub(feature.get(1)).mul(weight));
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
    private static Tensor repeated(JsonNode numbers, long... dims) {
        double[] one = Json.numbers(numbers);
        double[] all = new double[Math.toIntExact(Shape.of(dims).size())];
        for (int i = 0; i < all.length; i++) {
            all[i] = one[i % one.length];
        }
        return Tensor.of(Shape.of(dims), all);
    }

    private static Tensor byTurns(int among, int blocks, int block) {
        int[] indices = new int[blocks * block];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i % among;
        }
        return Tensor.of(Shape.of(blocks, block), indices);
    }
}
