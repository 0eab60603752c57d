/**
 * Gradient descent on the rows of a table at indices: what sgd of the sum by scatter_add gives, to the bit, without the
 * table of sums.
 *
 *   p'[r, :] = p[r, :] − lr·Σ dz[c, :] over the c with index[c] = r, in the order of c
 *
 * Kernels sgd_rows_f32, sgd_rows_f64 × _i32, _i64. Slots {p', p, index, dz, lr, order}, shapes (rows, d), (rows, d),
 * (count), (count, d), one element, and i64 (count): the stable order that sorts the indices, as argsort gives it.
 * Sizes {count, d, rows}. Tiles cut as those of scatter_add. p' may be p, and is then touched at the indices alone; it
 * overlaps nothing else.
 *
 * An index outside [0, rows) gives WG_INDEX_OUT_OF_RANGE, reported by every tile, and nothing is written.
 */
#include <math.h>
#include <stdbool.h>

#include "index.h"
#include "simd/per_type.h"

#define TEMPLATE "update_rows.inc"
#define T f32
#include "each_index.inc"
#undef T

#define T f64
#include "each_index.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(sgd_rows_f32_i32),
    WG_ENTRY(sgd_rows_f32_i64),
    WG_ENTRY(sgd_rows_f64_i32),
    WG_ENTRY(sgd_rows_f64_i64),
};

WG_FAMILY(update_rows, entries);
