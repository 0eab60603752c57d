package dev.wengert.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.testing.Interpreter;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters have their next values after a run, wherever those are computed, and outputs have seen the old ones. */
class UpdatesTest {
    private static final String PARAMETERS = """
        input x: f64[2,2] = [5, 6, 7, 8]
        input lr: f64[] = 0.5
        parameter p: f64[2,2] = [1, 2, 3, 4]
        parameter q: f64[2,2] = [-1, 0, 1, 9]
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                // what the next value is
                "update p = x",
                "update p = q",
                "update p = p",
                "update p = q; update q = p",
                "n = sub(p, x); update p = n",
                "n = sub(p, x); update p = n; update q = n",
                "n = fill(value=3, dtype=f64, shape=[2,2]); update p = n",
                "n = reshape(x, shape=[2,2]); update p = n",
                "n = reshape(p, shape=[2,2]); update q = n",
                "n = reshape(q, shape=[4]); m = reshape(n, shape=[2,2]); update p = m; update q = p",
                "n = add(q, x); update p = q; update q = n",
                "n = add(q, p); m = sub(q, p); update p = m; update q = n",
                // operators that cannot work in place
                "n = transpose(p, order=[1,0]); update p = n",
                "n = matmul(p, q); update p = n",
                "n = matmul(p, p); update p = n; update q = n",
                "n, m = momentum(p, q, x, lr, momentum=0.5); update p = n; update q = m",
                "n, m = momentum(p, q, x, lr, momentum=0.5); update p = m; update q = n",
                "n, m = momentum(p, p, p, lr, momentum=0.5); update p = n; update q = m",
                "n, m = momentum(q, p, q, lr, momentum=0.5); update q = n; update p = m",
                "n = softmax(p, axis=0); update p = n",
                "n = softmax_vjp(p, p, axis=1); update p = n",
                "n = softmax_cross_entropy_vjp(p, p, l); update p = n",
                // what else reads the old value or the new one
                "n = sub(p, x); m = mul(n, p); update p = n; output m",
                "n = sub(p, x); m = mul(n, q); update p = n; output m; output n",
                "n = neg(p); m = neg(n); update p = m; output n",
                "v = reshape(p, shape=[4]); n = sub(p, x); update p = n; output v",
                "v = reshape(p, shape=[4]); n = sub(p, x); w = neg(v); update p = n; output w",
                "v = reshape(p, shape=[4]); w = reshape(v, shape=[1,4]); n = sub(p, x); update p = n; output w; output"
                        + " v",
                "v = reshape(p, shape=[4]); n = square(v); m = reshape(n, shape=[2,2]); update p = m; output n",
                "v = reshape(p, shape=[4]); n = sub(p, x); update q = n; output v",
                "n = add(p, 1); s = sum(p); m = mul(n, s); update p = n; update q = m; output p",
            })
    void areWhatTheListSays(String body) {
        WengertList list =
                WengertList.parse(PARAMETERS + "input l: f64[2] = [1, -2]\n" + body.replace(';', '\n') + "\noutput q");
        Interpreter interpreter = new Interpreter(list, Map.of());
        try (Session planned = Program.compile(list).open();
                Session separate = Program.compile(list, MemoryUse.SEPARATE).open()) {
            for (int step = 0; step < 3; step++) {
                Results expected = interpreter.run();
                String when = " in step " + step;
                for (Session session : new Session[] {planned, separate}) {
                    session.run();
                    Results found = Runs.results(session);
                    expected.byName()
                            .forEach((name, value) -> Values.assertSameBits(found.get(name), value, name + when));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MemoryUse.class)
    void showAnOutputThatViewsAnUpdatedParameterAsItWas(MemoryUse use) {
        WengertList list = WengertList.parse(
                PARAMETERS + "old = reshape(p, shape=[4])\nnext = add(p, 1)\noutput old\nupdate p = next");
        try (Session session = Program.compile(list, use).open()) {
            session.run();
            assertThat(session.tensor("old").toDoubles()).containsExactly(1, 2, 3, 4);
            assertThat(session.tensor("p").toDoubles()).containsExactly(2, 3, 4, 5);
        }
    }

    @Test
    void ofAnOptimiserNeedNoCopy() {
        WengertList list = WengertList.parse(
                PARAMETERS + "n, m = momentum(p, q, x, lr, momentum=0.9)\nupdate p = n\nupdate q = m");
        assertThat(Program.compile(list).schedule().instructions()).hasSize(1);
    }
}
