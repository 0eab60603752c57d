package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator says it takes it can compute: there are kernels for every combination of element types. */
class KernelsExistTest {
    /** One of each operator with so many operands: kernels depend on types, not on shapes. */
    static Stream<Sample> samples() {
        Set<String> seen = new HashSet<>();
        return SampleTable.small().stream()
                .filter(sample -> !sample.operands().isEmpty())
                .filter(sample -> seen.add(sample.operator() + sample.operands().size()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void forEveryCombinationOfElementTypesThatIsTaken(Sample sample) {
        List<TensorType> types = sample.types(DType.F64);
        for (DType real : List.of(DType.F32, DType.F64)) {
            compileAll(sample.create(real), types, new ArrayList<>());
        }
    }

    private static void compileAll(Operator operator, List<TensorType> types, List<TensorType> chosen) {
        if (chosen.size() == types.size()) {
            compile(operator, chosen);
            return;
        }
        TensorType next = types.get(chosen.size());
        for (DType dtype : chosen.size() < 2 ? List.of(DType.values()) : likely(chosen)) {
            List<TensorType> more = new ArrayList<>(chosen);
            more.add(next.withDType(dtype));
            compileAll(operator, types, more);
        }
    }

    /** From the third operand on, the type of the first or of an index. */
    private static List<DType> likely(List<TensorType> chosen) {
        return List.of(chosen.get(0).dtype(), DType.I64);
    }

    private static void compile(Operator operator, List<TensorType> types) {
        try {
            operator.infer(types);
        } catch (IllegalArgumentException refused) {
            return;
        }
        ListBuilder list = WengertList.builder("kernels");
        List<Register> operands = new ArrayList<>();
        types.forEach(type -> operands.add(list.input("y" + operands.size(), type)));
        list.apply(operator, operands).forEach(list::output);
        WengertList built = list.build();
        assertThatCode(() -> Program.compile(built)).as(built.toString()).doesNotThrowAnyException();
    }
}
