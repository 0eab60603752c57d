package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;

/** A function with its input in place, ready to be evaluated again and again. */
interface Task extends AutoCloseable {
    /** Evaluates it: what is timed. */
    void run();

    /** What the last run found. */
    JsonNode answer();

    @Override
    void close();
}
