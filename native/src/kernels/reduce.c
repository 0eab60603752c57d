/**
 * Reductions over one axis: y[o, i] = ⊕ⱼ x[o, j, i], shapes (outer, n, inner) → (outer, inner).
 *
 *   sum          y = Σⱼ x  / d
 *   sum_squares  y = Σⱼ x² / d
 *   max          y = maxⱼ x; NaN where any x is NaN
 *
 * Kernels sum, sum_squares, max × f32, f64. Slots {y, x}; sizes {outer, n, inner}; scalars {d} (max: none). n = 0
 * gives 0/d and −∞. Tiles cut outer where inner = 1, else outer × inner.
 *
 *   partial[o, c, i] = ⊕ⱼ x[o, j, i], c·chunk ≤ j < min(n, (c + 1)·chunk)   (outer, n, inner) → (outer, ⌈n/chunk⌉, inner)
 *
 * Kernels sum_chunks, sum_squares_chunks, max_chunks × f32, f64 cut one long axis so that several threads can share
 * it; a second instruction, sum or max, reduces the partials. Slots {partial, x}; sizes {outer, n, inner, chunk}.
 * Tiles cut outer × chunks.
 *
 * Sums: each lane adds up short blocks, and the blocks' sums are added with the rounding error carried along
 * (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974), so the error does not
 * grow with n. y and x do not overlap.
 */
#include <math.h>

#include "kernel.h"
#include "simd/per_type.h"

/* How many terms a lane adds up before its sum goes into the compensated total. */
#define BLOCK 64

/* Independent chains of operations, which hide the latency of one. */
#define CHAINS 4

#define T f32
#include "sum.inc"
#include "max.inc"
#undef T
#define T f64
#include "sum.inc"
#include "max.inc"
#undef T

#define REDUCTIONS(T)                                                                                                  \
    WG_ENTRY(sum_##T), WG_ENTRY(sum_squares_##T), WG_ENTRY(max_##T), WG_ENTRY(sum_chunks_##T),                         \
        WG_ENTRY(sum_squares_chunks_##T), WG_ENTRY(max_chunks_##T)

static const wg_kernel_entry entries[] = {REDUCTIONS(f32), REDUCTIONS(f64)};

WG_FAMILY(reduce, entries);
