package dev.wengert.schedule;

import java.util.ArrayList;
import java.util.List;

/** Where instructions are written while a schedule is made. */
final class Code {
    private final List<Instruction> prologue = new ArrayList<>();
    private final List<Instruction> eachRun = new ArrayList<>();
    private List<Instruction> target = eachRun;

    /** What is run once when a session opens. */
    List<Instruction> prologue() {
        return prologue;
    }

    /** What each run does. */
    List<Instruction> eachRun() {
        return eachRun;
    }

    /** Where instructions are written now. */
    List<Instruction> target() {
        return target;
    }

    void add(Instruction instruction) {
        target.add(instruction);
    }

    void addAll(List<Instruction> instructions) {
        target.addAll(instructions);
    }

    /** What {@code write} writes, which goes nowhere else yet: jumps are written when it is known how far they go. */
    List<Instruction> apart(Runnable write) {
        List<Instruction> apart = new ArrayList<>();
        into(apart, write);
        return apart;
    }

    /** Lets {@code write} write there. */
    void into(List<Instruction> there, Runnable write) {
        List<Instruction> before = target;
        target = there;
        try {
            write.run();
        } finally {
            target = before;
        }
    }
}
