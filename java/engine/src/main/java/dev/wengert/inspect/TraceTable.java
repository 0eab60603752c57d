package dev.wengert.inspect;

import dev.wengert.list.Assignment;
import dev.wengert.list.Register;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A trace as textbooks print it (Baydin et al., Automatic Differentiation in Machine Learning: a Survey, tables 2 and 3): one
 * line for each register with its assignment and value, and beside it its tangent, or its cotangent. For small examples.
 */
public final class TraceTable {
    /** More elements are not shown. */
    private static final long SHOWN = 8;

    private TraceTable() {}

    /**
     * The primal trace beside the tangent trace; both are read downwards.
     *
     * @param tangents the tangents of inputs and parameters by name; zero where they are left out
     */
    public static String forward(Evaluated evaluated, Map<String, Tensor> tangents) {
        List<Register> registers = evaluated.real();
        return write(
                evaluated,
                "primal trace",
                "tangent trace",
                registers,
                evaluated.tangents(registers, tangents),
                "t");
    }

    /** The primal trace, read downwards, beside the adjoint trace of an output, read upwards. */
    public static String reverse(Evaluated evaluated, String output) {
        List<Register> registers = evaluated.real();
        return write(
                evaluated,
                "primal trace (down)",
                "adjoint trace (up)",
                registers,
                evaluated.deltas(output, registers),
                "d");
    }

    private static String write(
            Evaluated evaluated,
            String left,
            String right,
            List<Register> registers,
            List<Tensor> derivatives,
            String prefix) {
        Map<Register, Assignment> defined = evaluated.list().assignments().stream()
                .flatMap(assignment -> assignment.results().stream().map(result -> Map.entry(result, assignment)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {left, "", right, ""});
        for (int i = 0; i < registers.size(); i++) {
            Register register = registers.get(i);
            Assignment assignment = defined.get(register);
            rows.add(new String[] {
                assignment == null ? register.name() : assignment.statement(),
                "= " + number(evaluated.value(register.name())),
                prefix + register.name(),
                "= " + number(derivatives.get(i))
            });
        }
        return align(rows);
    }

    private static String number(Tensor tensor) {
        if (tensor.type().size() > SHOWN) {
            return tensor.type().toString();
        }
        if (tensor.type().size() == 1) {
            return String.format(Locale.ROOT, "%.6g", tensor.getDouble(0));
        }
        return TensorText.write(tensor);
    }

    private static String align(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows.subList(1, rows.size())) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        widths[0] = Math.max(widths[0], rows.get(0)[0].length() - widths[1] - 1);
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            boolean heading = row[1].isEmpty();
            line.append(pad(row[0], heading ? widths[0] + 1 + widths[1] : widths[0]));
            line.append(heading ? "" : " " + pad(row[1], widths[1]));
            line.append(" | ").append(pad(row[2], heading ? 0 : widths[2])).append(' ').append(row[3]);
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
