package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.Assignment;
import dev.wengert.list.Composite;
import dev.wengert.list.Keeps;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator says its derivatives read is what they read: no less, and in some sample all of it. */
class KeepsTest {
    static Stream<String> operators() {
        return SampleTable.small().stream()
                .filter(sample -> !(sample.create(DType.F64) instanceof Composite))
                .map(Sample::operator)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void isWhatTheRulesRead(String name) {
        boolean operands = false;
        boolean results = false;
        Keeps keeps = Keeps.NOTHING;
        for (Sample sample : SampleTable.small()) {
            if (sample.operator().equals(name)) {
                Written written = new Written(sample);
                operands |= written.reads(written.assignment.operands());
                results |= written.reads(written.assignment.results());
                keeps = sample.create(DType.F64).keeps();
            }
        }
        assertThat(operands).as("reads operands").isEqualTo(keeps.operands());
        assertThat(results).as("reads results").isEqualTo(keeps.results());
    }

    /** What all rules of one sample write, with fresh registers as cotangents and tangents. */
    private static final class Written {
        final Assignment assignment;
        final Set<Register> read = new HashSet<>();

        Written(Sample sample) {
            ListBuilder list = WengertList.builder("rules");
            List<Register> operands = new ArrayList<>();
            for (TensorType type : sample.types(DType.F64)) {
                operands.add(list.input("y" + operands.size(), type));
            }
            Operator operator = sample.create(DType.F64);
            List<Register> results = list.apply(operator, operands);
            assignment = list.assignments().get(0);
            if (sample.isDifferentiable()) {
                List<@Nullable Register> seeds = fresh(list, "dz", results);
                List<@Nullable Register> tangents = fresh(list, "ty", operands);
                for (int i = 0; i < operands.size(); i++) {
                    if (tangents.get(i) != null) {
                        operator.vjp(assignment, seeds, i);
                        List<@Nullable Register> alone = new ArrayList<>();
                        operands.forEach(operand -> alone.add(null));
                        alone.set(i, tangents.get(i));
                        operator.jvp(assignment, alone);
                    }
                }
                operator.jvp(assignment, tangents);
            }
            list.assignments().stream().skip(1).forEach(rule -> read.addAll(rule.operands()));
        }

        /** An input beside each register of real type; null beside others. */
        private static List<@Nullable Register> fresh(ListBuilder list, String name, List<Register> beside) {
            List<@Nullable Register> fresh = new ArrayList<>();
            for (Register register : beside) {
                boolean real = register.type().dtype().isReal();
                fresh.add(real ? list.input(name + fresh.size(), register.type()) : null);
            }
            return fresh;
        }

        boolean reads(List<Register> registers) {
            return registers.stream().anyMatch(read::contains);
        }
    }
}
