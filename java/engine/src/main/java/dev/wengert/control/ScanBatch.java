package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.Role;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Broadcasting;
import dev.wengert.tensor.Axes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The batching rule of a scan: a scan whose steps are for all samples, slices and results with the steps in front of those. */
final class ScanBatch implements Vocabulary {
    private ScanBatch() {}

    static List<Register> write(Scan scan, List<Register> operands, boolean[] batched) {
        WengertList body = scan.body();
        long size = Broadcasting.batchSize(operands, batched);
        boolean[] over = batched.clone();
        Set<Register> each = new HashSet<>(ScanJvp.spread(body, scan.carries(), over, false));
        each.addAll(Samples.chosen(body.outputs(), Arrays.copyOf(over, scan.carries())));
        List<Register> all = new ArrayList<>();
        for (int i = 0; i < over.length; i++) {
            Register operand = operands.get(i);
            boolean slice = i >= scan.carries() && i < scan.carries() + scan.xs();
            if (batched[i]) {
                all.add(slice ? stepsFirst(operand) : operand);
            } else {
                all.add(over[i] ? Samples.repeated(operand, size) : operand);
            }
        }
        Scan wider = new Scan(
                Samples.list(body, size, over, each), scan.carries(), scan.xs(), scan.length(), scan.reverse());
        List<Register> results = new ArrayList<>(ListBuilder.innermost(all).apply(wider, all));
        for (int i = 0; i < results.size(); i++) {
            if (!each.contains(body.outputs().get(i))) {
                results.set(i, Samples.repeated(results.get(i), size));
            } else if (i >= scan.carries()) {
                results.set(i, results.get(i).moveaxis(1, 0));
            }
        }
        return results;
    }

    /** The steps in front of the samples; what was a result of another scan is taken from where it was so. */
    private static Register stepsFirst(Register x) {
        if (x.role() == Role.RESULT) {
            Assignment origin = x.builder().definition(x);
            if (origin.operator().equals(swapped(x.type().shape().rank()))) {
                return origin.operand(0);
            }
        }
        return x.moveaxis(0, 1);
    }

    private static Operator swapped(int rank) {
        int[] order = IntStream.range(0, rank).toArray();
        order[0] = 1;
        order[1] = 0;
        return Catalogue.standard().operator("transpose", Map.of("order", Axes.of(order)));
    }
}
