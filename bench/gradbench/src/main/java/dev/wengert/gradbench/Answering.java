package dev.wengert.gradbench;

/** A compiled task whose answer has a form of its own. */
abstract class Answering implements Task {
    final Compiled task;

    Answering(Compiled task) {
        this.task = task;
    }

    @Override
    public void run() {
        task.run();
    }

    @Override
    public void close() {
        task.close();
    }
}
