package dev.wengert.custom;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Lowering;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Prototype;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An operator of your own, {@code z = g(y)}.
 *
 * <p><b>How it computes</b> is {@linkplain #written written with operators}, {@linkplain #inJava Java over memory}, or
 * {@linkplain #inC a kernel of your library}.
 *
 * <p><b>Derivatives.</b> The VJP and the JVP are the {@link Rule}s that were given. Where one of them is given, the other is its
 * transpose, so both modes, and reverse over forward and forward over reverse, say the same; an operator that is written with
 * operators and has neither is differentiated through its body. What a rule writes is differentiated as what anybody writes: a
 * second derivative goes through the rule, and through the rules of what it uses. Without any rule an operator in Java or C
 * refuses to be differentiated.
 *
 * <p><b>Batching.</b> The operator that is batched over samples is this one with attributes {@code samples} and {@code over}. A
 * body and rules are batched by {@link dev.wengert.differentiate.Vmap}; Java and C are called for each sample in turn. An
 * {@link #elementwise()} operator is called once for all of them.
 *
 * <p>Immutable, for any thread. Two are equal if one is the other, or both were made of one operator by batching it equally.
 */
public final class CustomOperator implements Prototype {
    private final String name;
    private final Computation computation;
    private final @Nullable Rule vjp;
    private final @Nullable Rule jvp;
    private final boolean elementwise;
    private final Overwrites overwrites;
    private final Samples samples;

    /** The operator for one sample: itself, or what was batched. */
    private final CustomOperator single;

    private CustomOperator(
            String name,
            Computation computation,
            @Nullable Rule vjp,
            @Nullable Rule jvp,
            boolean elementwise,
            Overwrites overwrites) {
        this.name = name;
        this.computation = computation;
        this.vjp = vjp;
        this.jvp = jvp;
        this.elementwise = elementwise;
        this.overwrites = overwrites;
        this.samples = Samples.NONE;
        this.single = this;
    }

    private CustomOperator(CustomOperator single, Samples samples) {
        this.name = single.name;
        this.computation = single.computation;
        this.vjp = single.vjp;
        this.jvp = single.jvp;
        this.elementwise = single.elementwise;
        this.overwrites = single.overwrites;
        this.samples = samples;
        this.single = single;
    }

    private static CustomOperator of(String name, Computation computation) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("expected a name such as log1p_exp, found '" + name + "'");
        }
        return new CustomOperator(name, computation, null, null, false, Overwrites.NOTHING);
    }

    /** An operator that gives its operand as it is and has a VJP; its tangent is that of its operand. */
    static CustomOperator ofGradients(String name, Rule vjp) {
        CustomOperator plain = of(name, new Identity());
        return new CustomOperator(name, plain.computation, vjp, (y, z, ty) -> List.copyOf(ty), true, Overwrites.VIEW);
    }

    /**
     * An operator that computes as its body does.
     *
     * @param name in printed lists and in errors
     * @param body from operands to results, called with registers of a list of its own. A register that it takes from elsewhere is
     *     refused when it is applied: let it be an operand
     */
    public static CustomOperator written(String name, Function<List<Register>, List<Register>> body) {
        return of(name, new Written(name, body));
    }

    /** As {@link #written}, of one operand and one result. */
    public static CustomOperator writtenOfOne(String name, UnaryOperator<Register> body) {
        return written(name, y -> {
            if (y.size() != 1) {
                throw new IllegalArgumentException("expected 1 operand, found " + y.size());
            }
            return List.of(body.apply(y.get(0)));
        });
    }

    /**
     * An operator that a Java function computes, in compiled lists and in eager mode.
     *
     * @param name in printed lists and in errors
     */
    public static CustomOperator inJava(String name, ShapeRule shape, JavaFunction function) {
        return of(name, new InJava(shape, function));
    }

    /**
     * An operator that a kernel of a library computes.
     *
     * @param name in printed lists and in errors
     * @param kernels the names of the kernels, such as one for f32 and one for f64
     * @param rule which of them is called, and with what
     * @throws IllegalArgumentException if the library has not one of the kernels, or a name is taken
     */
    public static CustomOperator inC(
            String name, KernelLibrary library, Set<String> kernels, ShapeRule shape, KernelRule rule) {
        kernels.forEach(library::register);
        return of(name, new InC(Set.copyOf(kernels), shape, rule));
    }

    /** This operator with a VJP. */
    public CustomOperator withVjp(Rule rule) {
        return new CustomOperator(name, computation, rule, jvp, elementwise, overwrites);
    }

    /** This operator with a JVP. */
    public CustomOperator withJvp(Rule rule) {
        return new CustomOperator(name, computation, vjp, rule, elementwise, overwrites);
    }

    /**
     * This operator, which may write results over operands in Java or C, as it says. The planner then lets them lie in the same
     * memory where the operand is not needed afterwards.
     *
     * @throws IllegalArgumentException if it is written with operators, or would be a view
     */
    public CustomOperator overwriting(Overwrites allowed) {
        if (computation.body().isPresent() || allowed == Overwrites.VIEW) {
            throw new IllegalArgumentException(
                    name + ": only results in Java or C may be written over operands, found " + allowed);
        }
        return new CustomOperator(name, computation, vjp, jvp, elementwise, allowed);
    }

    /**
     * This operator, which goes element by element over operands of one shape: it takes samples in a further axis as it takes
     * elements, so batching it is calling it.
     */
    public CustomOperator elementwise() {
        return new CustomOperator(name, computation, vjp, jvp, true, overwrites);
    }

    /** Whether a JVP was given to it. */
    public boolean hasJvp() {
        return jvp != null;
    }

    /** The call of the kernel for operands of these types, if this is an operator in C that is not batched. */
    public Optional<KernelCall> kernel(List<TensorType> operands) {
        return samples.isEmpty() && computation instanceof InC kernel
                ? Optional.of(kernel.call(operands))
                : Optional.empty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Object> attributes() {
        return samples.attributes();
    }

    @Override
    public Operator with(Map<String, Object> attributes) {
        Samples wanted = Samples.of(attributes);
        return wanted.isEmpty() ? single : new CustomOperator(single, wanted);
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        return computation.infer(samples.single(operands)).stream()
                .map(samples::all)
                .toList();
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        computation.lower(z, samples, out);
    }

    @Override
    public @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        boolean[] wanted = new boolean[z.operands().size()];
        wanted[operand] = true;
        return vjps(z, dz, wanted).get(operand);
    }

    @Override
    public List<@Nullable Register> vjps(Assignment z, List<@Nullable Register> dz, boolean[] wanted) {
        Rule rule = Batched.vjp(samples, pullback(z));
        List<@Nullable Register> dy = rule.apply(z.operands(), z.results(), Linear.filled(dz, z.results()));
        return checked("VJP", z, dy, z.operands());
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Rule rule = Batched.jvp(samples, pushforward(z));
        List<@Nullable Register> tz = rule.apply(z.operands(), z.results(), Linear.filled(ty, z.operands()));
        return checked("JVP", z, tz, z.results());
    }

    private Rule pullback(Assignment z) {
        if (vjp != null) {
            return vjp;
        }
        return jvp != null
                ? Linear.transposed(jvp, false)
                : (y, results, dz) ->
                        List.copyOf(Derivatives.vjp(body(z), y).pullback().apply(dz));
    }

    private Rule pushforward(Assignment z) {
        if (jvp != null) {
            return jvp;
        }
        return vjp != null
                ? Linear.transposed(vjp, true)
                : (y, results, ty) ->
                        List.copyOf(Derivatives.jvp(body(z), y, ty).tangent());
    }

    private Function<List<Register>, List<Register>> body(Assignment z) {
        return computation
                .body()
                .orElseThrow(() -> new ListException(z.describe() + " has no derivative; give the operator " + name
                        + " one with withVjp or withJvp, or keep what it depends on constant with stop_gradient"));
    }

    private List<@Nullable Register> checked(
            String rule, Assignment z, List<@Nullable Register> derivatives, List<Register> of) {
        if (derivatives.size() != of.size()) {
            throw new ListException("the " + rule + " of " + z.describe() + ": expected " + of.size()
                    + " registers, found " + derivatives);
        }
        for (int i = 0; i < of.size(); i++) {
            Register derivative = derivatives.get(i);
            if (derivative != null && !derivative.type().equals(of.get(i).type())) {
                throw new ListException("the " + rule + " of " + z.describe() + ": expected the type of " + of.get(i)
                        + " at " + i + ", found " + derivative);
            }
        }
        return Linear.real(derivatives, of);
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        long length = Broadcasting.batchSize(operands, batched);
        if (elementwise) {
            List<Register> full = new ArrayList<>();
            for (int i = 0; i < batched.length; i++) {
                full.add(Broadcasting.repeat(operands.get(i), batched[i], length));
            }
            return ListBuilder.innermost(full).apply(this, full);
        }
        Operator all = new CustomOperator(single, samples.within(length, batched));
        return ListBuilder.innermost(operands).apply(all, operands);
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }

    @Override
    public Overwrites overwrites() {
        return samples.isEmpty() ? overwrites : Overwrites.NOTHING;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CustomOperator that && single == that.single && samples.equals(that.samples);
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(single), samples);
    }

    /** Its name, and what it is batched over. */
    @Override
    public String toString() {
        return samples.isEmpty() ? name : name + Arrays.toString(samples.axes().toArray());
    }
}
