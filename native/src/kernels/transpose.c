/**
 * Transpose: y[b, j, i] = x[b, i, j], shapes (batch, rows, cols) → (batch, cols, rows).
 *
 * Kernels transpose_b1, transpose_b4, transpose_b8 for elements of 1, 4 and 8 bytes.
 * Slots {y, x}; sizes {batch, rows, cols}. Tiles cut batch × blocks of columns of x. y and x do not overlap.
 */
#include "element.h"
#include "simd/shuffle.h"

/* Bytes of a row of x that are read together: a cache line. */
#define LINE 64

/* Bytes have no use for wide vectors: a 64 × 64 square would not fit into the registers. */
#define W b1
#define VECTOR_BYTES 16
#define LANE_TYPE int8_t
#include "square.inc"
#include "transpose.inc"
#undef SIDE
#undef LANE_TYPE
#undef VECTOR_BYTES
#undef W

#define VECTOR_BYTES V_BYTES
#define W b4
#define LANE_TYPE int32_t
#include "square.inc"
#include "transpose.inc"
#undef SIDE
#undef LANE_TYPE
#undef W
#define W b8
#define LANE_TYPE int64_t
#include "square.inc"
#include "transpose.inc"
#undef SIDE
#undef LANE_TYPE
#undef W

static const wg_kernel_entry entries[] = {
    WG_ENTRY(transpose_b1),
    WG_ENTRY(transpose_b4),
    WG_ENTRY(transpose_b8),
};

WG_FAMILY(transpose, entries);
