package dev.wengert.control;

import dev.wengert.differentiate.Batch;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.TensorType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lists and registers for one sample and for many: those for many have the samples along a first axis. */
final class Samples implements Vocabulary {
    private Samples() {}

    /**
     * A list for many samples.
     *
     * @param over which inputs differ between samples
     * @param each which outputs do, or shall have all of them though they do not
     */
    static WengertList list(WengertList list, long size, boolean[] over, Set<Register> each) {
        Set<Register> inputs = chosen(list.inputs(), over);
        return inputs.isEmpty() ? list : Batch.batch(list, size, inputs, each);
    }

    static Set<Register> chosen(List<Register> registers, boolean[] flags) {
        return IntStream.range(0, flags.length)
                .filter(i -> flags[i])
                .mapToObj(registers::get)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The type for many samples. */
    static TensorType type(TensorType one, long size) {
        return one.withShape(one.shape().insert(0, size));
    }

    /** The same for every sample. */
    static Register repeated(Register one, long size) {
        return one.broadcastTo(one.type().shape().insert(0, size));
    }
}
