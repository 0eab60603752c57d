package dev.wengert.list;

import java.util.List;
import java.util.function.Function;

/** How the values of an operator are computed in Java source; see {@link WengertList#toJava()}. */
@FunctionalInterface
public interface JavaForm {
    /** The operand itself, under another name and in another shape. */
    JavaForm VIEW = (z, out) -> out.view(z.result(), z.operand(0));

    /** Writes statements that define the results of an assignment from its operands. */
    void write(Assignment z, JavaBody out);

    /** An operator with one result that is said with others, which need not be the ones that its rules go through. */
    static JavaForm ofOthers(Function<List<Register>, Register> write) {
        return new Others(write);
    }

    /**
     * What is written as other operators before anything is said in Java.
     *
     * @param write writes the result of such operands
     */
    record Others(Function<List<Register>, Register> write) implements JavaForm {
        @Override
        public void write(Assignment z, JavaBody out) {
            throw new IllegalStateException(z.describe() + " is written as other operators first");
        }
    }

    /**
     * An operator on elements: {@code x}, {@code y} and {@code w} in the expression stand for elements of its first three
     * operands, which are broadcast.
     */
    static JavaForm ofElements(String expression) {
        return (z, out) -> out.elements(z, expression);
    }
}
