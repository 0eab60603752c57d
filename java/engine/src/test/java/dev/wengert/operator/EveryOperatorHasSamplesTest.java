package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.Catalogue;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EveryOperatorHasSamplesTest {
    /** What no list can hold; see EagerTest. */
    private static final Set<String> EAGER_ONLY = Set.of("masked_select");

    @Test
    void everyOperatorOfTheCatalogueHasASmallSampleAndNoOtherHas() {
        Set<String> listed = new TreeSet<>(Catalogue.standard().names());
        listed.removeAll(EAGER_ONLY);
        assertThat(names(SampleTable.small())).isEqualTo(listed);
    }

    @Test
    void everyOperatorThatComputesHasALargeSample() {
        Set<String> computing = new TreeSet<>(Catalogue.standard().names());
        // views compute nothing, and the one number of a dot product is one tile
        computing.removeAll(EAGER_ONLY);
        computing.removeAll(Set.of("reshape", "squeeze", "unsqueeze", "dot"));
        assertThat(names(SampleTable.large())).isEqualTo(computing);
    }

    private static Set<String> names(List<Sample> samples) {
        return samples.stream().map(Sample::operator).collect(Collectors.toCollection(TreeSet::new));
    }
}
