/**
 * Scatter-add, the VJP of gather: y[b, r, :] = Σ dy[b, c, :] over the c with index[b, c] = r, in the order of c; shapes
 * (batch, count) and (batch, count, d) → (batch, rows, d).
 *
 * Kernels scatter_add_f32, scatter_add_f64 × _i32, _i64. Slots {y, index, dy}; sizes {count, d, rows, batch}. y
 * overlaps no operand. Tiles cut the batch where there is one, else the columns of y where each can have a cache line
 * or more, else its rows: every element is summed by one tile alone, so the order of its terms is that of the indices.
 *
 * An index outside [0, rows) gives WG_INDEX_OUT_OF_RANGE; every tile looks at all indices, so tile 0 reports it too.
 */
#include <string.h>

#include "index.h"
#include "simd/per_type.h"

#define TEMPLATE "scatter.inc"
#define T f32
#include "each_index.inc"
#undef T

#define T f64
#include "each_index.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(scatter_add_f32_i32),
    WG_ENTRY(scatter_add_f32_i64),
    WG_ENTRY(scatter_add_f64_i32),
    WG_ENTRY(scatter_add_f64_i64),
};

WG_FAMILY(scatter, entries);
