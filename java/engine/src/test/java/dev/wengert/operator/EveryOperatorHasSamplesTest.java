package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.Overwrites;
import dev.wengert.tensor.DType;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EveryOperatorHasSamplesTest {
    @Test
    void everyOperatorOfTheCatalogueHasASmallSampleAndNoOtherHas() {
        assertThat(names(SampleTable.small())).isEqualTo(SampleTable.operators());
    }

    @Test
    void everyOperatorThatComputesHasALargeSample() {
        Set<String> computing = names(
                SampleTable.small().stream().filter(sample -> computes(sample)).toList());
        // its one number is one tile
        computing.remove("dot");
        assertThat(names(SampleTable.large())).isEqualTo(computing);
    }

    /** Views compute nothing. */
    private static boolean computes(Sample sample) {
        return sample.list(DType.F64).assignments().stream()
                .anyMatch(assignment -> assignment.operator().overwrites() != Overwrites.VIEW);
    }

    private static Set<String> names(List<Sample> samples) {
        return samples.stream().map(Sample::operator).collect(Collectors.toCollection(TreeSet::new));
    }
}
