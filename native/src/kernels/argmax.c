/**
 * Argmax: y[o, i] = the least j that maximises x[o, j, i], shapes (outer, n, inner) → i64 (outer, inner).
 *
 * Where there are NaNs the first of them wins. n = 0 gives 0.
 * Kernels argmax_f32, argmax_f64. Slots {y, x}; sizes {outer, n, inner}. Tiles cut outer × inner.
 */
#include <math.h>
#include <stdbool.h>

#include "kernel.h"
#include "simd/per_type.h"

/* Columns that are searched together; their best values and positions stay in the first-level cache. */
#define COLUMNS 64

#define T f32
#include "argmax.inc"
#undef T
#define T f64
#include "argmax.inc"
#undef T

static const wg_kernel_entry entries[] = {WG_ENTRY(argmax_f32), WG_ENTRY(argmax_f64)};

WG_FAMILY(argmax, entries);
