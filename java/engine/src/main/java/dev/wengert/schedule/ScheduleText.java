package dev.wengert.schedule;

import dev.wengert.list.Buffer;
import dev.wengert.list.Register;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A schedule as a table for people; instructions of lists within its list are indented. */
final class ScheduleText {
    private static final String INDENT = "  ";

    private ScheduleText() {}

    static String write(Schedule schedule) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "schedule %s: %d instructions, %d once, peak %,d bytes (%,d kept from run to run, %,d planned)%n",
                schedule.list().name(),
                schedule.instructions().size(),
                schedule.prologue().size(),
                schedule.peakBytes(),
                schedule.keptBytes(),
                schedule.slabBytes() - schedule.keptBytes()));
        lines(text, "once", schedule, schedule.prologue());
        lines(text, "each run", schedule, schedule.instructions());
        return text.toString();
    }

    private static void lines(StringBuilder text, String heading, Schedule schedule, List<Instruction> instructions) {
        if (!instructions.isEmpty()) {
            text.append(heading).append(":\n");
        }
        int i = 0;
        for (Instruction instruction : instructions) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %4d  %-34s %5d tile%s  %-24s  %s%n",
                    i,
                    INDENT.repeat(instruction.within().size()) + instruction.kernel(),
                    instruction.tiles(),
                    instruction.tiles() == 1 ? " " : "s",
                    sizes(instruction, i),
                    instruction.buffers().stream()
                            .map(buffer -> buffer(schedule, buffer))
                            .collect(Collectors.joining("  "))));
            i++;
        }
    }

    /** The sizes, and where a jump goes; an address among them would say nothing to a reader. */
    private static String sizes(Instruction instruction, int index) {
        if (instruction.jump() != 0) {
            String times = instruction.sizes().get(0) > 0 ? instruction.sizes().get(0) + " times " : "";
            return times + "to " + (index + instruction.jump());
        }
        return instruction.sizes().stream()
                .map(size -> size > 1L << 40 ? "*" : Long.toString(size))
                .collect(Collectors.joining(" "));
    }

    private static String buffer(Schedule schedule, Buffer buffer) {
        if (buffer.slot() < 0) {
            return "-";
        }
        Place place = schedule.places().get(buffer.slot());
        String name = place.register().map(Register::name).orElse("#" + buffer.slot());
        return switch (place.area()) {
            case BOUND -> name + "@bound";
            case KEPT, PLANNED -> name + "@" + place.offset();
            case CONSTANTS -> "constants@" + place.offset();
            case POINTER -> name + "@pointer";
        };
    }
}
