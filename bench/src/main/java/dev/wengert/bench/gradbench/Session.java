package dev.wengert.bench.gradbench;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One evaluation, held with all tools at once: each has an evaluation of its own to speak with, all of which ask the same, and
 * the tools answer by turns.
 */
final class Session {
    /** Where a question has taken as long for each tool, it is not asked in another round. */
    private static final long LONG = TimeUnit.SECONDS.toNanos(3);

    private final List<Dialogue> dialogues = new ArrayList<>();
    private final Map<Dialogue, Answer> open = new LinkedHashMap<>();
    private final int rounds;
    private final int timeout;
    private volatile boolean over;

    private Session(int rounds, int timeout) {
        this.rounds = rounds;
        this.timeout = timeout;
    }

    /**
     * The answers of each tool, in the order of the tools.
     *
     * @param tools the commands that start them, by name
     * @param rounds how often each question is asked
     * @param timeout seconds after which everything is ended; what was answered before is kept
     */
    static List<List<Answer>> hold(
            List<String> evaluation, Map<String, List<String>> tools, File folder, int rounds, int timeout)
            throws IOException {
        Session session = new Session(rounds, timeout);
        var clock = CompletableFuture.delayedExecutor(timeout, TimeUnit.SECONDS);
        CompletableFuture<Void> end = new CompletableFuture<>();
        try {
            for (Map.Entry<String, List<String>> tool : tools.entrySet()) {
                session.dialogues.add(new Dialogue(tool.getKey(), tool.getValue(), evaluation, folder));
            }
            end = CompletableFuture.runAsync(session::cutOff, clock);
            session.ask();
        } finally {
            end.cancel(false);
            session.dialogues.forEach(Dialogue::close);
        }
        return session.dialogues.stream().map(Dialogue::answers).toList();
    }

    private void cutOff() {
        over = true;
        dialogues.forEach(Dialogue::close);
    }

    private void ask() {
        dialogues.forEach(this::advance);
        while (!open.isEmpty()) {
            byTurns();
            List<Dialogue> answered = List.copyOf(open.keySet());
            open.clear();
            answered.forEach(this::advance);
        }
    }

    /** Leaves the next question open, if there is one. */
    private void advance(Dialogue dialogue) {
        try {
            Answer next = dialogue.next();
            if (next != null) {
                open.put(dialogue, next);
            }
        } catch (IOException e) {
            fail(dialogue, e);
        }
    }

    private void byTurns() {
        long start = System.nanoTime();
        long enough = LONG * open.size();
        for (int round = 0; round < rounds && (round == 0 || System.nanoTime() - start < enough); round++) {
            List<Dialogue> turns = List.copyOf(open.keySet());
            for (int turn = 0; turn < turns.size(); turn++) {
                answer(turns.get((turn + round) % turns.size()));
            }
        }
    }

    private void answer(Dialogue dialogue) {
        Answer answer = open.get(dialogue);
        if (answer != null && !answer.isJudged()) {
            try {
                answer.take(dialogue.exchange());
            } catch (IOException e) {
                fail(dialogue, e);
            }
        }
    }

    private void fail(Dialogue dialogue, IOException e) {
        open.remove(dialogue);
        dialogue.fail(over ? "cut off after " + timeout + " s" : String.valueOf(e.getMessage()));
        dialogue.close();
    }
}
