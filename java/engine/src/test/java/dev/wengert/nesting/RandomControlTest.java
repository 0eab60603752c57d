package dev.wengert.nesting;

import dev.wengert.control.ControlFlow.Step;
import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.RandomFunction;
import dev.wengert.testing.Sweep;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Branches, loops and checkpoints of random bodies with operators of a user's own, within each other, transformed in any order: right by finite differences and
 * sample by sample, and the same as where every step is written out.
 */
class RandomControlTest {
    private static final Kind[] KINDS = Kind.values();
    private static final Transformation[] ALL = Transformation.values();

    /** A function of the same arguments, with another within it. */
    private enum Kind {
        COND {
            @Override
            Function<List<Register>, List<Register>> around(
                    Control control, Function<List<Register>, List<Register>> f) {
                return x -> control.cond(
                        isPositive(x.get(0).sum().add(0.1)),
                        () -> f.apply(x),
                        () -> f.apply(changed(x, x.get(0).sin())));
            }
        },
        SCAN {
            @Override
            Function<List<Register>, List<Register>> around(
                    Control control, Function<List<Register>, List<Register>> f) {
                return scan(control, f, 1, -0.5, 0.3);
            }
        },
        NO_STEPS {
            @Override
            Function<List<Register>, List<Register>> around(
                    Control control, Function<List<Register>, List<Register>> f) {
                return scan(control, f);
            }
        },
        WHILE {
            @Override
            Function<List<Register>, List<Register>> around(
                    Control control, Function<List<Register>, List<Register>> f) {
                return x -> {
                    Register zero = x.get(0)
                            .builder()
                            .fill(0, TensorType.of(x.get(0).type().dtype()));
                    return control.whileLoop(
                            List.of(x.get(0), zero),
                            4,
                            carry -> isPositive(carry.get(1).neg().add(2.5)),
                            carry -> {
                                Register mixed = mixed(carry.get(0), f.apply(changed(x, carry.get(0))));
                                return List.of(
                                        mixed,
                                        carry.get(1)
                                                .add(1)
                                                .add(mixed.sum().tanh().mul(0.1)));
                            });
                };
            }
        },
        CHECKPOINT {
            @Override
            Function<List<Register>, List<Register>> around(
                    Control control, Function<List<Register>, List<Register>> f) {
                return control.checkpoint(f);
            }
        };

        abstract Function<List<Register>, List<Register>> around(
                Control control, Function<List<Register>, List<Register>> f);

        private static Function<List<Register>, List<Register>> scan(
                Control control, Function<List<Register>, List<Register>> f, double... factors) {
            return x -> control.scan(x.get(0), x.get(1), factors, (carry, slice) -> {
                List<Register> own = new ArrayList<>(changed(x, carry));
                own.set(1, slice);
                List<Register> y = f.apply(own);
                return new Step<>(mixed(carry, y), y);
            });
        }

        /** Of the type of the carry, and of no greater size. */
        private static Register mixed(Register carry, List<Register> y) {
            Register next = carry.mul(0.6);
            for (Register one : y) {
                if (one.type().dtype().isReal()) {
                    next = next.add(one.sin().sum().tanh().mul(0.4)).sin();
                }
            }
            return next;
        }

        private static List<Register> changed(List<Register> x, Register first) {
            List<Register> changed = new ArrayList<>(x);
            changed.set(0, first);
            return changed;
        }

        private static Register isPositive(Register x) {
            return x.call("greater", x.builder().fill(0, x.type()));
        }
    }

    static LongStream seeds() {
        return LongStream.range(400_000, 400_000 + Sweep.times(40));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isRightAndTheSameAsWrittenOut(long seed) {
        Random random = new Random(seed);
        RandomFunction body = RandomFunction.of(seed, 1 + random.nextInt(2), DType.F64);
        Customs custom = Customs.ALL.get(random.nextInt(Customs.ALL.size()));
        Function<List<Register>, List<Register>> f = around(body, y -> y.apply(custom.operator()));
        Function<List<Register>, List<Register>> plain = around(body, custom.plain());
        StringBuilder name = new StringBuilder("f with " + custom.operator().name());
        for (Kind kind : kinds(seed, random)) {
            f = kind.around(Control.OPERATORS, f);
            plain = kind.around(Control.WRITTEN_OUT, plain);
            name.insert(0, kind + " of ");
        }
        Point point = new Point(name.toString(), f, body.at());
        Point written = new Point(name + " written out", plain, body.at());
        Random same = new Random(seed);
        random = new Random(seed);
        for (Transformation transformation : List.of(ALL[(int) (seed % 5)], ALL[(int) (seed / 25 % 5)])) {
            Transformation.Step step = transformation.apply(point, random);
            point = step.point();
            written = transformation.apply(written, same).point();
            try {
                List<Tensor> found = Modes.agreed(point, Customs.catalogue());
                List<Tensor> expected = written.values();
                for (int i = 0; i < expected.size(); i++) {
                    Values.assertClose(found.get(i), expected.get(i), 1e-10, "result " + i + " against written out");
                }
                step.check().check(found);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(point.name() + " of seed " + seed + ": " + e.getMessage(), e);
            }
            same = new Random(seed + 1);
            random = new Random(seed + 1);
        }
    }

    /** The function with another before its first argument and behind its results. */
    private static Function<List<Register>, List<Register>> around(
            Function<List<Register>, List<Register>> f, UnaryOperator<Register> own) {
        return x -> {
            List<Register> y = new ArrayList<>(x);
            y.set(0, own.apply(x.get(0)));
            return f.apply(y).stream()
                    .map(z -> z.type().dtype().isReal() ? own.apply(z) : z)
                    .toList();
        };
    }

    /** All of them one after another, with one or two others around. */
    private static List<Kind> kinds(long seed, Random random) {
        List<Kind> kinds = new ArrayList<>(List.of(KINDS[(int) (seed / 5 % 5)]));
        for (int i = random.nextInt(3); i > 0; i--) {
            kinds.add(KINDS[random.nextInt(KINDS.length)]);
        }
        return kinds;
    }
}
