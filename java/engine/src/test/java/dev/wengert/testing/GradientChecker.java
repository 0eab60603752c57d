package dev.wengert.testing;

import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Compares the derivatives of a list f of f64 with central differences {@code (f(x + ht) − f(x − ht)) / 2h} in a random
 * direction t: the JVP as it is, the VJP by {@code ⟨w, Jt⟩ = ⟨Jᵀw, t⟩} for a random w. The VJP and JVP of f are lists, so
 * that second derivatives are checked by checking those.
 */
public final class GradientChecker {
    private final WengertList f;
    private final Map<String, Tensor> at;
    private final double step;
    private final double tolerance;
    private final Random random;

    /** A checker of f at a point; errors are relative to 1 and the size of a derivative. */
    public GradientChecker(WengertList f, Map<String, Tensor> at, double step, double tolerance, Random random) {
        this.f = f;
        this.at = at;
        this.step = step;
        this.tolerance = tolerance;
        this.random = random;
    }

    /** Checks first derivatives by each input alone and by all at once, then those of the VJP and of the JVP. */
    public void checkTwice() {
        check();
        Map<String, Tensor> extended = new HashMap<>(at);
        Derived.real(f.outputs()).forEach(output -> extended.put(Derived.seed(f, output), direction(output)));
        Derived.real(f.inputs()).forEach(input -> extended.put(Derived.tangent(f, input), direction(input)));
        new GradientChecker(Derived.vjp(f, Derived.real(f.inputs())), extended, step, tolerance, random).check();
        new GradientChecker(Derived.jvp(f, Derived.real(f.inputs())), extended, step, tolerance, random).check();
    }

    /** Checks first derivatives by each input alone and by all at once. */
    public void check() {
        List<Register> inputs = Derived.real(f.inputs());
        inputs.forEach(input -> check(List.of(input)));
        if (inputs.size() > 1) {
            check(inputs);
        }
    }

    private void check(List<Register> by) {
        Map<String, Tensor> given = new HashMap<>(at);
        by.forEach(input -> given.put(Derived.tangent(f, input), direction(input)));
        Derived.real(f.outputs()).forEach(output -> given.put(Derived.seed(f, output), direction(output)));
        Results plus = Runs.run(f, moved(by, given, step));
        Results minus = Runs.run(f, moved(by, given, -step));
        List<Tensor> tangents = Runs.run(Derived.jvp(f, by), given).all();
        List<Tensor> cotangents = Runs.run(Derived.vjp(f, by), given).all();
        double differences = 0;
        double forward = 0;
        double reverse = 0;
        int i = 0;
        for (Register output : Derived.real(f.outputs())) {
            Tensor w = given.get(Derived.seed(f, output));
            Tensor tangent = tangents.get(i++);
            for (int j = 0; j < output.type().size(); j++) {
                double difference = (plus.get(output.name()).getDouble(j)
                                - minus.get(output.name()).getDouble(j))
                        / (2 * step);
                require(tangent.getDouble(j), difference, tolerance, "JVP of " + output + " by " + by + " at " + j);
                differences += w.getDouble(j) * difference;
                forward += w.getDouble(j) * tangent.getDouble(j);
            }
        }
        for (int k = 0; k < by.size(); k++) {
            reverse += Values.dot(cotangents.get(k), given.get(Derived.tangent(f, by.get(k))));
        }
        require(reverse, differences, 10 * tolerance, "VJP by " + by);
        require(reverse, forward, tolerance / 1000, "⟨Jᵀw, t⟩ against ⟨w, Jt⟩ by " + by);
    }

    private Map<String, Tensor> moved(List<Register> by, Map<String, Tensor> given, double distance) {
        Map<String, Tensor> moved = new HashMap<>(at);
        for (Register input : by) {
            Tensor x = at.get(input.name());
            Tensor t = given.get(Derived.tangent(f, input));
            moved.put(input.name(), Values.of(x.type(), i -> x.getDouble(i) + distance * t.getDouble(i)));
        }
        return moved;
    }

    private Tensor direction(Register register) {
        return Values.of(register.type(), i -> random.nextGaussian());
    }

    private void require(double found, double expected, double within, String what) {
        // negated, so that NaN fails
        if (!(Math.abs(found - expected) <= within * (1 + Math.abs(expected)))) {
            throw new AssertionError(what + ": expected " + expected + ", found " + found + ", in\n" + f);
        }
    }
}
