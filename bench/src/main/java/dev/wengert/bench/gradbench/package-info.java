/** The evaluations of a checkout of GradBench, held with our tool and with others; see bench/gradbench/README.md. */
@NullMarked
package dev.wengert.bench.gradbench;

import org.jspecify.annotations.NullMarked;
