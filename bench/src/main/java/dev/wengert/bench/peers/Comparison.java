package dev.wengert.bench.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Comparison(List<PeerProcess> all, String opening) throws IOException {
        double[] ours = {};
        for (PeerProcess process : all) {
            String opened = process.turn(opening);
            String given = opened.equals("ok") ? process.turn("values " + VALUES) : opened;
            if (given.startsWith("unsupported") || given.startsWith("failed")) {
                excuses.put(process.library(), given);
                continue;
            }
            double[] values = PeerProcess.numbers(given);
            if (process.library().isOurs()) {
                ours = values;
            } else if (!agree(values, ours)) {
                excuses.put(
                        process.library(),
                        "differs: " + values[values.length - 1] + ", ours "
                                + (ours.length == 0 ? "none" : ours[ours.length - 1]));
                continue;
            }
            processes.add(process);
        }
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
    void warm(String command) throws IOException {
        for (PeerProcess process : processes) {
            process.turn(command);
        }
    }

    /** The numbers that each library answers, round by round, A B C, B C A, …; ours first. */
    Map<Library, double[][]> byTurns(String command, int rounds) throws IOException {
        Map<Library, double[][]> answers = new LinkedHashMap<>();
        for (PeerProcess process : processes) {
            answers.put(process.library(), new double[rounds][]);
        }
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < processes.size(); turn++) {
                PeerProcess process = processes.get((turn + round) % processes.size());
                double[][] ofLibrary = answers.getOrDefault(process.library(), new double[rounds][]);
                ofLibrary[round] = PeerProcess.numbers(process.turn(command));
            }
        }
        return answers;
    }

    @Override
    public void close() throws IOException {
        for (PeerProcess process : processes) {
            process.turn("close");
        }
    }
}
