package dev.wengert.schedule;

import dev.wengert.list.WengertList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Plans a list: each operator writes its instructions, and every buffer gets its place. Lifetimes are known from the list,
 * so one walk in order gives ranges of the slab out and takes them back; time is near linear in the length of the list.
 */
public final class Planner {
    private Planner() {}

    /**
     * The schedule of a list.
     *
     * @param blas the address of a CBLAS routine by name, or 0 to use the handwritten kernels
     */
    public static Schedule plan(WengertList list, MemoryUse use, ToLongFunction<String> blas) {
        return plan(list, use, false, blas);
    }

    /**
     * The schedule of a list whose outputs lie where the caller says, as inputs do, and of which each run computes everything:
     * for an operator alone that is called with values from anywhere. Only lists within it have values that are computed once.
     */
    public static Schedule planWithBoundOutputs(WengertList list, ToLongFunction<String> blas) {
        return plan(list, MemoryUse.PLANNED, true, blas);
    }

    /** The schedule of a list with planned memory and the handwritten kernels for products. */
    public static Schedule plan(WengertList list) {
        return plan(list, MemoryUse.PLANNED, routine -> 0);
    }

    private static Schedule plan(WengertList list, MemoryUse use, boolean bindsOutputs, ToLongFunction<String> blas) {
        Memory memory = new Memory(use);
        Code code = new Code();
        Sharing sharing = new Sharing(list, memory, Frame.of(list, memory, bindsOutputs));
        new ListPlan(new Draft(memory, code, blas), sharing, List.of()).write(code.eachRun());
        return new Schedule(
                list,
                code.prologue(),
                code.eachRun(),
                memory.places(),
                sharing.slots(),
                memory.constants(),
                memory.keptBytes(),
                memory.slabBytes());
    }
}
