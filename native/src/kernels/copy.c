/**
 * Copy: y = x, where y is dense and x is walked with strides. Slices, flips, broadcasts and permutations are copies.
 *
 * Kernels copy_b1, copy_b4, copy_b8 for elements of 1, 4 and 8 bytes.
 * Slots {y, x, geometry}; sizes {n, inner, sx, offset, rank}. Tiles cut [0, n). y and x do not overlap.
 *
 * y is seen as rows of `inner` elements, n = inner · Π dims. Element i of the row with outer index (j₁ … j_rank) is
 * x[offset + Σ j_a · stride_a + i · sx]. Slot geometry holds dims[rank], then strides[rank], outermost first, as
 * int64; rank = 0 needs no geometry (slot −1). Strides count elements and may be zero or negative.
 *
 * Kernels place_b1, place_b4, place_b8 go the other way: x is dense and what the walk reaches in y is written; the rest
 * of y stays as it is. Sizes {n, inner, sy, offset, rank}, tiles cut the n elements of x, and no element of y may be
 * reached twice. They write a slice, an operand of a concatenation, the middle of a padded tensor.
 */
#include <string.h>

#include "element.h"

/* From this many bytes on, calling memcpy costs less than it saves. */
#define LONG_RUN 256

#define GRAIN 64

/* Where in x row number `row` begins. */
static int64_t row_start(const int64_t *dims, const int64_t *strides, int64_t rank, int64_t row)
{
    int64_t start = 0;
    for (int64_t axis = rank - 1; axis >= 0; axis--) {
        start += row % dims[axis] * strides[axis];
        row /= dims[axis];
    }
    return start;
}

#define W b1
#include "copy.inc"
#undef W
#define W b4
#include "copy.inc"
#undef W
#define W b8
#include "copy.inc"
#undef W

static const wg_kernel_entry entries[] = {
    WG_ENTRY(copy_b1), WG_ENTRY(copy_b4), WG_ENTRY(copy_b8), WG_ENTRY(place_b1), WG_ENTRY(place_b4), WG_ENTRY(place_b8),
};

WG_FAMILY(copy, entries);
