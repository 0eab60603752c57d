package dev.wengert.schedule;

import dev.wengert.list.Register;
import dev.wengert.schedule.MemoryPlan.Lifetime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A memory plan as a table, and as a drawing. */
final class MemoryText {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 480;

    private MemoryText() {}

    static String write(MemoryPlan plan) {
        Schedule schedule = plan.schedule();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "memory of %s: %,d bytes, %,d of them kept from run to run%n",
                schedule.list().name(),
                schedule.peakBytes(),
                schedule.keptBytes()));
        int peak = plan.peakStep();
        if (peak > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "most alive at step %d of %d, %,d bytes: %s%n",
                    peak,
                    plan.steps(),
                    plan.aliveBytes(peak),
                    schedule.list().assignments().get(peak - 1).statement()));
            text.append(String.format("  there: %s%n", names(plan.aliveAt(peak))));
        }
        text.append(String.format("%12s %12s  %-9s %-9s %s%n", "offset", "bytes", "steps", "kind", "registers"));
        plan.lifetimes().stream()
                .sorted(Comparator.comparing((Lifetime buffer) -> buffer.place().area())
                        .thenComparingLong(buffer -> buffer.place().offset())
                        .thenComparingInt(Lifetime::first))
                .forEach(buffer -> text.append(line(buffer, plan.steps())));
        return text.toString();
    }

    private static String line(Lifetime buffer, int steps) {
        Place place = buffer.place();
        boolean elsewhere = place.area() == Place.Area.BOUND || place.area() == Place.Area.POINTER;
        return String.format(
                        Locale.ROOT,
                        "%12s %,12d  %-9s %-9s %s",
                        elsewhere ? "-" : String.format(Locale.ROOT, "%,d", place.offset()),
                        place.bytes(),
                        place.area() == Place.Area.PLANNED ? span(buffer, steps) : "always",
                        place.area().name().toLowerCase(Locale.ROOT),
                        name(buffer))
                + System.lineSeparator();
    }

    private static String span(Lifetime buffer, int steps) {
        if (buffer.first() > buffer.last()) {
            return "never";
        }
        String last = buffer.last() > steps ? "end" : Integer.toString(buffer.last());
        return buffer.first() == buffer.last() ? last : buffer.first() + "-" + last;
    }

    private static String names(List<Lifetime> buffers) {
        return buffers.stream().map(MemoryText::name).collect(Collectors.joining("; "));
    }

    private static String name(Lifetime buffer) {
        if (buffer.registers().isEmpty()) {
            return switch (buffer.place().area()) {
                case CONSTANTS -> "(numbers of kernels)";
                case POINTER -> "(a part of another)";
                default ->
                    buffer.place()
                            .register()
                            .map(register -> "(" + register.name() + " of a list within)")
                            .orElse("(working memory)");
            };
        }
        return buffer.registers().stream().map(Register::name).collect(Collectors.joining(", "));
    }

    static String draw(MemoryPlan plan) {
        double perStep = (double) WIDTH / (plan.steps() + 2);
        double perByte = (double) HEIGHT / Math.max(1, plan.schedule().slabBytes());
        StringBuilder svg = new StringBuilder(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\""
                        + " font-size=\"10\">%n",
                WIDTH, HEIGHT));
        for (Lifetime buffer : plan.lifetimes()) {
            Place place = buffer.place();
            boolean kept = place.area() == Place.Area.KEPT;
            if (kept || (place.area() == Place.Area.PLANNED && buffer.first() <= buffer.last())) {
                double x = buffer.first() * perStep;
                double y = place.offset() * perByte;
                svg.append(String.format(
                        Locale.ROOT,
                        "<g><title>%s: %,d bytes at %,d, %s</title><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
                                + " height=\"%.1f\" fill=\"%s\" stroke=\"black\"/><text x=\"%.1f\""
                                + " y=\"%.1f\">%s</text></g>%n",
                        name(buffer),
                        place.bytes(),
                        place.offset(),
                        kept ? "always" : "steps " + span(buffer, plan.steps()),
                        x,
                        y,
                        (buffer.last() - buffer.first() + 1) * perStep,
                        place.bytes() * perByte,
                        kept ? "lightgray" : "lightblue",
                        x + 2,
                        y + 10,
                        name(buffer)));
            }
        }
        return svg.append("</svg>").append(System.lineSeparator()).toString();
    }
}
