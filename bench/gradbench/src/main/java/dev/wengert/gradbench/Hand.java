package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model of a hand: bones that turn in their parents, and vertices that go with several bones, each with a weight (linear blend
 * skinning).
 *
 * @param parents of each bone the one that it turns in, before it in order, −1 where there is none
 * @param relatives of each bone its transformation in its parent at rest, {@code (bones, 4, 4)}
 * @param inverses of each bone the inverse of its transformation at rest, {@code (bones, 4, 4)}
 * @param rest where the vertices are at rest, homogeneous, {@code (vertices, 4)}
 * @param weights {@code (vertices, bones)}
 * @param angles for each bone and axis, which element of the pose is the angle; one behind the last where there is none
 */
record Hand(
        List<Integer> parents,
        Register relatives,
        Register inverses,
        Register rest,
        Register weights,
        Register angles,
        boolean mirrored) {
    private static final int FINGERS = 5;

    /**
     * Reads a model.
     *
     * @param wanted the vertices that will be asked for; there are no others
     */
    static Hand of(Recording list, JsonNode model, int[] wanted) {
        List<Integer> parents = new ArrayList<>();
        model.get("parents").forEach(parent -> parents.add(parent.intValue()));
        Register chosen = list.input("wanted", Tensor.of(Shape.of(wanted.length), wanted));
        return new Hand(
                parents,
                list.input("relatives", model.get("base_relatives")),
                list.input("inverses", model.get("inverse_base_absolutes")),
                list.input("rest", model.get("base_positions")).gather(chosen),
                list.input("weights", model.get("weights")).gather(chosen),
                list.input("angles", Tensor.of(Shape.of(parents.size(), 3), angles(parents.size()))),
                model.get("is_mirrored").asBoolean());
    }

    /**
     * The pose: rotation (3), translation (3), and four angles for each finger, two of its first bone and one of the next two.
     * Bones come in the order wrist, four for each finger of which the last does not turn, forearm.
     */
    private static int[] angles(int bones) {
        int none = 6 + 4 * FINGERS;
        int[] angles = new int[3 * bones];
        Arrays.fill(angles, none);
        int next = 6;
        for (int finger = 0; finger < FINGERS; finger++) {
            int bone = 2 + 4 * finger;
            angles[3 * bone] = next++;
            angles[3 * bone + 1] = next++;
            angles[3 * (bone + 1)] = next++;
            angles[3 * (bone + 2)] = next++;
        }
        return angles;
    }

    /** Where the vertices are in a pose, {@code (3, vertices)}: with tangents of the pose, still one product of matrices. */
    Register positions(Register theta) {
        long bones = parents.size();
        long vertices = rest.type().shape().dim(0);
        // Σ weight · transformation · rest is one product: the transformations by what goes with each bone.
        Register parts = weights.reshape(vertices, bones, 1)
                .mul(rest.reshape(vertices, 1, 4))
                .reshape(vertices, 4 * bones);
        Register transformations = absolutes(theta)
                .matmul(inverses)
                .slice(1, 0, 3)
                .transpose(1, 0, 2)
                .reshape(3, 4 * bones);
        if (mirrored) {
            transformations = transformations.mul(rest.builder().constant(Tensor.of(Shape.of(3, 1), -1.0, 1, 1)));
        }
        return turn(theta.slice(0, 0, 3))
                .matmul(transformations)
                .matmul(parts, false, true)
                .add(theta.slice(0, 3, 6).reshape(3, 1));
    }

    /** Of each bone its transformation in the pose, {@code (bones, 4, 4)}. */
    private Register absolutes(Register theta) {
        Register inParents = relatives.matmul(turns(theta));
        List<Register> absolutes = new ArrayList<>();
        for (int bone = 0; bone < parents.size(); bone++) {
            Register relative = inParents.select(0, bone);
            int parent = parents.get(bone);
            absolutes.add(parent < 0 ? relative : absolutes.get(parent).matmul(relative));
        }
        return Operators.stack(0, absolutes.toArray(Register[]::new));
    }

    /** Of each bone the rotation by its three angles, about x, then y, then z, {@code (bones, 4, 4)}. */
    private Register turns(Register theta) {
        Register none = theta.builder().fill(0, new TensorType(DType.F64, Shape.of(1)));
        Register xzy = Operators.concatenate(0, theta, none).gather(angles).transpose();
        Register sin = xzy.sin();
        Register cos = xzy.cos();
        Register sx = sin.select(0, 0);
        Register sz = sin.select(0, 1);
        Register sy = sin.select(0, 2);
        Register cx = cos.select(0, 0);
        Register cz = cos.select(0, 1);
        Register cy = cos.select(0, 2);
        Register rotation = rows(
                cz.mul(cy),
                cz.mul(sy).mul(sx).sub(sz.mul(cx)),
                cz.mul(sy).mul(cx).add(sz.mul(sx)),
                sz.mul(cy),
                sz.mul(sy).mul(sx).add(cz.mul(cx)),
                sz.mul(sy).mul(cx).sub(cz.mul(sx)),
                sy.neg(),
                cy.mul(sx),
                cy.mul(cx));
        Register last = theta.builder().constant(Tensor.of(Shape.of(4, 4), lastDiagonal()));
        return rotation.pad(Bounds.none(), Bounds.of(0, 1, 1), 0).add(last);
    }

    private static double[] lastDiagonal() {
        double[] corner = new double[16];
        corner[15] = 1;
        return corner;
    }

    /** The rotation about an axis by its length; none where that is below 0.0001, as the benchmark has it. */
    private static Register turn(Register axis) {
        Register squared = axis.square().sum();
        Register still = squared.sqrt().less(1e-4);
        Register angle = still.where(1, squared).sqrt();
        Register unit = axis.div(angle);
        Register x = unit.select(0, 0);
        Register y = unit.select(0, 1);
        Register z = unit.select(0, 2);
        Register s = angle.sin();
        Register c = angle.cos();
        Register rest = c.neg().add(1);
        Register turned = rows(
                x.mul(x).mul(rest).add(c),
                x.mul(y).mul(rest).sub(z.mul(s)),
                x.mul(z).mul(rest).add(y.mul(s)),
                x.mul(y).mul(rest).add(z.mul(s)),
                y.mul(y).mul(rest).add(c),
                y.mul(z).mul(rest).sub(x.mul(s)),
                x.mul(z).mul(rest).sub(y.mul(s)),
                z.mul(y).mul(rest).add(x.mul(s)),
                z.mul(z).mul(rest).add(c));
        Register identity = axis.builder().fill(1, axis.type()).diag();
        return still.where(identity, turned);
    }

    /** Nine registers {@code (…)} as matrices {@code (…, 3, 3)}. */
    private static Register rows(Register... elements) {
        Register last = Operators.stack(elements[0].type().shape().rank(), elements);
        return elements[0].type().shape().rank() == 0 ? last.reshape(3, 3) : last.reshape(-1, 3, 3);
    }
}
