package dev.wengert.testing;

import static dev.wengert.tensor.DType.BOOL;
import static dev.wengert.tensor.DType.I64;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.ints;
import static dev.wengert.testing.SampleTable.real;

import dev.wengert.list.WengertList;
import dev.wengert.tensor.Bounds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of operators that run lists. */
final class ControlSampleTable {
    private static final Domain SMALL = Domain.between(-0.8, 0.8);

    private ControlSampleTable() {}

    static void addTo(List<Sample> rows) {
        for (long n : new long[] {3, 0, 17}) {
            rows.add(row("cond",       branches(n), ints(BOOL, 2), real(ANY, n), real(ANY, n)));
            rows.add(row("checkpoint", Map.of("body", product(n)), real(ANY, n), real(ANY, n)));
            rows.add(row("scan",       recurrence(n, 3, false), real(SMALL, n), real(SMALL, 3, n), real(SMALL, n)));
            rows.add(row("while_loop", loop(n), ints(I64, 3), real(SMALL, n), real(SMALL, n)));
        }
        rows.add(row("cond_each",    each(3, 0), ints(BOOL, 2, 5), real(ANY, 5, 3), real(ANY, 3)));
        rows.add(row("cond_each",    each(2, 0, 1), ints(BOOL, 2, 1), real(ANY, 1, 2), real(ANY, 1, 2)));
        rows.add(row("cond_each",    each(2), ints(BOOL, 2, 4), real(ANY, 2), real(ANY, 2)));
        rows.add(row("cond_each",    each(2, 0), ints(BOOL, 2, 0), real(ANY, 0, 2), real(ANY, 2)));
        rows.add(row("scan",         recurrence(2, 4, true), real(SMALL, 2), real(SMALL, 4, 2), real(SMALL, 2)));
        rows.add(row("scan",         recurrence(2, 0, false), real(SMALL, 2), real(SMALL, 0, 2), real(SMALL, 2)));
        rows.add(row("scan",         recurrence(2, 1, false), real(SMALL, 2), real(SMALL, 1, 2), real(SMALL, 2)));
        rows.add(row("scan",         counted(), ints(I64, 5), real(SMALL, 2)));
        rows.add(row("within_bound", Map.of("bound", 4), real(ANY, 3), ints(BOOL, 1)));

        rows.add(row("cond",         branches(40_001), ints(BOOL, 2), real(ANY, 40_001), real(ANY, 40_001)).inLarge());
        rows.add(row("cond_each",    each(40_001, 0), ints(BOOL, 2, 2), real(ANY, 2, 40_001), real(ANY, 40_001)).inLarge());
        rows.add(row("checkpoint",   Map.of("body", product(40_001)), real(ANY, 40_001), real(ANY, 40_001)).inLarge());
        rows.add(row("scan",         recurrence(40_001, 3, false), real(SMALL, 40_001), real(SMALL, 3, 40_001),
            real(SMALL, 40_001)).inLarge());
        rows.add(row("while_loop",   loop(40_001), ints(I64, 3), real(SMALL, 40_001), real(SMALL, 40_001)).inLarge());
        rows.add(row("within_bound", Map.of("bound", 4), real(ANY, 40_001), ints(BOOL, 1)).inLarge());
    }

    private static WengertList product(long n) {
        return list("product", n, """
            input a: f64[n]
            input b: f64[n]
            c = sin(a)
            d = mul(c, b)
            output d
            """);
    }

    private static Map<String, Object> branches(long n) {
        WengertList otherwise = list("otherwise", n, """
            input a: f64[n]
            input b: f64[n]
            c = exp(a)
            output c
            """);
        return Map.of("then", product(n), "otherwise", otherwise);
    }

    private static Map<String, Object> each(long n, long... over) {
        Map<String, Object> attributes = new LinkedHashMap<>(branches(n));
        attributes.put("over", Bounds.of(over));
        return attributes;
    }

    /** Gives its carry beside, which the adjoint reads, and something that it does not. */
    private static Map<String, Object> recurrence(long n, long length, boolean reverse) {
        WengertList step = list("step", n, """
            input h: f64[n]
            input x: f64[n]
            input w: f64[n]
            a = mul(h, w)
            b = add(a, x)
            next = tanh(b)
            same = reshape(next, shape=[n])
            y = add(next, x)
            output next
            output same
            output y
            """);
        return Map.of("body", step, "carries", 1, "xs", 1, "length", length, "reverse", reverse);
    }

    /** Without slices, and with a carry that has no derivative. */
    private static Map<String, Object> counted() {
        WengertList step = list("step", 2, """
            input i: i64[]
            input h: f64[n]
            one = fill(value=1, dtype=i64, shape=[])
            next = add(i, one)
            r = cast(i, dtype=f64)
            s = sin(h)
            t = mul(s, r)
            output next
            output t
            output i
            """);
        return Map.of("body", step, "carries", 2, "length", 3);
    }

    /** Goes on while a count is below 4. */
    private static Map<String, Object> loop(long n) {
        WengertList test = list("test", n, """
            input i: i64[]
            input h: f64[n]
            input w: f64[n]
            four = fill(value=4, dtype=i64, shape=[])
            z = less(i, four)
            output z
            """);
        WengertList body = list("body", n, """
            input i: i64[]
            input h: f64[n]
            input w: f64[n]
            one = fill(value=1, dtype=i64, shape=[])
            next = add(i, one)
            s = sin(h)
            t = add(s, w)
            output next
            output t
            """);
        return Map.of("test", test, "body", body, "bound", 6);
    }

    private static WengertList list(String name, long n, String statements) {
        return WengertList.parse("list " + name + " {\n" + statements.replace("[n]", "[" + n + "]") + "}");
    }
}
