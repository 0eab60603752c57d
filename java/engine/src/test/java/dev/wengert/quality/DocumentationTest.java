package dev.wengert.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a comment says is checked when a library is compiled. That there is one is checked here, because doclint cannot ask
 * for a comment without asking for a tag for every parameter.
 */
class DocumentationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "../nn/src/main/java"})
    void everyPublicDeclarationIsDocumented(String sources) throws IOException {
        assertThat(undocumented(Path.of(sources))).isEmpty();
    }

    @Test
    void aDeclarationWithoutACommentIsFound() throws IOException {
        Files.writeString(folder.resolve("Bare.java"), """
            /** A class. */
            public class Bare {
                public static final int ONE = 1;
                int hidden;
                /** A constructor. */
                protected Bare() {}
                public void bare(int n) {}
                @Override public String toString() { return ""; }
                private class Within { public void alone() {} }
                public interface Open { void implied(); }
                /** An enumeration. */
                public enum Kind { FIRST, /** Said. */ SECOND }
            }
            """);
        assertThat(undocumented(folder))
                .containsExactly("Bare.ONE", "Bare.bare", "Bare.Open", "Bare.Open.implied", "Bare.Kind.FIRST");
    }

    private static List<String> undocumented(Path folder) throws IOException {
        Sources sources = Sources.below(folder);
        Undocumented undocumented = new Undocumented(sources.trees());
        sources.units().forEach(unit -> undocumented.scan(unit, ""));
        return undocumented.found;
    }

    /** Goes through what other packages can see, with the name of the class that it is in. */
    private static final class Undocumented extends TreePathScanner<@Nullable Void, String> {
        private final List<String> found = new ArrayList<>();
        private final DocTrees trees;

        Undocumented(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, String outer) {
            if (isVisible(tree.getModifiers())) {
                String name = outer + tree.getSimpleName();
                requireComment(name);
                super.visitClass(tree, name + ".");
            }
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, String outer) {
            boolean overrides = tree.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (isVisible(tree.getModifiers()) && !overrides) {
                requireComment(outer + tree.getName());
            }
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, String outer) {
            if (isVisible(tree.getModifiers())) {
                requireComment(outer + tree.getName());
            }
            return null;
        }

        /** Members of interfaces are public unless they are private. */
        private boolean isVisible(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            boolean implied = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || (implied && !flags.contains(Modifier.PRIVATE));
        }

        private void requireComment(String name) {
            if (trees.getDocCommentTree(getCurrentPath()) == null) {
                found.add(name);
            }
        }
    }
}
