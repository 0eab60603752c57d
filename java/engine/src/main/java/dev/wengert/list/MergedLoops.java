package dev.wengert.list;

import java.util.ArrayList;
import java.util.List;

/** Loops over dimensions of which neighbours are one loop where every walk goes on at the same distance. */
final class MergedLoops {
    private final List<Long> lengths = new ArrayList<>();
    private final List<List<Long>> strides = new ArrayList<>();

    private MergedLoops(int walks) {
        for (int i = 0; i < walks; i++) {
            strides.add(new ArrayList<>());
        }
    }

    static MergedLoops over(long[] dims, List<JavaWalk> walks) {
        MergedLoops loops = new MergedLoops(walks.size());
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] != 1) {
                loops.add(dims[axis], walks, axis);
            }
        }
        return loops;
    }

    private void add(long length, List<JavaWalk> walks, int axis) {
        int last = lengths.size() - 1;
        boolean joins = last >= 0;
        for (int i = 0; joins && i < walks.size(); i++) {
            joins = strides.get(i).get(last) == length * walks.get(i).stride(axis);
        }
        if (joins) {
            lengths.set(last, lengths.get(last) * length);
        } else {
            lengths.add(length);
        }
        for (int i = 0; i < walks.size(); i++) {
            List<Long> own = strides.get(i);
            if (joins) {
                own.removeLast();
            }
            own.add(walks.get(i).stride(axis));
        }
    }

    long[] dims() {
        return array(lengths);
    }

    /** How far it is to the next element of a walk along each loop. */
    long[] strides(int walk) {
        return array(strides.get(walk));
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
