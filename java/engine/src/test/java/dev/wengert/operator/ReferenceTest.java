package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.Catalogue;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    @Test
    void hasAnEntryForEveryOperator() {
        assertThat(Catalogue.standard().names())
                .allSatisfy(name -> assertThat(Reference.of(name))
                        .hasValueSatisfying(entry ->
                                assertThat(entry).startsWith("`" + name + "(").doesNotContain("\n#")));
    }

    @Test
    void hasNoneForOthers() {
        assertThat(Reference.of("frobnicate")).isEmpty();
    }
}
