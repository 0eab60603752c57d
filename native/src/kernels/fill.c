/**
 * Fill: y[i] = value.
 *
 * Kernels fill_b1, fill_b4, fill_b8 for elements of 1, 4 and 8 bytes.
 * Slots {y}; sizes {n, bits}: the low bits of `bits` are the element. Tiles cut [0, n).
 */
#include "element.h"

/* A cache line of the narrowest element, so that no two tiles write to one. */
#define GRAIN 64

#define W b1
#include "fill.inc"
#undef W
#define W b4
#include "fill.inc"
#undef W
#define W b8
#include "fill.inc"
#undef W

static const wg_kernel_entry entries[] = {
    WG_ENTRY(fill_b1),
    WG_ENTRY(fill_b4),
    WG_ENTRY(fill_b8),
};

WG_FAMILY(fill, entries);
