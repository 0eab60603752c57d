package dev.wengert.gradbench;

import dev.wengert.list.Register;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Vectors of three dimensions as lists of their coordinates, so that a coordinate of many vectors is one register. */
final class Vectors {
    private Vectors() {}

    static List<Register> add(List<Register> x, List<Register> y) {
        return each(i -> x.get(i).add(y.get(i)));
    }

    static List<Register> sub(List<Register> x, List<Register> y) {
        return each(i -> x.get(i).sub(y.get(i)));
    }

    static List<Register> scale(List<Register> x, Register factor) {
        return each(i -> x.get(i).mul(factor));
    }

    static List<Register> where(Register condition, List<Register> x, List<Register> y) {
        return each(i -> condition.where(x.get(i), y.get(i)));
    }

    static Register dot(List<Register> x, List<Register> y) {
        return x.get(0).mul(y.get(0)).add(x.get(1).mul(y.get(1))).add(x.get(2).mul(y.get(2)));
    }

    static List<Register> cross(List<Register> x, List<Register> y) {
        return each(i -> {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            return x.get(j).mul(y.get(k)).sub(x.get(k).mul(y.get(j)));
        });
    }

    private static List<Register> each(IntFunction<Register> coordinate) {
        return IntStream.range(0, 3).mapToObj(coordinate).toList();
    }
}
