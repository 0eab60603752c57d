package dev.wengert.operator.recurrent;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recurrent layers one upon another, each of one or two directions, as modules of PyTorch: the operands are the input, the
 * first states, for each layer and direction {@code w_ih, w_hh} and, with biases, {@code b_ih, b_hh}, and, if ragged, the
 * lengths of the rows. The products with all inputs are one product of matrices for each layer and direction.
 */
sealed interface RecurrentLayer extends RecurrentOperator, Formula permits RnnTanh, RnnRelu, Lstm, Gru {
    /** How many layers there are. */
    int layers();

    /** Whether there are biases. */
    boolean bias();

    /** Whether input and output are {@code (B, T, …)}, otherwise {@code (T, B, …)}. */
    boolean batchFirst();

    /** Whether each layer goes through the sequence forwards and backwards. */
    boolean bidirectional();

    /** Whether the last operand says how long each row is. */
    boolean ragged();

    /** How many gates a unit has. */
    int gates();

    /** How many registers make up a state: h, and c of an LSTM. */
    int states();

    /**
     * One direction of one layer.
     *
     * @param gx what the inputs contribute to the gates
     * @param weights the recurrent weights, then both biases
     * @param first the first states
     * @param lengths the lengths of rows, or null
     * @return h and, of an LSTM, c of all steps
     */
    List<Register> sequence(
            Register gx, List<Register> weights, List<Register> first, @Nullable Register lengths, boolean reverse);

    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        check(operands);
        return Formula.super.infer(operands);
    }

    private void check(List<TensorType> operands) {
        Require.that(layers() >= 1, "expected at least one layer, found layers=" + layers());
        int sets = layers() * directions();
        Require.arity(1 + states() + sets * perSet() + (ragged() ? 1 : 0), operands);
        TensorType x = operands.get(0);
        Require.real("an input", x);
        int rank = x.shape().rank();
        Require.that(
                rank == 3 || (rank == 2 && !ragged()),
                "expected an input of (steps, rows, features), or (steps, features) of one row without lengths, found "
                        + x);
        TensorType state = operands.get(1);
        Require.sameDType(x, state);
        Require.rank(rank, "a first state", state);
        long units = state.shape().dim(-1);
        Shape one = rank == 2 ? Shape.of(units) : Shape.of(x.shape().dim(batchFirst() ? 0 : 1), units);
        for (int i = 1; i <= states(); i++) {
            Require.same("a first state", x.withShape(one.insert(0, sets)), operands.get(i));
        }
        for (int set = 0; set < sets; set++) {
            long features = set < directions() ? x.shape().dim(-1) : directions() * units;
            int at = 1 + states() + set * perSet();
            long width = gates() * units;
            Require.same("weights of the input", x.withShape(Shape.of(width, features)), operands.get(at));
            Require.same("recurrent weights", x.withShape(Shape.of(width, units)), operands.get(at + 1));
            for (int i = 2; i < perSet(); i++) {
                Require.same("a bias", x.withShape(Shape.of(width)), operands.get(at + i));
            }
        }
        if (ragged()) {
            Require.same("lengths", TensorType.of(DType.I64, one.dim(0)), operands.get(operands.size() - 1));
        }
    }

    private int directions() {
        return bidirectional() ? 2 : 1;
    }

    /** How many operands a direction of a layer has. */
    private int perSet() {
        return bias() ? 4 : 2;
    }

    @Override
    default List<Register> decompose(List<Register> operands) {
        boolean single = operands.get(0).type().shape().rank() == 2;
        Register x = single ? operands.get(0).unsqueeze(1) : operands.get(0);
        boolean swapped = batchFirst() && !single;
        x = swapped ? x.swapaxes(0, 1) : x;
        Register lengths = ragged() ? operands.get(operands.size() - 1) : null;
        List<List<Register>> lasts = new ArrayList<>();
        for (int i = 0; i < states(); i++) {
            lasts.add(new ArrayList<>());
        }
        for (int layer = 0; layer < layers(); layer++) {
            List<Register> outputs = new ArrayList<>();
            for (int set = layer * directions(); set < (layer + 1) * directions(); set++) {
                boolean reverse = set % directions() == 1;
                List<Register> weights = weights(operands, set);
                List<Register> first = first(operands, set, single);
                Register gx = product(x, weights.get(0));
                List<Register> states = sequence(gx, weights.subList(1, weights.size()), first, lengths, reverse);
                Steps steps = new Steps(x.type().shape().dim(0), reverse, lengths);
                for (int i = 0; i < states(); i++) {
                    lasts.get(i).add(steps.last(states.get(i), first.get(i)));
                }
                outputs.add(states.get(0));
            }
            x = outputs.size() == 1 ? outputs.get(0) : Operators.concatenate(-1, outputs.toArray(Register[]::new));
        }
        x = lengths == null ? x : withoutWhatIsPast(x, lengths);
        x = swapped ? x.swapaxes(0, 1) : x;
        List<Register> results = new ArrayList<>();
        results.add(single ? x.squeeze(1) : x);
        for (List<Register> last : lasts) {
            Register all = Operators.stack(0, last.toArray(Register[]::new));
            results.add(single ? all.squeeze(1) : all);
        }
        return results;
    }

    /** {@code (T, B, I) · (G, I)ᵀ → (T, B, G)}. */
    private static Register product(Register x, Register w) {
        Shape shape = x.type().shape();
        return Steps.flat(x)
                .matmul(w, false, true)
                .reshape(shape.dim(0), shape.dim(1), w.type().shape().dim(0));
    }

    /** The weights of input and state and both biases, zeros where there are none. */
    private List<Register> weights(List<Register> operands, int set) {
        int at = 1 + states() + set * perSet();
        List<Register> weights = new ArrayList<>(operands.subList(at, at + perSet()));
        while (weights.size() < 4) {
            Register w = operands.get(at);
            weights.add(w.builder()
                    .fill(0, w.type().withShape(Shape.of(w.type().shape().dim(0)))));
        }
        return weights;
    }

    private List<Register> first(List<Register> operands, int set, boolean single) {
        List<Register> first = new ArrayList<>();
        for (int i = 1; i <= states(); i++) {
            Register state = operands.get(i).slice(0, set, set + 1);
            first.add(single ? state : state.squeeze(0));
        }
        return first;
    }

    /** Zeros at the steps that a row does not have. */
    private static Register withoutWhatIsPast(Register x, Register lengths) {
        long steps = x.type().shape().dim(0);
        long rows = x.type().shape().dim(1);
        Register times = x.builder()
                .call("arange", Map.of("stop", steps, "step", 1, "dtype", DType.I64), List.of())
                .get(0);
        return times.reshape(steps, 1, 1).less(lengths.reshape(1, rows, 1)).where(x, 0);
    }
}
