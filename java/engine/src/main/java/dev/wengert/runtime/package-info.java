/**
 * Running schedules: the native library, the threads, and sessions with their memory.
 *
 * <p>A {@link dev.wengert.runtime.Program} is immutable and shared by threads; it owns nothing native. A {@link
 * dev.wengert.runtime.Session} owns memory for one program, is used by one thread at a time, and is closed.
 *
 * <pre>{@code
 * Program program = Program.compile(list);
 * try (Workers workers = Workers.of(2); Session session = program.open(workers)) {
 *     session.bind("x", images);
 *     session.run();
 *     double loss = session.value("loss");
 * }
 * }</pre>
 */
@NullMarked
package dev.wengert.runtime;

import org.jspecify.annotations.NullMarked;
