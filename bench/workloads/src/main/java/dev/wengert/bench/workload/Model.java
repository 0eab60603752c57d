package dev.wengert.bench.workload;

/** A network that threads ask. */
public interface Model extends AutoCloseable {
    /** Opened by each thread that asks. */
    interface Caller extends AutoCloseable {
        /**
         * Asks once.
         *
         * @param x the examples
         * @param scores is filled
         */
        void call(float[] x, float[] scores) throws Exception;

        @Override
        void close();
    }

    /** What one thread asks through. */
    Caller caller() throws Exception;

    @Override
    void close();
}
