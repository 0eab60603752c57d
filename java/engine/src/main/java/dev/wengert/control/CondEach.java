package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code zᵢ = pᵢ ? then(wᵢ) : otherwise(wᵢ)} for every sample i, with p of {@code bool[n]}: what {@code cond} becomes where the
 * condition differs between samples. Both lists are run for all samples, so a kernel may refuse what only the other branch would
 * have read. Convention: the derivative of a sample is that of its own branch alone, finite also where the other is not.
 * Operands: p, …. Results: ….
 *
 * @param then what counts where p is true, for one sample
 * @param otherwise what counts elsewhere, with results of the same types
 * @param over which operands behind p differ between samples and have them along a first axis
 */
record CondEach(WengertList then, WengertList otherwise, Bounds over) implements ControlOperator {
    CondEach {
        Branches.require(then, otherwise);
        for (int i = 0; i < over.count(); i++) {
            Require.that(
                    over.get(i) >= 0 && over.get(i) < then.inputs().size(),
                    "expected positions of the " + then.inputs().size() + " operands behind the condition, found "
                            + over);
        }
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(1 + then.inputs().size(), operands);
        Require.that(
                operands.get(0).dtype() == DType.BOOL && operands.get(0).shape().rank() == 1,
                "expected a condition of bool with 1 dimension, found " + operands.get(0));
        long size = operands.get(0).shape().dim(0);
        boolean[] differ = differ();
        for (int i = 0; i < differ.length; i++) {
            Register input = then.inputs().get(i);
            TensorType expected = differ[i] ? Samples.type(input.type(), size) : input.type();
            Require.that(
                    operands.get(1 + i).equals(expected),
                    "expected " + input.name() + " of type " + expected + (differ[i] ? " for " + size + " samples" : "")
                            + ", found " + operands.get(1 + i));
        }
        return then.outputs().stream()
                .map(output -> Samples.type(output.type(), size))
                .toList();
    }

    private boolean[] differ() {
        boolean[] differ = new boolean[then.inputs().size()];
        Arrays.stream(over.toArray()).forEach(i -> differ[(int) i] = true);
        return differ;
    }

    /** Both branches for all samples, and a choice. */
    private List<Register> decompose(List<Register> operands) {
        Register p = operands.get(0);
        long size = p.type().shape().dim(0);
        List<Register> whereTrue = every(then, operands, size);
        List<Register> elsewhere = every(otherwise, operands, size);
        List<Register> chosen = new ArrayList<>();
        for (int i = 0; i < whereTrue.size(); i++) {
            long[] dims = new long[whereTrue.get(i).type().shape().rank()];
            Arrays.fill(dims, 1);
            dims[0] = size;
            chosen.add(p.reshape(Shape.of(dims)).where(whereTrue.get(i), elsewhere.get(i)));
        }
        return chosen;
    }

    private List<Register> every(WengertList branch, List<Register> operands, long size) {
        boolean[] differ = differ();
        WengertList all = Samples.list(branch, size, differ, Set.copyOf(branch.outputs()));
        List<Register> results =
                Bodies.write(ListBuilder.innermost(operands), all, operands.subList(1, operands.size()));
        return all == branch
                ? results.stream().map(one -> Samples.repeated(one, size)).toList()
                : results;
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        ListBuilder both = Bodies.builder(then, z.operands());
        decompose(both.inputs()).forEach(result -> Bodies.output(both, result));
        out.inline(both.build(), Bodies.operands(z, out), Bodies.results(z, out), 0);
    }

    @Override
    public void writeOut(ListBuilder eager, List<Register> operands) {
        boolean[] differ = differ();
        for (int sample = 0; sample < operands.get(0).type().size(); sample++) {
            List<Register> own = new ArrayList<>();
            for (int i = 0; i < differ.length; i++) {
                Register operand = operands.get(1 + i);
                own.add(differ[i] ? operand.select(0, sample) : operand);
            }
            WengertList taken = operands.get(0).value().getDouble(sample) != 0 ? then : otherwise;
            List<Register> ignored = Bodies.writeOut(eager, taken, own);
        }
    }

    @Override
    public List<@Nullable Register> vjps(Assignment z, List<@Nullable Register> dz, boolean[] wanted) {
        Branches adjoint = branches(z.operands()).vjp(dz, wanted);
        boolean[] differ = differ();
        List<Register> cotangents = new ArrayList<>(write(z.operand(0), adjoint));
        for (int i = 0; i < cotangents.size(); i++) {
            if (!differ[adjoint.of().get(i)]) {
                cotangents.set(i, cotangents.get(i).sum(0));
            }
        }
        return Cond.placed(z.operands().size(), 1, adjoint, cotangents);
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Branches tangent = branches(z.operands()).jvp(z, ty);
        return Cond.placed(z.results().size(), 0, tangent, write(z.operand(0), tangent));
    }

    /** As many samples as there are in all: each of the batch has some. */
    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        long each = z.operand(0).type().shape().dim(0);
        boolean[] differ = differ();
        List<Register> all = new ArrayList<>();
        long[] every = IntStream.range(0, differ.length)
                .filter(i -> differ[i] || batched[1 + i])
                .asLongStream()
                .toArray();
        for (int i = 0; i < operands.size(); i++) {
            Register operand = operands.get(i);
            boolean inside = i == 0 || differ[i - 1];
            if (!inside && !batched[i]) {
                all.add(operand);
                continue;
            }
            TensorType one = i == 0
                    ? TensorType.of(DType.BOOL)
                    : then.inputs().get(i - 1).type();
            Shape full = Samples.type(Samples.type(one, each), size).shape();
            if (!inside) {
                operand =
                        operand.reshape(Samples.type(Samples.type(one, 1), size).shape());
            }
            all.add(operand.broadcastTo(full)
                    .reshape(Samples.type(one, size * each).shape()));
        }
        return ListBuilder.innermost(all).apply(new CondEach(then, otherwise, Bounds.of(every)), all).stream()
                .map(result -> split(result, size, each))
                .toList();
    }

    private static Register split(Register all, long size, long each) {
        Shape one = all.type().shape().slice(1, all.type().shape().rank());
        return all.reshape(one.insert(0, each).insert(0, size));
    }

    private Branches branches(List<Register> operands) {
        List<Boolean> flags = new ArrayList<>();
        for (boolean differs : differ()) {
            flags.add(differs);
        }
        return new Branches(then, otherwise, operands.subList(1, operands.size()), flags, List.of());
    }

    private static List<Register> write(Register predicate, Branches branches) {
        if (branches.of().isEmpty()) {
            return List.of();
        }
        long[] differing = IntStream.range(0, branches.over().size())
                .filter(branches.over()::get)
                .asLongStream()
                .toArray();
        List<Register> operands = branches.behind(predicate);
        return ListBuilder.innermost(operands)
                .apply(new CondEach(branches.then(), branches.otherwise(), Bounds.of(differing)), operands);
    }
}
