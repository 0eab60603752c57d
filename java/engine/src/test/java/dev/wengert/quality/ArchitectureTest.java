package dev.wengert.quality;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.wengert.bindings.wg_instruction;
import dev.wengert.tensor.Shape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of the packages and who may see the native side, as README states them. */
class ArchitectureTest {
    private static final List<String> LAYERS = List.of(
            "tensor",
            "list",
            "operator",
            "differentiate",
            "control",
            "custom",
            "schedule",
            "runtime",
            "inspect",
            "expression");

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .importUrl(Shape.class.getProtectionDomain().getCodeSource().getLocation());

    private static final DescribedPredicate<JavaCall<?>> INDEXED_ACCESSOR = DescribedPredicate.describe(
            "an indexed accessor of wg_instruction",
            call -> call.getTargetOwner().isEquivalentTo(wg_instruction.class)
                    && Set.of("slots", "sizes", "scalars").contains(call.getName())
                    && call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(long.class)));

    @Test
    void importsTheWholeEngine() {
        for (String layer : LAYERS) {
            assertThat(ENGINE.containPackage("dev.wengert." + layer)).as(layer).isTrue();
        }
    }

    static List<String> lower() {
        return LAYERS.subList(0, LAYERS.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("lower")
    void noPackageDependsOnOneAboveIt(String layer) {
        String[] above = LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size()).stream()
                .map(name -> "dev.wengert." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.wengert." + layer + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .check(ENGINE);
    }

    @Test
    void packagesOfALayerAreFreeOfCycles() {
        slices().matching("dev.wengert.operator.(*)..")
                .should()
                .beFreeOfCycles()
                .check(ENGINE);
    }

    @Test
    void onlyTheRuntimeSeesTheBindings() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.wengert.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.wengert.bindings..")
                .check(ENGINE);
    }

    @Test
    void needsNothingButTheJdkAndTheBindings() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.wengert..", "java..", "jdk..", "org.jspecify.annotations..")
                .check(ENGINE);
    }

    /** The bindings' indexed accessors of array fields write at the start of the record: see cmake/jextract.cmake. */
    @Test
    void arrayFieldsOfARecordAreReachedThroughTheirSegment() {
        noClasses().should().callCodeUnitWhere(INDEXED_ACCESSOR).check(ENGINE);
    }
}
