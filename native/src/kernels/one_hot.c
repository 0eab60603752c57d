/**
 * One-hot rows: y[r, j] = j = labels[r] ? 1 : 0; shapes (rows) → (rows, n).
 *
 * Kernels one_hot_f32, one_hot_f64 × _i32, _i64. Slots {y, labels}; sizes {rows, n}. Tiles cut rows. y does not overlap
 * the labels.
 *
 * A label outside [0, n) gives WG_INDEX_OUT_OF_RANGE; what its tile has then written is unspecified.
 */
#include <string.h>

#include "index.h"
#include "simd/per_type.h"

#define TEMPLATE "one_hot.inc"
#define T f32
#include "each_index.inc"
#undef T

#define T f64
#include "each_index.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(one_hot_f32_i32),
    WG_ENTRY(one_hot_f32_i64),
    WG_ENTRY(one_hot_f64_i32),
    WG_ENTRY(one_hot_f64_i64),
};

WG_FAMILY(one_hot, entries);
