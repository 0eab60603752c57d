package dev.wengert.quality.page;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import dev.wengert.quality.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The comments on the packages and classes below a folder, as Markdown, read by the compiler's own parser. */
final class Comments {
    /**
     * A comment.
     *
     * @param body what stands before the tags
     * @param parameters what is said of each parameter
     */
    record Comment(String body, Map<String, String> parameters) {}

    private final Map<String, DocCommentTree> byName = new LinkedHashMap<>();

    private Comments() {}

    static Comments below(Path folder) throws IOException {
        Comments comments = new Comments();
        Sources sources = Sources.below(folder);
        Scanner scanner = comments.new Scanner(sources.trees());
        sources.units().forEach(unit -> scanner.scan(unit, unit.getPackageName().toString()));
        return comments;
    }

    /** The comment on a class, by its canonical name, or on a package. */
    Comment of(String name) {
        DocCommentTree comment = byName.get(name);
        if (comment == null) {
            throw new IllegalArgumentException(name + " has no comment");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        comment.getBlockTags().forEach(tag -> {
            if (tag instanceof ParamTree parameter) {
                parameters.put(parameter.getName().toString(), Markdown.of(parameter.getDescription()));
            }
        });
        return new Comment(Markdown.of(comment.getFullBody()), parameters);
    }

    /** Goes through classes within classes, with the name of what they are in. */
    private final class Scanner extends TreePathScanner<@Nullable Void, String> {
        private final DocTrees trees;

        Scanner(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitPackage(PackageTree tree, String outer) {
            note(outer);
            return super.visitPackage(tree, outer);
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, String outer) {
            String name = outer + "." + tree.getSimpleName();
            note(name);
            return super.visitClass(tree, name);
        }

        private void note(String name) {
            DocCommentTree comment = trees.getDocCommentTree(Objects.requireNonNull(getCurrentPath()));
            if (comment != null) {
                byName.put(name, comment);
            }
        }
    }
}
