/**
 * Labelled images: read from IDX files or drawn, laid out off-heap for the engine, and put into the order of an epoch.
 *
 * <p>Nothing here accepts or returns {@code null}. Whatever is wrong with the data is a {@link DataException}.
 */
@NullMarked
package dev.wengert.nn.data;

import org.jspecify.annotations.NullMarked;
