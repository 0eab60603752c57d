/** Results as plots and as one page that needs nothing else. */
@NullMarked
package dev.wengert.bench.report;

import org.jspecify.annotations.NullMarked;
