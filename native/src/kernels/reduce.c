/**
 * Reductions over one axis: y[o, i] = ⊕ⱼ x[o, j, i], shapes (outer, n, inner) → (outer, inner).
 *
 *   sum          y = Σⱼ x  / d
 *   sum_squares  y = Σⱼ x² / d
 *   max, min     y = maxⱼ x, minⱼ x; NaN where any x is NaN
 *   prod         y = Πⱼ x
 *
 * Kernels sum, sum_squares, max, min, prod × f32, f64. Slots {y, x}; sizes {outer, n, inner}; scalars {d} (sum and
 * sum_squares alone). n = 0 gives 0/d, −∞, ∞ and 1. Tiles cut outer where inner = 1, else outer × inner.
 *
 *   partial[o, c, i] = ⊕ⱼ x[o, j, i], c·chunk ≤ j < min(n, (c + 1)·chunk)   (outer, n, inner) → (outer, ⌈n/chunk⌉,
 * inner)
 *
 * Kernels sum_chunks, sum_squares_chunks, max_chunks, min_chunks, prod_chunks × f32, f64 cut one long axis so that
 * several threads can share it; a second instruction, sum, max, min or prod, reduces the partials. Slots {partial, x};
 * sizes {outer, n, inner, chunk}. Tiles cut outer × chunks.
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
#include "min.inc"
#include "prod.inc"
#undef T
#define T f64
#include "sum.inc"
#include "max.inc"
#include "min.inc"
#include "prod.inc"
#undef T

#define BOTH(name) WG_ENTRY(name##_f32), WG_ENTRY(name##_f64), WG_ENTRY(name##_chunks_f32), WG_ENTRY(name##_chunks_f64)

static const wg_kernel_entry entries[] = {BOTH(sum), BOTH(sum_squares), BOTH(max), BOTH(min), BOTH(prod)};

WG_FAMILY(reduce, entries);
