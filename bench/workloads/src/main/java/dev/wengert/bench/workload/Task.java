package dev.wengert.bench.workload;

/** Work that is timed again and again. */
public interface Task extends AutoCloseable {
    /**
     * Does it once.
     *
     * @return a number by which libraries are compared: the loss before the update, or an element of the result
     */
    double run() throws Exception;

    @Override
    void close();
}
