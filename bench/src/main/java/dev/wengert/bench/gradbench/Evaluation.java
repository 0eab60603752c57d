package dev.wengert.bench.gradbench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An evaluation of GradBench.
 *
 * @param options of its own command line
 */
record Evaluation(String name, List<String> options) {
    private static final String FOLDER = "python/gradbench/gradbench/evals";

    /** All evaluations, with some of the sizes that they have by themselves. */
    static List<Evaluation> brief() {
        return Stream.of(
                        "hello",
                        "llsq -n 16 128 1024 16392",
                        "lse -n 2500 40000 320000",
                        "ode -n 1000 10000 -s 1 10 100",
                        "det -l 5 7 9",
                        "gmm -d 2 10 32 64 -k 5 25 100",
                        "lstm -l 2 6 -c 1024 4096",
                        "kmeans -k 10 100 1000 -n 10000 -d 8 16",
                        "ba --max 4",
                        "ht --max 6",
                        "particle",
                        "saddle")
                .map(Evaluation::parse)
                .toList();
    }

    /** All evaluations with all of their sizes. */
    static List<Evaluation> whole() {
        return brief().stream()
                .map(evaluation -> new Evaluation(evaluation.name, List.of()))
                .toList();
    }

    /** The name and, behind it, options. */
    static Evaluation parse(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        return new Evaluation(words.get(0), words.subList(1, words.size()));
    }

    /**
     * What starts it.
     *
     * @param seconds for which a tool is to repeat what it is asked
     */
    List<String> command(String python, double seconds) {
        List<String> command = new ArrayList<>(List.of(python, FOLDER + "/" + name + "/run.py"));
        if (!name.equals("hello")) { // which has no options
            command.addAll(List.of("--min-seconds", Double.toString(seconds)));
        }
        command.addAll(options);
        return command;
    }

    @Override
    public String toString() {
        return (name + " " + String.join(" ", options)).strip();
    }
}
