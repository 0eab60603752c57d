/** What is measured, in terms of no library, and the process that measures one library; see bench/PROTOCOL.md. */
@NullMarked
package dev.wengert.bench.workload;

import org.jspecify.annotations.NullMarked;
