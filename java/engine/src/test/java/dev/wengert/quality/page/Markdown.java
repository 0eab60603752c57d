package dev.wengert.quality.page;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import dev.wengert.list.Attributes;
import dev.wengert.list.Catalogue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of a comment as Markdown: a paragraph is one line, and an empty line stands between two. */
final class Markdown extends SimpleDocTreeVisitor<@Nullable Void, StringBuilder> {
    private Markdown() {}

    static String of(List<? extends DocTree> parts) {
        StringBuilder text = new StringBuilder();
        new Markdown().visit(parts, text);
        return text.toString()
                .replaceAll(" *\n *", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    @Override
    public @Nullable Void visitText(TextTree tree, StringBuilder text) {
        text.append(tree.getBody().replaceAll("\\s+", " "));
        return null;
    }

    /** A sign like {@code <} by itself. */
    @Override
    public @Nullable Void visitErroneous(ErroneousTree tree, StringBuilder text) {
        text.append(tree.getBody());
        return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree tree, StringBuilder text) {
        code(tree.getBody().getBody(), text);
        return null;
    }

    /** An operator is named as in lists, anything else as in Java. */
    @Override
    public @Nullable Void visitLink(LinkTree tree, StringBuilder text) {
        String signature = tree.getReference().getSignature();
        String simple = signature.substring(signature.lastIndexOf('.') + 1);
        String operator = Attributes.nameOf(simple);
        code(Catalogue.standard().names().contains(operator) ? operator : signature.replace('#', '.'), text);
        return null;
    }

    private static void code(String body, StringBuilder text) {
        text.append('`').append(body.replaceAll("\\s+", " ").strip()).append('`');
    }

    @Override
    public @Nullable Void visitEntity(EntityTree tree, StringBuilder text) {
        switch (tree.getName().toString()) {
            case "lt" -> text.append('<');
            case "gt" -> text.append('>');
            case "amp" -> text.append('&');
            default -> defaultAction(tree, text);
        }
        return null;
    }

    @Override
    public @Nullable Void visitStartElement(StartElementTree tree, StringBuilder text) {
        switch (tree.getName().toString()) {
            case "p", "ul" -> text.append("\n\n");
            case "li" -> text.append("\n- ");
            case "i", "em" -> text.append('*');
            default -> defaultAction(tree, text);
        }
        return null;
    }

    @Override
    public @Nullable Void visitEndElement(EndElementTree tree, StringBuilder text) {
        switch (tree.getName().toString()) {
            case "p", "ul" -> text.append("\n\n");
            case "li" -> {}
            case "i", "em" -> text.append('*');
            default -> defaultAction(tree, text);
        }
        return null;
    }

    @Override
    protected @Nullable Void defaultAction(DocTree tree, StringBuilder text) {
        throw new IllegalArgumentException("comments of operators hold no " + tree.getKind() + ": " + tree);
    }
}
