package dev.wengert.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Provides;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    @Test
    void providesTheSameOperatorsOnTheClassPathAsOnTheModulePath() throws IOException {
        Module module = Catalogue.class.getModule();
        List<String> asModule = module.getDescriptor().provides().stream()
                .filter(provides -> provides.service().equals(Catalogue.class.getName()))
                .map(Provides::providers)
                .findFirst()
                .orElseThrow();
        try (InputStream services =
                Objects.requireNonNull(module.getResourceAsStream("META-INF/services/" + Catalogue.class.getName()))) {
            assertThat(new String(services.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactlyElementsOf(asModule);
        }
    }
}
