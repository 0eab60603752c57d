package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.runtime.RunException;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Choosing and replacing by index with PyTorch's meaning, on numbers that can be checked by hand. */
class IndexingTest {
    private final Eager eager = Eager.open();
    private final Register x = constant(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

    @AfterEach
    void close() {
        eager.close();
    }

    private Register constant(Shape shape, double... values) {
        try (Tensor tensor = Tensor.of(shape, values)) {
            return eager.list().constant(tensor);
        }
    }

    private Register indices(Shape shape, long... values) {
        try (Tensor tensor = Tensor.of(shape, values)) {
            return eager.list().constant(tensor);
        }
    }

    @Test
    void gathersWithFewerIndicesThanLines() {
        Register z = Indexing.gather(x, 0, indices(Shape.of(3, 2), 0, 1, 1, 1, 0, 0));
        assertThat(z.value().toDoubles()).containsExactly(1, 5, 4, 5, 1, 2);
        assertThat(Indexing.gather(x.select(0, 0).select(0, 1), 0, indices(Shape.scalar(), 0))
                        .item())
                .isEqualTo(2);
    }

    @Test
    void scattersWithinTheLinesThatHaveIndices() {
        Register index = indices(Shape.of(1, 2), 2, 0);
        Register source = constant(Shape.of(2, 2), 7, 8, 9, 10);
        assertThat(Indexing.scatter(x, 1, index, source).value().toDoubles()).containsExactly(8, 2, 7, 4, 5, 6);
        assertThat(Indexing.scatterAdd(x, 1, index, source).value().toDoubles()).containsExactly(9, 2, 10, 4, 5, 6);
        assertThat(Indexing.scatter(x, -1, index, 0.5).value().toDoubles()).containsExactly(0.5, 2, 0.5, 4, 5, 6);
    }

    @Test
    void putsAtTuplesOfIndices() {
        List<Register> tuples = List.of(indices(Shape.of(2), 1, 1), indices(Shape.of(2), 2, 2));
        Register values = constant(Shape.of(2), 7, 8);
        assertThat(Indexing.indexPut(x, tuples, values, false).value().toDoubles())
                .containsExactly(1, 2, 3, 4, 5, 8);
        assertThat(Indexing.indexPut(x, tuples, values, true).value().toDoubles())
                .containsExactly(1, 2, 3, 4, 5, 21);
    }

    @Test
    void failsWhereAnIndexIsOutsideItsOwnAxis() {
        Register value = constant(Shape.of(1), 7);
        for (long outside : new long[] {-1, 3, 34}) {
            Register index = indices(Shape.of(1), outside);
            List<Register> tuple = List.of(indices(Shape.of(1), 0), index);
            assertThatThrownBy(() -> Indexing.indexPut(x, tuple, value, false)).isInstanceOf(RunException.class);
            assertThatThrownBy(() -> Indexing.scatter(x, 1, index.reshape(1, 1), value.reshape(1, 1)))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("index");
        }
    }

    @Test
    void refusesLinesThatAreTooLongToSort() {
        ListBuilder list = WengertList.builder("long");
        Register line = list.input("x", DType.BOOL, 2, 1L << 32);
        assertThat(line.argsort(0).type().shape()).isEqualTo(line.type().shape());
        assertThatThrownBy(() -> line.argsort(1))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("2^32");
    }
}
