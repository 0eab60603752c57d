package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.ListException;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes at the ends of their range, where sums of them overflow. */
class ExtremeAttributesTest {
    private static final Tensor X = Values.of(TensorType.of(DType.F64, 2, 3), 1, 2, 3, 4, 5, 6);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roll(x, shifts=[-9223372036854775808], axes=[1])  | [3,1,2,6,4,5]",
                "roll(x, shifts=[9223372036854775807], axes=[1])   | [3,1,2,6,4,5]",
                "diagonal(x, offset=-9223372036854775808)          | []",
                "diagonal(x, offset=9223372036854775807)           | []",
                "trace(x, offset=-9223372036854775808)             | [0]",
                "triu(x, diagonal=-9223372036854775808)            | [1,2,3,4,5,6]",
                "triu(x, diagonal=9223372036854775807)             | [0,0,0,0,0,0]",
                "tril(x, diagonal=-9223372036854775808)            | [0,0,0,0,0,0]",
                "slice(x, steps=[-9223372036854775808])            | [4,5,6]",
                "slice(x, starts=[-9223372036854775808])           | [1,2,3,4,5,6]",
                "arange(start=2147483646, stop=2147483648, step=1, dtype=i32) | [2147483646,2147483647]",
            })
    void giveWhatTheyMean(String call, String expected) {
        WengertList list = WengertList.parse("input x: f64[2,3]\n z = " + call + "\n output z");
        double[] found = Runs.run(list, Map.of("x", X)).get("z").toDoubles();
        assertThat(found).containsExactly(numbers(expected));
    }

    private static double[] numbers(String text) {
        String body = text.strip().substring(1, text.strip().length() - 1);
        return body.isEmpty()
                ? new double[0]
                : Stream.of(body.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arange(start=3e9, stop=3000000003, step=1, dtype=i32)    | 3.0E9 is no value of type i32",
                "arange(start=0, stop=1e19, step=5e18, dtype=i32)         | 5.0E18 is no value of type i32",
                "fill(value=9223372036854775808.0, dtype=i64, shape=[])   | is no value of type i64",
            })
    void areRefusedWhereNoElementHasSuchAValue(String call, String expected) {
        assertThatThrownBy(() -> WengertList.parse("z = " + call))
                .isInstanceOf(ListException.class)
                .hasMessageContaining(expected);
    }
}
