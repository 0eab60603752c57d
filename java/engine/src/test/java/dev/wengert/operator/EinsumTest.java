package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.GradientChecker;
import dev.wengert.testing.Runs;
import dev.wengert.testing.SumOfProducts;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Einstein's summation for random patterns, how it is lowered, and what it refuses. */
class EinsumTest {
    private static final String LETTERS = "abXy";

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithItsDefinition(int seed) {
        Random random = new Random(seed);
        Drawn drawn = Drawn.draw(random);
        WengertList list = drawn.list();
        Map<String, Tensor> inputs = drawn.values(random);
        Tensor found = Runs.run(list, inputs).get("z");
        double[] expected = SumOfProducts.compute(drawn.pattern, List.copyOf(inputs.values()), found.shape());
        Values.assertClose(found, Values.of(found.type(), expected), 1e-13, list.toString());
        if (seed % 8 == 0) {
            new GradientChecker(list, inputs, 1e-5, 1e-7, random).checkTwice();
        }
    }

    /** A pattern and shapes that it fits. */
    private record Drawn(String pattern, List<Shape> shapes) {
        static Drawn draw(Random random) {
            long[] sizes = random.longs(LETTERS.length() + 2, 1, 4).toArray();
            if (random.nextInt(10) == 0) {
                sizes[0] = 0;
            }
            List<String> terms = new ArrayList<>();
            List<Shape> shapes = new ArrayList<>();
            int operands = 1 + random.nextInt(4);
            for (int i = 0; i < operands; i++) {
                StringBuilder term = new StringBuilder();
                List<Long> dims = new ArrayList<>();
                int axes = random.nextInt(4);
                int dots = random.nextInt(3) == 0 ? random.nextInt(axes + 1) : -1;
                for (int axis = 0; axis <= axes; axis++) {
                    if (axis == dots) {
                        int hidden = random.nextInt(3);
                        term.append("...");
                        for (int j = hidden; j > 0; j--) {
                            dims.add(random.nextInt(4) == 0 ? 1 : sizes[sizes.length - j]);
                        }
                    }
                    if (axis < axes) {
                        int letter = random.nextInt(LETTERS.length());
                        term.append(LETTERS.charAt(letter));
                        dims.add(sizes[letter]);
                    }
                }
                terms.add(term.toString());
                shapes.add(Shape.of(dims.stream().mapToLong(dim -> dim).toArray()));
            }
            return new Drawn(String.join(",", terms) + result(String.join("", terms), random), shapes)
                    .withOnes(terms, random);
        }

        private static String result(String all, Random random) {
            if (random.nextInt(3) == 0) {
                return "";
            }
            List<String> names = new ArrayList<>();
            Stream.of(LETTERS.split("")).filter(all::contains).forEach(names::add);
            if (all.contains("...")) {
                names.add("...");
            }
            names.removeIf(name -> random.nextInt(2) == 0);
            Collections.shuffle(names, random);
            return " -> " + String.join("", names);
        }

        /** Some axes that are named once in their operand with length 1 instead. */
        private Drawn withOnes(List<String> terms, Random random) {
            List<Shape> changed = new ArrayList<>();
            for (int i = 0; i < terms.size(); i++) {
                String term = terms.get(i);
                long[] dims = shapes.get(i).dims();
                boolean open = term.contains("...");
                for (int axis = 0; axis < dims.length && !open; axis++) {
                    char name = term.charAt(axis);
                    if (term.indexOf(name) == term.lastIndexOf(name) && random.nextInt(6) == 0) {
                        dims[axis] = 1;
                    }
                }
                changed.add(Shape.of(dims));
            }
            return new Drawn(pattern, changed);
        }

        WengertList list() {
            ListBuilder list = WengertList.builder("einsum");
            List<Register> operands = new ArrayList<>();
            for (Shape shape : shapes) {
                operands.add(list.input("y" + operands.size(), new TensorType(DType.F64, shape)));
            }
            list.output(
                    "z",
                    list.call("einsum", Map.of("pattern", pattern), operands).get(0));
            return list.build();
        }

        Map<String, Tensor> values(Random random) {
            Map<String, Tensor> values = new LinkedHashMap<>();
            for (Shape shape : shapes) {
                values.put(
                        "y" + values.size(),
                        Values.of(new TensorType(DType.F64, shape), i -> random.nextDouble() * 4 - 2));
            }
            return values;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ij,jk->ik          | f64[3,5]; f64[5,4]         | matmul",
                "ij,kj->ik          | f64[3,5]; f64[4,5]         | matmul",
                "ji,jk->ik          | f64[5,3]; f64[5,4]         | matmul",
                "bij,bjk->bik       | f64[2,3,5]; f64[2,5,4]     | matmul",
                "abij,abkj->abik    | f64[2,2,3,5]; f64[2,2,4,5] | reshape reshape matmul reshape",
                "bhi,hio->bo        | f64[2,3,4]; f64[3,4,5]     | reshape reshape matmul",
                "...i,io->...o      | f64[2,3,4]; f64[4,5]       | reshape matmul reshape",
                "i,j->ij            | f64[3]; f64[4]             | reshape reshape mul",
                "ij,ij->ij          | f64[3,4]; f64[3,4]         | mul",
                "ij->ji             | f64[3,4]                   | transpose",
                "ij->j              | f64[3,4]                   | sum",
            })
    void isWrittenWithFewOperators(String pattern, String types, String operators) {
        WengertList list = write(pattern.strip(), types);
        assertThat(list.assignments().stream()
                        .map(assignment -> assignment.operator().name()))
                .containsExactly(operators.strip().split(" "));
    }

    @Test
    void multipliesFirstWhatGivesTheSmallerProduct() {
        WengertList list = write("ij,jk,k->i", "f64[30,20]; f64[20,40]; f64[40]");
        assertThat(list.assignments())
                .allMatch(assignment -> assignment.result().type().size() <= 40);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ij,jk->ik  | f64[3,5]; f64[4,2]     | pattern \"ij,jk->ik\": expected axis j of length 5 or 1 in"
                        + " operand 2, found 4",
                "ij,jk->ik  | f64[3,5]               | pattern \"ij,jk->ik\": expected 2 operands, found 1",
                "ij->i      | f64[3]                 | expected operand 1 with 2 dimensions for 'ij', found f64[3]",
                "i...j->i   | f64[3]                 | expected operand 1 with at least 2 dimensions for 'i...j',"
                        + " found f64[3]",
                "ii->i      | f64[3,1]               | expected axis i, named twice, of one length in operand 1, found"
                        + " 3 and 1",
                "ij->ii     | f64[3,2]               | expected each axis once in the result, found i twice",
                "ij->k      | f64[3,2]               | expected axes of operands in the result, found k",
                "i1->i      | f64[3,2]               | expected letters and at most one ... for operand 1, found 'i1'",
                "i......->i | f64[3,2]               | expected letters and at most one ... for operand 1, found"
                        + " 'i......'",
                "i->i->i    | f64[3]                 | expected letters and at most one ... for the result, found"
                        + " 'i->i'",
                "...,...    | f64[3]; f64[2]         | expected axes under ... of length 3 or 1 in operand 2, found 2",
                "i,i        | f64[3]; f32[3]         | element types differ: f64[3] and f32[3]; cast one of them",
                "i          | i64[3]                 | expected operand 1 of f32 or f64, found i64[3]",
            })
    void refusesWhatDoesNotFitAndSaysWhy(String pattern, String types, String expected) {
        assertThatThrownBy(() -> write(pattern.strip(), types))
                .isInstanceOf(ListException.class)
                .hasMessageStartingWith("einsum(y1: ")
                .hasMessageContaining("pattern \"" + pattern.strip() + "\": ")
                .hasMessageContaining(expected.strip());
    }

    @Test
    void isReadFromText() {
        WengertList list = WengertList.parse(
                "input x: f64[2,3]\ninput y: f64[3,4]\n z = einsum(x, y, pattern=\"ij, jk -> ki\")\noutput z");
        assertThat(list.register("z").type()).isEqualTo(TensorType.of(DType.F64, 4, 2));
    }

    @Test
    void factorsOfAddedProductsAreOneUnlessGiven() {
        String inputs = "input c: f64[2,4]\ninput x: f64[2,3]\ninput y: f64[3,4]\n";
        assertThat(WengertList.parse(inputs + " z = addmm(c, x, y)\noutput z"))
                .hasToString(WengertList.parse(inputs + " z1 = matmul(x, y)\n z = add(c, z1)\noutput z")
                        .toString());
    }

    private static WengertList write(String pattern, String types) {
        ListBuilder list = WengertList.builder("einsum");
        List<Register> operands = new ArrayList<>();
        for (String type : types.split(";", -1)) {
            operands.add(list.input("y" + (operands.size() + 1), TensorType.parse(type.strip())));
        }
        list.output(
                "z", list.call("einsum", Map.of("pattern", pattern), operands).get(0));
        return list.build();
    }
}
