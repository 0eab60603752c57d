/**
 * Triangles: y[r, j] is x[r, j] on one side of a diagonal of each matrix and 0 on the other; (batch · height, cols).
 *
 * Kernels triu_b1, triu_b4, triu_b8 keep j ≥ i + diagonal, tril_b1, tril_b4, tril_b8 keep j ≤ i + diagonal, where i = r
 * mod height is the row within the matrix. Slots {y, x}; sizes {rows, height, cols, diagonal}. Tiles cut rows. y may be
 * x.
 */
#include <string.h>

#include "element.h"

#define W b1
#include "triangle.inc"
#undef W
#define W b4
#include "triangle.inc"
#undef W
#define W b8
#include "triangle.inc"
#undef W

static const wg_kernel_entry entries[] = {
    WG_ENTRY(triu_b1), WG_ENTRY(triu_b4), WG_ENTRY(triu_b8), WG_ENTRY(tril_b1), WG_ENTRY(tril_b4), WG_ENTRY(tril_b8),
};

WG_FAMILY(triangle, entries);
