package dev.wengert.list;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of a method of Java. A register without dimensions is a local variable, any other an array of its elements
 * row by row. Elements of f32 and f64 are {@code double}, of i32 {@code int}, of i64 {@code long}, of bool {@code boolean}.
 */
public final class JavaBody {
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<![.\\w])[zxyw](?!\\w)");
    private static final String OPERANDS = "xyw";

    private final JavaNames names;
    private final StringBuilder text = new StringBuilder();
    private int indent;
    private int loops;

    JavaBody(JavaNames names, int indent) {
        this.names = names;
        this.indent = indent;
    }

    /** The variable of a register. */
    public String name(Register register) {
        return names.of(register);
    }

    /** A name that no register has, for a variable of a form. */
    public String local(String name) {
        return names.free(name);
    }

    /** Writes a line. */
    public void line(String line) {
        text.append(line.isEmpty() ? "" : " ".repeat(4 * indent) + line).append('\n');
    }

    /** Writes {@code head {}}, what {@code body} writes, and a closing brace. */
    public void block(String head, Runnable body) {
        line(head + " {");
        indent++;
        body.run();
        indent--;
        line("}");
    }

    /** The element of a register at an index, which counts for nothing where it has no dimensions. */
    public String element(Register register, String index) {
        return isScalar(register) ? name(register) : name(register) + "[" + index + "]";
    }

    /** Whether a register has no dimensions. */
    public static boolean isScalar(Register register) {
        return register.type().shape().rank() == 0;
    }

    /** The type of elements. */
    public static String type(DType dtype) {
        return switch (dtype) {
            case F32, F64 -> "double";
            case I32 -> "int";
            case I64 -> "long";
            case BOOL -> "boolean";
        };
    }

    /** A number as an element of that type is written. */
    public static String literal(double value, DType dtype) {
        return switch (dtype) {
            case F32 -> real((float) value);
            case F64 -> real(value);
            case I32, I64 -> whole((long) value);
            case BOOL -> Boolean.toString(value != 0);
        };
    }

    /** A number of f64 as it is written. */
    public static String literal(double value) {
        return literal(value, DType.F64);
    }

    /** An element of a tensor as it is written. */
    static String literal(Tensor tensor, long i) {
        return tensor.dtype().isInteger() ? whole(tensor.getLong(i)) : literal(tensor.getDouble(i), tensor.dtype());
    }

    private static String whole(long value) {
        return value + (value == (int) value ? "" : "L");
    }

    private static String real(double value) {
        if (Double.isNaN(value)) {
            return "Double.NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        return Double.toString(value);
    }

    /** An expression of type {@code from} as one of type {@code to}, as the operator {@code cast} converts it. */
    public static String converted(String expression, DType from, DType to) {
        if (from == to || (from == DType.F32 && to == DType.F64)) {
            return expression;
        }
        if (to == DType.BOOL) {
            return expression + " != 0";
        }
        if (from == DType.BOOL) {
            return "(" + expression + " ? 1 : 0)";
        }
        return to == DType.F32 && from == DType.F64 ? "(float) " + expression : "(" + type(to) + ") " + expression;
    }

    /** Declares the variable of a register: the array, or a number that is {@code first}. */
    public void declare(Register register, String first) {
        String type = type(register.type().dtype());
        if (isScalar(register)) {
            line(type + " " + name(register) + " = " + first + ";");
        } else {
            line(type + "[] " + name(register) + " = new " + type + "["
                    + register.type().size() + "];");
        }
    }

    /** Writes {@code z = expression} for each element, with x, y and w for the elements of the operands. */
    public void elements(Assignment z, String expression) {
        Register result = z.result();
        long[] dims = result.type().shape().dims();
        List<JavaWalk> walks = new ArrayList<>();
        walks.add(JavaWalk.dense(result));
        z.operands().forEach(operand -> walks.add(JavaWalk.broadcast(operand, result)));
        if (isScalar(result)) {
            declare(result, filled(expression, elements(walks)));
            return;
        }
        declare(result, "");
        each(dims, walks, at -> line(filled("z = " + expression + ";", elements(at))));
    }

    /** Declares z as the elements of a register that is gone through like z. */
    public void read(Register z, JavaWalk x) {
        declare(z, element(x.register(), x.index()));
        if (!isScalar(z)) {
            move(JavaWalk.dense(z), x, z.type().shape().dims());
        }
    }

    /** Writes the elements of one register at the places of another. */
    public void move(JavaWalk to, JavaWalk from, long... dims) {
        each(dims, List.of(to, from), at -> line(filled("z = x;", elements(at))));
    }

    /** Declares z with every element {@code value}. */
    public void fill(Register z, double value) {
        String literal = literal(value, z.type().dtype());
        declare(z, literal);
        if (!isScalar(z) && !isZero(literal)) {
            line("java.util.Arrays.fill(" + name(z) + ", " + literal + ");");
        }
    }

    /** Declares z as the elements of x in the same order. */
    void view(Register z, Register x) {
        String type = type(z.type().dtype());
        if (isScalar(z)) {
            line(type + " " + name(z) + " = " + element(x, "0") + ";");
        } else {
            String value = isScalar(x) ? "{" + name(x) + "}" : name(x);
            line(type + "[] " + name(z) + " = " + value + ";");
        }
    }

    /**
     * Writes a reduction: for each place over {@code kept}, z is {@code first}, then {@code step} is a statement for each place
     * over {@code over}, with z, x and y for the element of the result and those of the walks, and {@code last} follows.
     *
     * @param walks how the operands lie under {@code kept}, then {@code over}
     */
    public void reduce(
            Register z, long[] kept, long[] over, List<JavaWalk> walks, String first, String step, String last) {
        declare(z, first);
        List<JavaWalk> outer = new ArrayList<>();
        outer.add(new JavaWalk(
                z, "", isScalar(z) ? new long[kept.length] : Shape.of(kept).strides()));
        walks.forEach(walk -> outer.add(walk.alongFirst(kept.length)));
        each(kept, outer, at -> {
            List<JavaWalk> inner = new ArrayList<>();
            inner.add(at.get(0).staying(over.length));
            for (int i = 0; i < walks.size(); i++) {
                inner.add(walks.get(i).from(at.get(i + 1), kept.length));
            }
            if (!isScalar(z) && !isZero(first)) {
                line(filled("z = " + first + ";", elements(inner)));
            }
            each(over, inner, in -> line(filled(step, elements(in))));
            if (!last.isEmpty()) {
                line(filled(last, elements(inner)));
            }
        });
    }

    private static boolean isZero(String literal) {
        return literal.equals("0") || literal.equals("0.0") || literal.equals("false");
    }

    /** Writes loops over {@code dims}; neighbours become one loop where every walk allows it. The walks given to the body stand at one place. */
    public void each(long[] dims, List<JavaWalk> walks, Consumer<List<JavaWalk>> body) {
        MergedLoops merged = MergedLoops.over(dims, walks);
        nest(merged.dims(), variables -> {
            List<JavaWalk> at = new ArrayList<>();
            for (int i = 0; i < walks.size(); i++) {
                at.add(walks.get(i).at(merged.strides(i), variables));
            }
            body.accept(at);
        });
    }

    /** Writes loops over {@code dims}, and gives the body the variables; 0 for a dimension of length 1. */
    public void nest(long[] dims, Consumer<List<String>> body) {
        nest(dims, new ArrayList<>(), body);
    }

    private void nest(long[] dims, List<String> variables, Consumer<List<String>> body) {
        if (variables.size() == dims.length) {
            body.accept(List.copyOf(variables));
            return;
        }
        long n = dims[variables.size()];
        if (n == 1) {
            variables.add("0");
            nest(dims, variables, body);
        } else {
            String i = names.loop(loops++);
            variables.add(i);
            block("for (int " + i + " = 0; " + i + " < " + n + "; " + i + "++)", () -> nest(dims, variables, body));
            loops--;
        }
        variables.removeLast();
    }

    private List<String> elements(List<JavaWalk> walks) {
        return walks.stream()
                .map(walk -> element(walk.register(), walk.index()))
                .toList();
    }

    /** A template with the elements in place of z, x, y and w. */
    private static String filled(String template, List<String> elements) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(elements.get(1 + OPERANDS.indexOf(match.group()))));
    }

    /** The index of an element at these places, with strides of the axes. */
    public static String index(List<String> at, long... strides) {
        return index("", at, strides);
    }

    /** As {@link #index(List, long...)}, behind that of a first element. */
    public static String index(String first, List<String> at, long... strides) {
        String index = JavaWalk.index(first, strides, at);
        return index.isEmpty() ? "0" : index;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
