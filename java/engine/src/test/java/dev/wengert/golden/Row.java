package dev.wengert.golden;

import dev.wengert.list.Register;
import java.util.List;
import java.util.function.Function;

/**
 * How an operator of PyTorch is written here.
 *
 * @param writer from arguments to results, in PyTorch's order
 * @param tolerance the relative error allowed in f32
 * @param scale what it is relative to
 * @param eager whether it is an operator of eager mode alone
 */
record Row(Function<Arguments, List<Register>> writer, double tolerance, Scale scale, boolean eager) {
    /** What errors in f32 are relative to. */
    enum Scale {
        /** Each element. */
        EACH,
        /** Each element of a result; of a gradient the largest, as where it was broadcast and is a sum, or crosses 0. */
        LARGEST_OF_GRADIENT,
        /** The largest element, as errors of sums are. */
        LARGEST
    }

    /** An operator with one result, right to 1e-6 in f32. */
    static Row of(Function<Arguments, Register> writer) {
        return several(a -> List.of(writer.apply(a)));
    }

    /** An operator with several results, right to 1e-6 in f32. */
    static Row several(Function<Arguments, List<Register>> writer) {
        return new Row(writer, 1e-6, Scale.EACH, false);
    }

    /** The same in eager mode. */
    Row inEagerMode() {
        return new Row(writer, tolerance, scale, true);
    }

    /** The same with another error allowed in f32. */
    Row within(double relative) {
        return within(relative, scale);
    }

    /** The same with another error allowed in f32. */
    Row within(double relative, Scale of) {
        return new Row(writer, relative, of, eager);
    }
}
