package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Derivatives.Tangent;
import dev.wengert.list.Register;
import java.util.Map;
import java.util.function.Function;

/**
 * The sum of the squared distances of points from the nearest of some centroids, and a step of Newton's method: the gradient by
 * the centroids, divided by the diagonal of the Hessian, outside of which there are zeros, so that it is the product of the
 * Hessian with ones.
 */
final class Kmeans {
    static final Module MODULE = new Module(
            "kmeans",
            Map.of(
                    "cost",
                    Module.compiled((list, input) -> list.output(
                            "cost",
                            cost(list.input("points", input.get("points"))).apply(centroids(list, input)))),
                    "dir",
                    Module.compiled((list, input) -> list.output(
                            "dir",
                            direction(cost(list.input("points", input.get("points"))), centroids(list, input))))));

    private Kmeans() {}

    private static Register centroids(Recording list, JsonNode input) {
        return list.input("centroids", input.get("centroids"));
    }

    private static Register direction(Function<Register, Register> cost, Register centroids) {
        Register ones = centroids.builder().fill(1, centroids.type());
        Tangent<Register> gradient = Derivatives.jvp(Derivatives.grad(cost), centroids, ones);
        return gradient.value().div(gradient.tangent());
    }

    /** The minimum is taken by its index, so that derivatives flow through the nearest centroids alone. */
    private static Function<Register, Register> cost(Register points) {
        return centroids -> {
            Register products = centroids.mul(-2).matmul(points, false, true);
            Register nearest = products.add(centroids.square().sum(true, 1)).argmin(0);
            return centroids.gather(nearest).sub(points).square().sum();
        };
    }
}
