package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code p ? then(w) : otherwise(w)} with p of {@code bool[]}: one of two lists, and only that one runs. Its operands are p and
 * what the lists take, both the same. The adjoint runs what it needs of the taken branch again; the other has the cotangent 0.
 * Batched over p both branches are run for all samples and each gets its own: see {@code cond_each}. Operands: p, …. Results: ….
 *
 * @param then what is run where p is true
 * @param otherwise what is run where it is not; results of the same types
 */
record Cond(WengertList then, WengertList otherwise) implements ControlOperator {
    Cond {
        Branches.require(then, otherwise);
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(1 + then.inputs().size(), operands);
        Require.same("a condition", TensorType.of(DType.BOOL), operands.get(0));
        Bodies.requireInputs(then, 0, operands.subList(1, operands.size()));
        return Bodies.types(then.outputs());
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        List<Buffer> operands = Bodies.operands(z, out).subList(1, z.operands().size());
        List<Buffer> results = Bodies.results(z, out);
        out.choose(
                out.operand(0),
                () -> out.inline(then, operands, results, 0),
                () -> out.inline(otherwise, operands, results, 0));
    }

    @Override
    public void writeOut(ListBuilder eager, List<Register> operands) {
        WengertList taken = operands.get(0).value().getDouble(0) != 0 ? then : otherwise;
        List<Register> ignored = Bodies.writeOut(eager, taken, operands.subList(1, operands.size()));
    }

    @Override
    public List<@Nullable Register> vjps(Assignment z, List<@Nullable Register> dz, boolean[] wanted) {
        Branches adjoint = branches(z.operands()).vjp(dz, wanted);
        return placed(z.operands().size(), 1, adjoint, write(z.operand(0), adjoint));
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Branches tangent = branches(z.operands()).jvp(z, ty);
        return placed(z.results().size(), 0, tangent, write(z.operand(0), tangent));
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        boolean[] over = Arrays.copyOfRange(batched, 1, batched.length);
        if (batched[0]) {
            long[] differing = IntStream.range(0, over.length)
                    .filter(i -> over[i])
                    .asLongStream()
                    .toArray();
            return ListBuilder.innermost(operands).apply(new CondEach(then, otherwise, Bounds.of(differing)), operands);
        }
        Cond wider = new Cond(
                Samples.list(then, size, over, Set.copyOf(then.outputs())),
                Samples.list(otherwise, size, over, Set.copyOf(otherwise.outputs())));
        return ListBuilder.innermost(operands).apply(wider, operands);
    }

    private Branches branches(List<Register> operands) {
        List<Register> taken = operands.subList(1, operands.size());
        return new Branches(then, otherwise, taken, Collections.nCopies(taken.size(), false), List.of());
    }

    private static List<Register> write(Register predicate, Branches branches) {
        if (branches.of().isEmpty()) {
            return List.of();
        }
        List<Register> operands = branches.behind(predicate);
        return ListBuilder.innermost(operands).apply(new Cond(branches.then(), branches.otherwise()), operands);
    }

    /** Derivatives in the places of what they are of, the first of which is {@code first}. */
    static List<@Nullable Register> placed(int places, int first, Branches branches, List<Register> results) {
        List<@Nullable Register> placed = new ArrayList<>(Collections.nCopies(places, null));
        for (int i = 0; i < results.size(); i++) {
            placed.set(first + branches.of().get(i), results.get(i));
        }
        return placed;
    }
}
