package dev.wengert.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.operator.Constant;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.RandomLists;
import dev.wengert.testing.Runs;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    static LongStream seeds() {
        return LongStream.range(3000, 3040);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsWhatWasPrinted(long seed) {
        WengertList list = RandomLists.small(seed, 30).list();
        WengertList read = WengertList.parse(list.toString());
        assertThat(read.toString()).isEqualTo(list.toString());
        assertThat(read.assignments())
                .extracting(Assignment::operator)
                .isEqualTo(list.assignments().stream().map(Assignment::operator).toList());
    }

    @Test
    void readsEverythingThatCanBeWritten() {
        String text = """
            list all {
              input x: f32[2,3]
              input c: i64[] = 3
              input empty: f64[0] = []
              input odd: f64[3] = [NaN, -Infinity, 1.0E-300]
              input lr: f32[]
              parameter flag: bool[2] = [true, false]
              a: f32[2,1] = sum(x, axes=[1], keepDims=true)
              b: f32[3,2] = transpose(x, order=[-1,0])
              p: f32[2,3], v: f32[2,3] = momentum(x, x, x, lr, momentum=0.9)
            tangent:
              f: f64[2] = fill(value=-1.0E-5, dtype=f64, shape=[2])
            adjoint:
              g: f64[] = fill(value=NaN, dtype=f64, shape=[])
            update:
              r: f32[4] = random_uniform(c, low=-1.0, high=1.0, seed=-9007199254740993, dtype=f32, shape=[4])
              output a
              output x
              update flag = flag
            }
            """;
        assertThat(WengertList.parse(text).toString()).isEqualTo(text);
    }

    @Test
    void needsNoHeadNorTypesNorBraces() {
        WengertList list =
                WengertList.parse("z1 = fill(value=2, dtype=f64, shape=[])\nz2 = add(z1, z1)  # twice\n\noutput z2");
        assertThat(list.name()).isEqualTo("list");
        assertThat(list.assignments().get(0).source()).hasToString("Optional[text:1]");
        assertThat(Runs.run(list, Map.of()).get("z2").item()).isEqualTo(4);
    }

    @Test
    void takesANumberForAConstantOfTheTypeBesideIt() {
        WengertList list = WengertList.parse("""
            input n: i64[2] = [1, 2]
            input x: f32[2] = [1, 2]
            m = mul(3, n)
            y = add(x, -1.5e1)
            q = pow(2, x)
            output m
            output y
            output q
            """);
        assertThat(list.register("m").type()).isEqualTo(TensorType.of(DType.I64, 2));
        var found = Runs.run(list, Map.of());
        assertThat(found.array("m")).containsExactly(3, 6);
        assertThat(found.array("y")).containsExactly(-14, -13);
        assertThat(found.array("q")).containsExactly(2, 4);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "y = tang(x)                  | no operator 'tang'",
                "y = add(x, w)                | no register 'w'",
                "y = add(x)                   | expected 2 operands, found 1",
                "y = add(x, x                 | expected a statement",
                "y: f64[3] = tanh(x)          | said to be f64[3]",
                "y: f16[2] = tanh(x)          | unknown element type 'f16'",
                "x = tanh(x)                  | 'x' is assigned twice",
                "y, z = tanh(x)               | has 1 results, found 2 names",
                "y = add(1, 2)                | a number needs a register beside it",
                "y = add(n, 0.5)              | 0.5 is no value of type i32",
                "y = sum(x, axes=[0], axes=[0]) | axes is given twice",
                "y = sum(x, axes=[0,)         | expected numbers such as",
                "input x: f64[2]              | the name is taken",
                "input w: f64[2] = [1]        | takes 2 elements, found 1",
                "input w: f64[2] = [1, one]   | not a list of f64 elements",
                "input w: bool[1] = [yes]     | not a list of bool elements",
                "input w: i32[1] = [3000000000] | not a list of i32 elements",
                "input w: f64[-1]             | negative dimension",
                "input w: f64                 | expected a statement",
                "output w                     | no register 'w'",
                "update x = x                 | it is no parameter",
                "} y = tanh(x)                | expected a name such as",
                "hello                        | expected a statement",
            })
    void saysWhichLineIsWrong(String line, String expected) {
        String text = "list f {\n  input x: f64[2]\n  input n: i32[2]\n\n  " + line + "\n}";
        assertThatThrownBy(() -> WengertList.parse(text))
                .isInstanceOf(ListException.class)
                .hasMessageStartingWith("line 5: ")
                .hasMessageContaining(expected.strip());
    }

    @Test
    void refusesTextBehindTheEnd() {
        assertThatThrownBy(() -> WengertList.parse("list f {\n}\noutput x"))
                .isInstanceOf(ListException.class)
                .hasMessageStartingWith("line 3: nothing may follow");
    }

    @Test
    void doesNotFindRegistersThatNumbersStandFor() {
        assertThatThrownBy(() -> WengertList.parse("input x: f64[]\ny = add(x, 1)\noutput z1"))
                .isInstanceOf(ListException.class)
                .hasMessage("line 3: there is no register 'z1'");
        WengertList list = WengertList.parse("input x: f64[]\ny = add(x, 1)\nz1 = neg(y)\noutput z1");
        assertThat(list.register("z1")).isSameAs(list.outputs().get(0));
    }

    /** An operator with words for an attribute. */
    record Labelled(String label) implements Constant {
        @Override
        public int arity() {
            return 1;
        }

        @Override
        public TensorType type(List<TensorType> y) {
            return y.get(0);
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            throw new IllegalStateException("not run");
        }

        @Override
        public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
            return operands.get(0).apply(this);
        }

        @Override
        public Overwrites overwrites() {
            return Overwrites.NOTHING;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ij,jk->ik", "a # b", "[", "x=1", "say \"yes\"", "back\\slash", "f32", "1"})
    void readsAnyWordsInQuotes(String label) {
        Catalogue catalogue = Catalogue.standard().with(Labelled.class);
        ListBuilder list = WengertList.builder("words", catalogue);
        list.output("y", list.input("x", DType.F64).apply(new Labelled(label)));
        String text = list.build().toString();
        WengertList read = WengertList.parse(text, catalogue);
        assertThat(read.assignments().get(0).operator()).isEqualTo(new Labelled(label));
        assertThat(read).hasToString(text);
    }

    @Test
    void leavesLargeDefaultValuesOut() {
        ListBuilder list = WengertList.builder("f");
        try (Tensor value = Tensor.zeros(DType.F64, 65)) {
            list.parameter("w", value);
        }
        String text = list.build().toString();
        assertThat(text).contains("parameter w: f64[65]  # with a default value");
        assertThat(WengertList.parse(text).register("w").defaultValue()).isEmpty();
    }
}
