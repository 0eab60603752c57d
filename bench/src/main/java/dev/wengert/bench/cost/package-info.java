/** What a gradient costs beside its function, and what it costs to write and plan one. */
@NullMarked
package dev.wengert.bench.cost;

import org.jspecify.annotations.NullMarked;
