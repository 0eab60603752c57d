/**
 * Gather: y[b, c, :] = table[b, index[b, c], :], shapes (batch, rows, d) and (batch, count) → (batch, count, d).
 *
 * Kernels gather_b1, gather_b4, gather_b8 × _i32, _i64: element width, then index type.
 * Slots {y, table, index}; sizes {count, d, rows, batch}. Tiles cut batch × count. y overlaps neither operand.
 *
 * An index outside [0, rows) gives WG_INDEX_OUT_OF_RANGE; what its tile has then written is unspecified.
 */
#include <string.h>

#include "element.h"
#include "index.h"

#define TEMPLATE "gather.inc"
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
    WG_ENTRY(gather_b1_i32), WG_ENTRY(gather_b4_i32), WG_ENTRY(gather_b8_i32),
    WG_ENTRY(gather_b1_i64), WG_ENTRY(gather_b4_i64), WG_ENTRY(gather_b8_i64),
};

WG_FAMILY(gather, entries);
