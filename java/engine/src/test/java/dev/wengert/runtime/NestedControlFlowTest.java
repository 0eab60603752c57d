package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.Assignment;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Copies;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.schedule.MemoryUse;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Flow;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops in loops, branches in loops, failures in the middle of them. */
class NestedControlFlowTest {
    private static final Catalogue CATALOGUE =
            Catalogue.standard().with(Flow.Loop.class).with(Flow.Branch.class).with(Flow.LoopWhile.class);

    /** Halves until it is at most one, and counts. */
    private static final String HALVES = """
        list many {
          input v: f64[]
          input n: f64[]
          z = greater(v, 1)
          output z
        }
        list halve {
          input v: f64[]
          input n: f64[]
          w = mul(v, 0.5)
          m = add(n, 1)
          output w
          output m
        }
        """;

    /** The outputs, which are the same however the list is run, and eagerly. */
    private static Results run(String text, Map<String, Tensor> given) {
        WengertList list = WengertList.parse(text, CATALOGUE);
        Results usual = Runs.run(list, given);
        for (Runs.Way way : new Runs.Way[] {
            new Runs.Way(MemoryUse.SEPARATE, 1, false),
            new Runs.Way(MemoryUse.PLANNED, 3, false),
            new Runs.Way(MemoryUse.PLANNED, 3, true)
        }) {
            Results found = Runs.run(list, given, way);
            usual.byName().forEach((name, value) -> Values.assertSameBits(found.get(name), value, name + " " + way));
        }
        eagerly(list, given).forEach((name, value) -> Values.assertSameBits(value, usual.get(name), name + " eagerly"));
        return usual;
    }

    private static Map<String, Tensor> eagerly(WengertList list, Map<String, Tensor> given) {
        try (Eager eager = Eager.open()) {
            Copies copies = new Copies();
            for (Register input : list.inputs()) {
                Tensor value = given.get(input.name());
                copies.put(
                        input,
                        eager.input(
                                input.name(),
                                value != null ? value : input.defaultValue().orElseThrow()));
            }
            for (Assignment assignment : list.assignments()) {
                List<Register> operands =
                        assignment.operands().stream().map(copies::of).toList();
                List<Register> results = eager.list().apply(assignment.operator(), operands);
                for (int i = 0; i < results.size(); i++) {
                    copies.put(assignment.result(i), results.get(i));
                }
            }
            Map<String, Tensor> values = new LinkedHashMap<>();
            list.outputs()
                    .forEach(output -> values.put(
                            output.name(), Tensor.constant(copies.of(output).value())));
            return values;
        }
    }

    @Test
    void aBranchInALoopIsTakenAnewInEachStep() {
        Results results = run("""
            input s: f64[] = 0
            input x: f64[6] = [3, 1, -2, 5, 0.5, 7]
            list body {
              input s: f64[]
              input x: f64[]
              list up {
                input s: f64[]
                input x: f64[]
                z = add(s, x)
                output z
                output x
              }
              list down {
                input s: f64[]
                input x: f64[]
                k = fill(value=10.0, dtype=f64, shape=[])
                z = sub(s, k)
                output z
                output s
              }
              c = less(s, x)
              z, y = branch(c, s, x, then=up, otherwise=down)
              output z
              output y
            }
            z, y = loop(s, x, body=body, carries=1, slices=1, times=6)
            output z
            output y
            """, Map.of());
        assertThat(results.array("y")).containsExactly(3, 3, -2, 5, 0.5, 7);
        assertThat(results.array("z")).containsExactly(3.5);
    }

    @Test
    void aLoopOfUnknownLengthInALoopRunsAsOftenAsItsTestSays() {
        Results results = run(
                "input x: f64[5] = [1, 2, 3, 1000, -4]\ninput s: f64[] = 0\nlist body {\ninput s: f64[]\n"
                        + "input x: f64[]\n" + HALVES + """
                          o = fill(value=0.0, dtype=f64, shape=[])
                          v, n = loop_while(x, o, test=many, body=halve)
                          t = add(s, n)
                          output t
                          output v
                          output n
                        }
                        t, v, n = loop(s, x, body=body, carries=1, slices=1, times=5)
                        output t
                        output v
                        output n
                        """,
                Map.of());
        assertThat(results.array("n")).containsExactly(0, 1, 2, 10, 0);
        assertThat(results.array("v")).containsExactly(1, 1, 0.75, 1000.0 / 1024, -4);
        assertThat(results.array("t")).containsExactly(13);
    }

    @Test
    void aLoopInALoopInALoopGoesThroughATensor() {
        Results results = run("""
            input s: f64[] = 1
            input x: f64[2,3,4] = [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24]
            input c: f64[] = 0.5
            list planes {
              input s: f64[]
              input x: f64[3,4]
              input c: f64[]
              list rows {
                input s: f64[]
                input x: f64[4]
                input c: f64[]
                list numbers {
                  input s: f64[]
                  input x: f64[]
                  input c: f64[]
                  d = mul(c, c)
                  e = mul(s, d)
                  z = add(e, x)
                  output z
                  output e
                }
                z, e = loop(s, x, c, body=numbers, carries=1, slices=1, times=4)
                output z
                output e
              }
              z, e = loop(s, x, c, body=rows, carries=1, slices=1, times=3)
              output z
              output e
            }
            z, e = loop(s, x, c, body=planes, carries=1, slices=1, times=2)
            output z
            output e
            """, Map.of());
        double[] expected = new double[24];
        double s = 1;
        for (int i = 0; i < 24; i++) {
            expected[i] = s * 0.25;
            s = expected[i] + i + 1;
        }
        assertThat(results.array("e")).containsExactly(expected);
        assertThat(results.array("z")).containsExactly(s);
    }

    @Test
    void aLoopOfNoStepsGivesWhatItBeganWith() {
        Results results = run("""
            input s: f64[2] = [5, 6]
            list body {
              input s: f64[2]
              input x: f64[3]
              z = exp(s)
              y = exp(x)
              output z
              output y
            }
            x = fill(value=0.0, dtype=f64, shape=[0,3])
            z, y = loop(s, x, body=body, carries=1, slices=1, times=0)
            output z
            output y
            """, Map.of());
        assertThat(results.array("z")).containsExactly(5, 6);
        assertThat(results.get("y").type().toString()).isEqualTo("f64[0,3]");
    }

    @Test
    void stepsOnTensorsWithoutElementsDoNothing() {
        Results results = run("""
            input s: f64[0] = []
            input n: i64[] = 0
            list body {
              input s: f64[0]
              input n: i64[]
              z = exp(s)
              m = add(n, 1)
              output z
              output m
              output s
            }
            z, m, y = loop(s, n, body=body, carries=2, slices=0, times=7)
            output z
            output m
            output y
            """, Map.of());
        assertThat(results.array("m")).containsExactly(7);
        assertThat(results.array("y")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void manyTilesInALoopGiveTheSameBitsOnAnyNumberOfThreads(int threads) {
        WengertList list = WengertList.parse("""
            input s: f64[50000]
            input x: f64[7,50000]
            list body {
              input s: f64[50000]
              input x: f64[50000]
              t = tanh(s)
              z = add(t, x)
              m = softmax(z, axis=0)
              r = sum(z)
              output z
              output r
              output m
            }
            z, r, m = loop(s, x, body=body, carries=1, slices=1, times=7)
            output z
            output r
            output m
            """, CATALOGUE);
        Map<String, Tensor> given = Map.of(
                "s", Values.of(list.register("s").type(), Math::sin),
                "x", Values.of(list.register("x").type(), i -> Math.cos(3 * i)));
        Results alone = Runs.run(list, given);
        Results found = Runs.run(list, given, new Runs.Way(MemoryUse.PLANNED, threads, false));
        alone.byName().forEach((name, value) -> Values.assertSameBits(found.get(name), value, name));
    }

    private static final String SELECTION = """
        input s: f64[1] = [0]
        input x: f64[5] = [1, 2, 3, 4, 5]
        input i: i64[4,1]
        list body {
          input s: f64[1]
          input i: i64[1]
          input x: f64[5]
          g = gather(x, i)
          z = add(s, g)
          output z
        }
        z = loop(s, i, x, body=body, carries=1, slices=1, times=4)
        output z
        """;

    @Test
    void aFailureInTheMiddleOfALoopNamesTheInnerAssignmentAndLeavesTheSessionUsable() {
        WengertList list = WengertList.parse(SELECTION, CATALOGUE);
        try (Tensor i = Tensor.zeros(list.register("i").type());
                Session session = Program.compile(list).open(Runs.workers(2));
                Eager eager = Eager.open()) {
            session.bind("i", i);
            i.setLong(2, 5);
            for (Runnable run : new Runnable[] {
                session::run,
                () -> session.runStepwise(instruction -> {}),
                () -> eager.list()
                        .anew(() -> eager.list()
                                .apply(
                                        list.assignments().get(0).operator(),
                                        List.of(
                                                eager.input(
                                                        "s",
                                                        list.register("s")
                                                                .defaultValue()
                                                                .orElseThrow()),
                                                eager.input("i", i),
                                                eager.input(
                                                        "x",
                                                        list.register("x")
                                                                .defaultValue()
                                                                .orElseThrow()))))
            }) {
                assertThatThrownBy(run::run)
                        .isInstanceOf(RunException.class)
                        .hasMessageContaining("g = gather(x: f64[5], i: i64[1]) at text:8, within ")
                        .hasMessageContaining(" = loop(s: f64[1], i: i64[4,1], x: f64[5]) at ")
                        .hasMessageContaining("index");
            }
            i.setLong(2, 4);
            for (int again = 0; again < 2; again++) {
                session.run();
                assertThat(session.tensor("z").toDoubles()).containsExactly(1 + 1 + 5 + 1);
            }
        }
    }

    @Test
    void sessionsOfOneProgramLoopAtTheSameTime() throws InterruptedException {
        Program program = Program.compile(WengertList.parse(SELECTION, CATALOGUE));
        List<Thread> threads = new ArrayList<>();
        boolean[] right = new boolean[4];
        for (int k = 0; k < right.length; k++) {
            int index = k;
            threads.add(Thread.ofPlatform().start(() -> {
                try (Tensor i = Tensor.zeros(program.list().register("i").type());
                        Session session = program.open(Runs.workers(3))) {
                    i.setLong(0, index);
                    session.bind("i", i);
                    right[index] = true;
                    for (int run = 0; run < 200; run++) {
                        session.run();
                        right[index] &= session.tensor("z").getDouble(0) == 4 + index;
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(right).containsOnly(true);
    }
}
