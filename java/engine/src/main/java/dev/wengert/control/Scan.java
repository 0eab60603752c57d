package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Keeps;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Require;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code (cₜ₊₁, yₜ) = body(cₜ, xₜ, w)} for t = 0 … length − 1, or from the last to the first: the carries after the last step,
 * and every {@code yₜ} along a new first axis. Its operands are the first carries, the {@code x} of all steps along their first
 * axis, and {@code w}, which is the same in every step. The adjoint is a scan in the other direction; for it the scan also gives
 * what the adjoint of the body reads of each step, and nothing else is kept. Operands: …. Results: ….
 *
 * @param body one step: its inputs are carries, slices of x and w, its outputs the next carries and y
 * @param carries how many carries there are
 * @param xs how many operands are taken in slices
 * @param length how many steps there are
 * @param reverse whether the last step comes first; slices and results stand where they would otherwise
 */
record Scan(WengertList body, int carries, int xs, long length, boolean reverse) implements ControlOperator {
    Scan {
        Bodies.requirePure(body);
        Bodies.requireCarries(body, carries);
        Require.that(!body.outputs().isEmpty(), "expected a body with outputs, found none");
        Require.that(
                xs >= 0 && carries + xs <= body.inputs().size(),
                "expected a list " + body.name() + " with " + carries + " carries and " + xs + " slices, found one of "
                        + body.inputs().size() + " inputs");
        Require.that(length >= 0, "expected a length of at least 0, found " + length);
    }

    /** How many inputs of the body are the same in every step. */
    int constants() {
        return body.inputs().size() - carries - xs;
    }

    /** How many results are of all steps. */
    int ys() {
        return body.outputs().size() - carries;
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(body.inputs().size(), operands);
        Bodies.requireInputs(body, 0, operands.subList(0, carries));
        for (int i = carries; i < carries + xs; i++) {
            Register slice = body.inputs().get(i);
            TensorType all = stacked(slice.type());
            Require.that(
                    operands.get(i).equals(all),
                    "expected " + slice.name() + " of all steps of type " + all + ", found " + operands.get(i));
        }
        Bodies.requireInputs(body, carries + xs, operands.subList(carries + xs, operands.size()));
        List<TensorType> results = new ArrayList<>(Bodies.types(body.outputs().subList(0, carries)));
        for (Register y : body.outputs().subList(carries, body.outputs().size())) {
            results.add(stacked(y.type()));
        }
        return results;
    }

    private TensorType stacked(TensorType one) {
        return one.withShape(one.shape().insert(0, length));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        List<Buffer> operands = new ArrayList<>();
        List<Buffer> results = new ArrayList<>();
        for (int i = 0; i < carries; i++) {
            out.copy(out.operand(i), out.result(i), body.inputs().get(i).type().byteSize());
            operands.add(out.result(i));
            results.add(out.result(i));
        }
        List<Consumer<Buffer>> moves = new ArrayList<>();
        for (int i = carries; i < body.inputs().size(); i++) {
            operands.add(i < carries + xs ? slice(body.inputs().get(i), out.operand(i), out, moves) : out.operand(i));
        }
        for (int i = carries; i < body.outputs().size(); i++) {
            results.add(out.isRead(i) ? slice(body.outputs().get(i), out.result(i), out, moves) : Buffer.NONE);
        }
        out.repeat(length, step -> {
            moves.forEach(move -> move.accept(step));
            out.inline(body, operands, results, carries);
        });
    }

    /** A pointer to what belongs to a step, and how it is moved. */
    private Buffer slice(Register one, Buffer all, Lowering out, List<Consumer<Buffer>> moves) {
        long bytes = one.type().byteSize();
        Buffer slice = out.pointer(bytes);
        moves.add(step -> out.point(slice, all, step, reverse ? (length - 1) * bytes : 0, reverse ? -bytes : bytes));
        return slice;
    }

    @Override
    public void writeOut(ListBuilder eager, List<Register> operands) {
        List<Register> carried = operands.subList(0, carries);
        for (long i = 0; i < length; i++) {
            long step = reverse ? length - 1 - i : i;
            List<Register> own = new ArrayList<>(carried);
            operands.subList(carries, carries + xs).forEach(all -> own.add(all.select(0, step)));
            own.addAll(operands.subList(carries + xs, operands.size()));
            carried = Bodies.writeOut(eager, body, own).subList(0, carries);
        }
    }

    @Override
    public List<@Nullable Register> vjps(Assignment z, List<@Nullable Register> dz, boolean[] wanted) {
        return ScanVjp.write(z, dz, wanted);
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        return ScanJvp.write(this, z, ty);
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        return ScanBatch.write(this, operands, batched);
    }

    /** The results too: what the adjoint reads of each step may be among them. */
    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }
}
