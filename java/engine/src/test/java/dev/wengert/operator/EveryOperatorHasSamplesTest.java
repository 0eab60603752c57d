package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;

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
        Set<String> computing = SampleTable.operators();
        // views compute nothing, and the one number of a dot product is one tile
        computing.removeAll(Set.of("reshape", "stop_gradient", "squeeze", "unsqueeze", "dot"));
        assertThat(names(SampleTable.large())).isEqualTo(computing);
    }

    private static Set<String> names(List<Sample> samples) {
        return samples.stream().map(Sample::operator).collect(Collectors.toCollection(TreeSet::new));
    }
}
