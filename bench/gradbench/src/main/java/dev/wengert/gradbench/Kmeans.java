package dev.wengert.gradbench;

import dev.wengert.control.ControlFlow;
import dev.wengert.control.ControlFlow.Step;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Derivatives.Tangent;
import dev.wengert.list.Register;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;

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
                    Module.compiled((list, input) -> {
                        Register centroids = list.input("centroids", input.get("centroids"));
                        Register points = list.input("points", input.get("points"));
                        list.output("cost", cost(points, centroids).apply(centroids));
                    }),
                    "dir",
                    Module.compiled((list, input) -> {
                        Register centroids = list.input("centroids", input.get("centroids"));
                        Register points = list.input("points", input.get("points"));
                        list.output("dir", direction(cost(points, centroids), centroids));
                    })));

    /** How many distances are computed before the nearest are sought: half a megabyte of them. */
    private static final long CACHED = 1 << 16;

    private Kmeans() {}

    private static Register direction(Function<Register, Register> cost, Register centroids) {
        Register ones = centroids.builder().fill(1, centroids.type());
        Tangent<Register> gradient = Derivatives.jvp(Derivatives.grad(cost), centroids, ones);
        return gradient.value().div(gradient.tangent());
    }

    /** The sum near these centroids: which of them is the nearest to a point does not change there. */
    private static Function<Register, Register> cost(Register points, Register near) {
        Register nearest = nearest(points, near);
        return centroids -> centroids.gather(nearest).sub(points).square().sum();
    }

    /** The index of the centroid that is nearest to each point; for some points after the other, within a cache. */
    private static Register nearest(Register points, Register centroids) {
        long n = points.type().shape().dim(0);
        long d = points.type().shape().dim(1);
        long k = centroids.type().shape().dim(0);
        long blocks = LongStream.rangeClosed(1, n)
                .filter(count -> n % count == 0 && n / count * k <= CACHED)
                .findFirst()
                .orElse(n);
        Register squares = centroids.square().sum(true, 1);
        Register twice = centroids.mul(-2);
        return ControlFlow.scan(
                        List.<Register>of(),
                        points.reshape(blocks, n / blocks, d),
                        (nothing, some) -> new Step<>(
                                nothing,
                                twice.matmul(some, false, true).add(squares).argmin(0)))
                .y()
                .reshape(n);
    }
}
