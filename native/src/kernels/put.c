/**
 * Put: y = x but for y[b, index[b, c], :] = values[b, c, :], shapes (batch, rows, d), (batch, count), (batch, count, d)
 * → (batch, rows, d). Where an index comes several times, the last value stays.
 *
 * Kernels put_b1, put_b4, put_b8 × _i32, _i64. Slots {y, x, index, values}; sizes {count, d, rows, batch}. Tiles cut as
 * those of scatter_add. y may be x; it overlaps no other operand.
 *
 * An index outside [0, rows) gives WG_INDEX_OUT_OF_RANGE; what its tile has then written is unspecified.
 */
#include <string.h>

#include "element.h"
#include "index.h"

#define TEMPLATE "put.inc"
#define W b1
#include "each_index.inc"
#undef W

#define W b4
#include "each_index.inc"
#undef W

#define W b8
#include "each_index.inc"
#undef W

static const wg_kernel_entry entries[] = {
    WG_ENTRY(put_b1_i32), WG_ENTRY(put_b4_i32), WG_ENTRY(put_b8_i32),
    WG_ENTRY(put_b1_i64), WG_ENTRY(put_b4_i64), WG_ENTRY(put_b8_i64),
};

WG_FAMILY(put, entries);
