package dev.wengert.nesting;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Jacobians;
import dev.wengert.differentiate.Vmap;
import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.RandomFunction;
import dev.wengert.testing.Sweep;
import dev.wengert.testing.TwoModes;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Second and third derivatives of random functions are the same however they are formed; in which mode, or as which product. */
class SecondDerivativesTest {
    private static final double TOLERANCE = 1e-9;

    static LongStream seeds() {
        return LongStream.range(200_000, 200_000 + Sweep.times(8));
    }

    /** A random function of its first argument, whose results are joined in a vector. */
    private record Vector(RandomFunction f) implements Function<List<Register>, Function<Register, Register>> {
        static Vector of(long seed) {
            return new Vector(RandomFunction.of(seed, 4, DType.F64));
        }

        List<Tensor> at() {
            return f.at();
        }

        Tensor direction() {
            return Values.of(f.at().get(0).type(), i -> 0.5 - 0.3 * i);
        }

        /** The argument, then a direction. */
        List<Tensor> withDirection() {
            List<Tensor> all = new ArrayList<>(f.at());
            all.add(direction());
            return all;
        }

        @Override
        public Function<Register, Register> apply(List<Register> x) {
            return first -> {
                List<Register> all = new ArrayList<>(x.subList(0, f.at().size()));
                all.set(0, first);
                Register y = first.sin();
                for (Register result : f.apply(all)) {
                    if (result.type().dtype().isReal()) {
                        y = y.mul(result.mul(result).sum().add(1));
                    }
                }
                return y.reshape(y.type().size());
            };
        }

        Function<Register, Register> number(List<Register> x) {
            return apply(x).andThen(y -> y.mul(y.tanh()).sum());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hessiansAgreeInEveryOrderOfModes(long seed) {
        Vector f = Vector.of(seed);
        List<UnaryOperator<Function<Register, Register>>> modes =
                List.of(g -> Jacobians.jacobianForward(g), g -> Jacobians.jacobianReverse(g));
        assertAllClose(TwoModes.all(
                x -> {
                    List<Register> hessians = new ArrayList<>();
                    modes.forEach(outer -> modes.forEach(inner ->
                            hessians.add(outer.apply(inner.apply(f.number(x))).apply(x.get(0)))));
                    hessians.add(Jacobians.hessian(f.number(x)).apply(x.get(0)));
                    return hessians;
                },
                f.at()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void productsWithTheHessianAreThoseWithTheWholeOfIt(long seed) {
        Vector f = Vector.of(seed);
        assertAllClose(TwoModes.all(
                x -> {
                    Register v = x.getLast();
                    Register w = x.get(0);
                    Function<Register, Register> g = f.number(x);
                    Register whole = Jacobians.hessian(g).apply(w);
                    Register flat = v.reshape(v.type().size());
                    return List.of(
                            whole.reshape(flat.type().size(), flat.type().size())
                                    .matmul(flat)
                                    .reshape(v.type().shape()),
                            Derivatives.hessianVectorProduct(g, w, v),
                            Derivatives.hessianVectorProductByReverse(g, w, v),
                            Derivatives.vectorHessianProduct(g, w, v),
                            Derivatives.linearize(Derivatives.grad(g), w)
                                    .tangent()
                                    .apply(v),
                            Derivatives.jvp(
                                            (Register a) -> Derivatives.vjp(g, a)
                                                    .pullback()
                                                    .apply(a.builder()
                                                            .fill(1, g.apply(a).type())),
                                            w,
                                            v)
                                    .tangent());
                },
                f.withDirection()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gaussNewtonIsJacobianHessianJacobian(long seed) {
        Vector f = Vector.of(seed);
        Function<Register, Register> loss = y -> y.square().sum().add(1).log();
        assertAllClose(TwoModes.all(
                x -> {
                    Register v = x.getLast();
                    long n = v.type().size();
                    Function<Register, Register> g = f.apply(x);
                    Register y = g.apply(x.get(0));
                    Register j = Jacobians.jacobian(g).apply(x.get(0)).reshape(n, n);
                    Register h = Jacobians.hessian(loss).apply(y);
                    return List.of(
                            j.transpose()
                                    .matmul(h.matmul(j.matmul(v.reshape(n))))
                                    .reshape(v.type().shape()),
                            Derivatives.gaussNewtonVectorProduct(g, loss, x.get(0), v));
                },
                f.withDirection()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thirdDerivativesAlongOneDirectionAgree(long seed) {
        Vector f = Vector.of(seed);
        assertAllClose(TwoModes.all(
                x -> {
                    Register v = x.getLast();
                    Function<Register, Register> g = f.number(x);
                    Function<Register, Register> along =
                            a -> Derivatives.jvp(g, a, v).tangent();
                    Function<Register, Register> twice =
                            a -> Derivatives.jvp(along, a, v).tangent();
                    Function<Register, Register> gradient =
                            a -> Derivatives.grad(g).apply(a).mul(v).sum();
                    Function<Register, Register> product = a ->
                            Derivatives.hessianVectorProduct(g, a, v).mul(v).sum();
                    return List.of(
                            Derivatives.jvp(twice, x.get(0), v).tangent(),
                            Derivatives.jvp(product, x.get(0), v).tangent(),
                            Derivatives.grad(product).apply(x.get(0)).mul(v).sum(),
                            Derivatives.hessianVectorProduct(along, x.get(0), v)
                                    .mul(v)
                                    .sum(),
                            Derivatives.hessianVectorProduct(gradient, x.get(0), v)
                                    .mul(v)
                                    .sum());
                },
                f.withDirection()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void jacobiansOfJacobiansAgreeInEveryOrderOfModes(long seed) {
        Vector f = Vector.of(seed);
        assertAllClose(TwoModes.all(
                x -> List.of(
                        Jacobians.jacobianForward(Jacobians.jacobianReverse(f.apply(x)))
                                .apply(x.get(0)),
                        Jacobians.jacobianReverse(Jacobians.jacobianForward(f.apply(x)))
                                .apply(x.get(0)),
                        Jacobians.jacobian(Jacobians.jacobian(f.apply(x))).apply(x.get(0))),
                f.at()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void elementByElementDerivativesAgreeWithGradientsOfEachElement(long seed) {
        Vector f = Vector.of(seed);
        assertAllClose(TwoModes.all(
                x -> {
                    Register w = x.get(0).reshape(x.get(0).type().size());
                    Register slope = f.number(x).apply(x.get(0));
                    Function<Register, Register> g = a -> a.mul(slope).sin().mul(a.exp());
                    return List.of(
                            Derivatives.elementwiseGrad(Derivatives.elementwiseGrad(Derivatives.elementwiseGrad(g)))
                                    .apply(w),
                            Vmap.vmap(Derivatives.grad(Derivatives.grad(Derivatives.grad(g))))
                                    .apply(w),
                            Derivatives.elementwiseGrad(Vmap.vmap(Derivatives.grad(Derivatives.grad(g))))
                                    .apply(w));
                },
                f.at()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void blocksOfTheHessianMakeTheProductsWithIt(long seed) {
        RandomFunction f = RandomFunction.of(seed, 4, DType.F64);
        long count = f.at().stream().filter(value -> value.dtype().isReal()).count();
        TwoModes.all(
                        x -> {
                            List<Register> real = x.subList(0, (int) count);
                            Function<List<Register>, Register> g = a -> squares(f, a, x);
                            List<Register> v = real.stream().map(Register::cos).toList();
                            List<Register> product = Derivatives.hessianVectorProduct(g, real, v);
                            Map<String, List<Register>> blocks =
                                    Jacobians.hessians(g).apply(real);
                            List<Register> differences = new ArrayList<>();
                            for (int i = 0; i < count; i++) {
                                Register sum = product.get(i)
                                        .reshape(product.get(i).type().size());
                                List<Register> row = Objects.requireNonNull(blocks.get(String.valueOf(i)));
                                for (int j = 0; j < count; j++) {
                                    long n = v.get(j).type().size();
                                    sum = sum.sub(row.get(j)
                                            .reshape(sum.type().size(), n)
                                            .matmul(v.get(j).reshape(n)));
                                }
                                differences.add(sum);
                            }
                            return differences;
                        },
                        f.at())
                .forEach(difference -> Values.assertClose(
                        difference, Values.of(difference.type(), i -> 0), TOLERANCE, "blocks against the product"));
    }

    /** The sum of the squares of the results of a function of these and the arguments behind them. */
    private static Register squares(RandomFunction f, List<Register> first, List<Register> x) {
        List<Register> all = new ArrayList<>(first);
        all.addAll(x.subList(first.size(), x.size()));
        Register sum = first.get(0).sin().sum();
        for (Register y : f.apply(all)) {
            if (y.type().dtype().isReal()) {
                sum = sum.add(y.square().sum());
            }
        }
        return sum;
    }

    private static void assertAllClose(List<Tensor> found) {
        for (int i = 1; i < found.size(); i++) {
            Values.assertClose(found.get(i), found.get(0), TOLERANCE, "form " + i);
        }
    }
}
