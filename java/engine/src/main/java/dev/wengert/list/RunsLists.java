package dev.wengert.list;

import java.util.List;

/** An operator that runs lists, so that what happens within it can be looked at. */
public interface RunsLists extends Operator {
    /**
     * Writes every assignment that it runs for these operands, in order and under the names of its lists, where loops are written
     * out. The results are not put together.
     *
     * @param eager a builder in eager mode, as branches and loops follow the values
     * @param operands registers of that builder
     */
    void writeOut(ListBuilder eager, List<Register> operands);
}
