package dev.wengert.bench.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One workload in all processes: opened, its values compared with ours, then asked by turns. */
final class Comparison implements AutoCloseable {
    private static final int VALUES = 5;
    private static final double TOLERANCE = 1e-3;

    private final List<PeerProcess> processes = new ArrayList<>();
    private final Map<Library, String> excuses = new LinkedHashMap<>();

    /**
     * Opens the workload in every process.
     *
     * @param all ours first
     * @param opening the command that opens the workload
     */
    Comparison(List<PeerProcess> all, String opening) {
        double[] ours = {};
        for (PeerProcess process : all) {
            try {
                String opened = process.turn(opening);
                double[] values =
                        PeerProcess.numbersOf(opened.equals("ok") ? process.turn("values " + VALUES) : opened);
                if (process.library().isOurs()) {
                    ours = values;
                } else if (!agree(values, ours)) {
                    throw new IOException("differs: " + last(values) + ", ours " + last(ours));
                }
                processes.add(process);
            } catch (IOException e) {
                excuses.put(process.library(), String.valueOf(e.getMessage()));
            }
        }
    }

    private static String last(double[] values) {
        return values.length == 0 ? "none" : Double.toString(values[values.length - 1]);
    }

    private static boolean agree(double[] values, double[] ours) {
        double largest = Arrays.stream(ours).map(Math::abs).max().orElse(0);
        if (values.length != ours.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i] - ours[i]) <= TOLERANCE * largest)) {
                return false;
            }
        }
        return true;
    }

    /** Why libraries do not take part. */
    Map<Library, String> excuses() {
        return excuses;
    }

    /** Has every process answer the command once. */
    void warm(String command) {
        for (PeerProcess process : List.copyOf(processes)) {
            answer(process, command);
        }
    }

    /** The numbers that each library answers, round by round, A B C, B C A, …; ours first. */
    Map<Library, double[][]> byTurns(String command, Effort effort) {
        Map<Library, List<double[]>> answers = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (int round = 0; round < effort.rounds(); round++) {
            if (round >= effort.least() && System.nanoTime() - start > effort.limit()) {
                break;
            }
            List<PeerProcess> turns = List.copyOf(processes);
            for (int turn = 0; turn < turns.size(); turn++) {
                PeerProcess process = turns.get((turn + round) % turns.size());
                answer(process, command)
                        .ifPresentOrElse(
                                numbers -> answers.computeIfAbsent(process.library(), library -> new ArrayList<>())
                                        .add(numbers),
                                () -> answers.remove(process.library()));
            }
        }
        Map<Library, double[][]> all = new LinkedHashMap<>();
        answers.forEach((library, rounds) -> all.put(library, rounds.toArray(double[][]::new)));
        return all;
    }

    /** One that does not answer takes no further part. */
    private Optional<double[]> answer(PeerProcess process, String command) {
        try {
            return Optional.of(process.numbers(command));
        } catch (IOException e) {
            processes.remove(process);
            excuses.put(process.library(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        for (PeerProcess process : List.copyOf(processes)) {
            try {
                process.turn("close");
            } catch (IOException e) {
                // It is started again before it is asked anything else.
                process.close();
            }
        }
    }
}
