package dev.wengert.runtime;

import dev.wengert.custom.CustomOperator;
import dev.wengert.custom.KernelCall;
import dev.wengert.list.Overwrites;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Runs a kernel of yours as no schedule would, to find what it must not do; for your tests. A kernel that writes far from its
 * buffers may still end the JVM.
 *
 * <ul>
 *   <li>It writes results and working memory, nothing around them, and no operand.
 *   <li>Each element of a result is written, and depends on operands alone: the same bits come whatever lay in results, working
 *       memory and around the operands before.
 *   <li>The same bits come for each order of its tiles, on 4 threads as on one, and, if it is {@linkplain KernelCall#cut
 *       divisible}, for any number of tiles.
 *   <li>The same bits come where a result lies in the place of an operand that the operator says it may overwrite.
 *   <li>A NaN among the operands comes out of it, unless it says that it {@linkplain KernelCall#absorbingNan absorbs} it.
 * </ul>
 */
public final class CheckKernel {
    private static final byte ONE = 0x5A;
    private static final byte OTHER = (byte) 0xFF;
    private static final MemorySegment ALONE = MemorySegment.NULL;
    private static final int THREADS = 4;
    private static final int REPEATS = 8;
    private static final long[] COUNTS = {1, 2, 3, 7, 64};

    private final CustomOperator operator;
    private final KernelCall call;
    private final List<Tensor> operands;
    private final List<TensorType> results;
    private final KernelTrial trial;
    private final int[] apart;

    private CheckKernel(CustomOperator operator, KernelCall call, List<Tensor> operands) {
        this.operator = operator;
        this.call = call;
        this.operands = operands;
        this.results = operator.infer(operands.stream().map(Tensor::type).toList());
        this.trial = new KernelTrial(call, operands, results);
        this.apart = new int[results.size()];
        Arrays.fill(apart, -1);
    }

    /**
     * Checks the kernel that an operator calls for these operands. They are copied, and stay as they are.
     *
     * @throws KernelFault if it does what it must not
     * @throws IllegalArgumentException if it is no operator in C, or does not take these operands
     */
    public static void check(CustomOperator operator, List<Tensor> operands) {
        List<TensorType> types = operands.stream().map(Tensor::type).toList();
        KernelCall call = operator.kernel(types)
                .orElseThrow(() -> new IllegalArgumentException("operator " + operator + " is no operator in C"));
        new CheckKernel(operator, call, operands).check();
    }

    private void check() {
        List<byte[]> expected = trial.run(KernelTrial.on(ALONE), call.tiles(), ONE, apart);
        List<byte[]> again = trial.run(KernelTrial.on(ALONE), call.tiles(), OTHER, apart);
        requireSame(
                expected,
                again,
                "over memory that held something else: it leaves the element unwritten, reads a result or working"
                        + " memory before it is written, or reads outside of its operands");
        orders(expected, call.tiles());
        if (call.divisible()) {
            for (long tiles : COUNTS) {
                requireSame(
                        expected,
                        trial.run(KernelTrial.on(ALONE), tiles, ONE, apart),
                        "in " + tiles + " tiles than in " + call.tiles());
                orders(expected, tiles);
            }
        }
        threads(expected, call.divisible() ? Math.max(COUNTS[COUNTS.length - 1], call.tiles()) : call.tiles());
        aliases(expected);
        if (!call.absorbsNan()) {
            notANumber();
        }
    }

    private void orders(List<byte[]> expected, long tiles) {
        List<Long> order = new ArrayList<>(LongStream.range(0, tiles).boxed().toList());
        long kernel = Library.kernel(call.kernel());
        Collections.reverse(order);
        requireSame(
                expected,
                trial.run(KernelTrial.inOrder(kernel, order), tiles, ONE, apart),
                "where its " + tiles + " tiles run backwards");
        Collections.shuffle(order, new Random(tiles));
        requireSame(
                expected,
                trial.run(KernelTrial.inOrder(kernel, order), tiles, ONE, apart),
                "where its " + tiles + " tiles run in another order");
    }

    private void threads(List<byte[]> expected, long tiles) {
        try (Workers workers = Workers.of(THREADS)) {
            MemorySegment pool = workers.join();
            try {
                for (int i = 0; i < REPEATS; i++) {
                    List<byte[]> found = trial.run(KernelTrial.on(pool), tiles, ONE, apart);
                    requireSame(expected, found, "on " + THREADS + " threads than on one");
                }
            } finally {
                workers.leave();
            }
        }
    }

    private void aliases(List<byte[]> expected) {
        Overwrites allowed = operator.overwrites();
        for (int result = 0; result < results.size(); result++) {
            for (int operand = 0; operand < operands.size(); operand++) {
                if (allowed.allows(result, operand)
                        && results.get(result).equals(operands.get(operand).type())) {
                    int[] overwritten = apart.clone();
                    overwritten[result] = operand;
                    requireSame(
                            expected,
                            trial.run(KernelTrial.on(ALONE), call.tiles(), ONE, overwritten),
                            "where result " + result + " lies in the place of operand " + operand
                                    + ", as the operator says it may");
                }
            }
        }
    }

    private void notANumber() {
        for (int operand = 0; operand < operands.size(); operand++) {
            Tensor value = operands.get(operand);
            long size = value.type().size();
            if (!value.dtype().isReal() || size == 0 || results.stream().allMatch(type -> type.size() == 0)) {
                continue;
            }
            for (long element : new long[] {0, size - 1}) {
                Tensor changed = Tensor.constant(value);
                changed.setDouble(element, Double.NaN);
                List<Tensor> with = new ArrayList<>(operands);
                with.set(operand, changed);
                List<byte[]> found =
                        new KernelTrial(call, with, results).run(KernelTrial.on(ALONE), call.tiles(), ONE, apart);
                if (!hasNaN(found)) {
                    throw new KernelFault("kernel " + call.kernel() + ": a NaN in operand " + operand + " "
                            + value.type()
                            + " at element " + element + " does not reach the results; let it, or say that the call is"
                            + " absorbingNan()");
                }
            }
        }
    }

    private boolean hasNaN(List<byte[]> values) {
        for (int i = 0; i < results.size(); i++) {
            Tensor tensor = tensor(values.get(i), results.get(i));
            for (long k = 0; k < tensor.type().size(); k++) {
                if (Double.isNaN(tensor.getDouble(k))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void requireSame(List<byte[]> expected, List<byte[]> found, String where) {
        for (int i = 0; i < results.size(); i++) {
            int at = Arrays.mismatch(expected.get(i), found.get(i));
            if (at >= 0) {
                TensorType type = results.get(i);
                long element = at / type.dtype().byteSize();
                throw new KernelFault("kernel " + call.kernel() + " gives other bits " + where + ": result " + i + " "
                        + type + " at element " + element + ": expected "
                        + tensor(expected.get(i), type).getDouble(element) + ", found "
                        + tensor(found.get(i), type).getDouble(element));
            }
        }
    }

    private static Tensor tensor(byte[] bytes, TensorType type) {
        try (Tensor tensor = Tensor.zeros(type)) {
            return Tensor.constant(tensor.copyFrom(MemorySegment.ofArray(bytes)));
        }
    }
}
