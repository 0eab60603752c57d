package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaWalk;
import dev.wengert.list.Register;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.List;

/** The loops of Java that a reduction is: over the axes that stay, then over those that are taken away. */
final class Folded {
    private final Assignment z;
    private final long[] kept;
    private final long[] over;
    private final long[] strides;

    private Folded(Assignment z, long[] kept, long[] over, long[] strides) {
        this.z = z;
        this.kept = kept;
        this.over = over;
        this.strides = strides;
    }

    static Folded along(Axes axes, Assignment z) {
        Shape shape = z.operand(0).type().shape();
        boolean[] reduced = axes.mask(shape.rank());
        long[] dense = shape.strides();
        int n = axes.resolve(shape.rank()).length;
        long[] kept = new long[reduced.length - n];
        long[] over = new long[n];
        long[] strides = new long[reduced.length];
        int k = 0;
        int o = 0;
        for (int axis = 0; axis < reduced.length; axis++) {
            int at = reduced[axis] ? kept.length + o : k;
            strides[at] = dense[axis];
            if (reduced[axis]) {
                over[o++] = shape.dim(axis);
            } else {
                kept[k++] = shape.dim(axis);
            }
        }
        return new Folded(z, kept, over, strides);
    }

    void write(JavaBody out, String first, String step, String last) {
        Register x = z.operand(0);
        String converted =
                JavaBody.converted("x", x.type().dtype(), z.result().type().dtype());
        out.reduce(
                z.result(),
                kept,
                over,
                List.of(new JavaWalk(x, "", strides)),
                first,
                step.replace("$", converted),
                last);
    }
}
