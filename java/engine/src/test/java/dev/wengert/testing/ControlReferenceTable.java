package dev.wengert.testing;

import dev.wengert.list.Assignment;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What operators that run lists compute: loops and branches of Java's, and lists one assignment after the other by their references. */
final class ControlReferenceTable {
    private ControlReferenceTable() {}

    static void addAll() {
        ReferenceTable.row("cond",         ControlReferenceTable::cond);
        ReferenceTable.row("cond_each",    ControlReferenceTable::condEach);
        ReferenceTable.row("checkpoint",   call -> arrays(run(call, "body", call.y())));
        ReferenceTable.row("scan",         ControlReferenceTable::scan);
        ReferenceTable.row("while_loop",   ControlReferenceTable::whileLoop);
        ReferenceTable.row("within_bound", call -> arrays(call.y().subList(0, call.y().size() - 1)));
    }

    private static double[][] cond(Call call) {
        return arrays(run(call, call.at(0, 0) != 0 ? "then" : "otherwise", behind(call, 1)));
    }

    private static double[][] condEach(Call call) {
        int samples = (int) call.shape(0).dim(0);
        List<Long> over = Arrays.stream(((Bounds) call.attribute("over")).toArray()).boxed().toList();
        List<List<Tensor>> each = new ArrayList<>();
        for (int sample = 0; sample < samples; sample++) {
            List<Tensor> operands = new ArrayList<>();
            for (int i = 1; i < call.y().size(); i++) {
                Tensor all = call.y().get(i);
                operands.add(over.contains((long) i - 1) ? slice(all, sample) : all);
            }
            each.add(run(call, call.at(0, sample) != 0 ? "then" : "otherwise", operands));
        }
        return stacked(call, 0, each);
    }

    private static double[][] scan(Call call) {
        int carries = call.integer("carries");
        int xs = call.integer("xs");
        int length = call.integer("length");
        List<Tensor> carried = call.y().subList(0, carries);
        List<List<Tensor>> each = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int step = call.flag("reverse") ? length - 1 - i : i;
            List<Tensor> operands = new ArrayList<>(carried);
            for (Tensor x : call.y().subList(carries, carries + xs)) {
                operands.add(slice(x, step));
            }
            operands.addAll(behind(call, carries + xs));
            List<Tensor> results = run(call, "body", operands);
            carried = results.subList(0, carries);
            each.add(call.flag("reverse") ? 0 : i, results.subList(carries, results.size()));
        }
        double[][] results = stacked(call, carries, each);
        System.arraycopy(arrays(carried), 0, results, 0, carries);
        return results;
    }

    private static double[][] whileLoop(Call call) {
        int carries = call.z().size();
        List<Tensor> operands = new ArrayList<>(call.y());
        while (run(call, "test", operands).get(0).getDouble(0) != 0) {
            List<Tensor> next = run(call, "body", operands);
            for (int i = 0; i < carries; i++) {
                operands.set(i, next.get(i));
            }
        }
        return arrays(operands.subList(0, carries));
    }

    /** The outputs of the list that is that attribute. */
    private static List<Tensor> run(Call call, String attribute, List<Tensor> inputs) {
        WengertList list = (WengertList) call.attribute(attribute);
        Map<Register, Tensor> values = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.put(list.inputs().get(i), inputs.get(i));
        }
        for (Assignment assignment : list.assignments()) {
            List<Tensor> results = ReferenceTable.compute(
                    assignment.operator(),
                    values(values, assignment.operands()),
                    assignment.results().stream().map(Register::type).toList());
            for (int i = 0; i < results.size(); i++) {
                values.put(assignment.result(i), results.get(i));
            }
        }
        return values(values, list.outputs());
    }

    private static List<Tensor> values(Map<Register, Tensor> values, List<Register> registers) {
        return registers.stream().map(values::get).map(Objects::requireNonNull).toList();
    }

    private static List<Tensor> behind(Call call, int first) {
        return call.y().subList(first, call.y().size());
    }

    private static Tensor slice(Tensor all, int index) {
        TensorType one = all.type().withShape(all.shape().slice(1, all.shape().rank()));
        return Values.of(one, i -> all.getDouble(index * one.size() + i));
    }

    /** Results from {@code first} on, of which each step or sample gave a part. */
    private static double[][] stacked(Call call, int first, List<List<Tensor>> each) {
        double[][] results = new double[call.z().size()][];
        for (int i = first; i < results.length; i++) {
            int result = i - first;
            results[i] = each.stream()
                    .flatMapToDouble(step -> Arrays.stream(array(step.get(result))))
                    .toArray();
        }
        return results;
    }

    private static double[][] arrays(List<Tensor> tensors) {
        return tensors.stream().map(ControlReferenceTable::array).toArray(double[][]::new);
    }

    private static double[] array(Tensor tensor) {
        double[] elements = new double[Math.toIntExact(tensor.type().size())];
        Arrays.setAll(elements, tensor::getDouble);
        return elements;
    }
}
