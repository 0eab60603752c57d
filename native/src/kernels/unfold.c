/**
 * The windows of images as columns, and their adjoint; convolution.h says where windows lie.
 *
 *   unfold  y[n, c, i, j, u, v] = x[n, c, u·sh + i·dh − top, v·sw + j·dw − left], 0 outside x
 *   fold    x[n, c, row, col]   = Σ of the y whose window element that is, taps in order
 *
 * Kernels unfold_f32, unfold_f64, fold_f32, fold_f64. Slots {y, x, geometry} and {x, y, geometry}, the result first;
 * `geometry` holds a wg_convolution of which out and the blocks are not used and groups is 1; no sizes. All of the
 * result is written; it does not overlap the operand. Tiles cut images × channels, of unfold also their taps.
 */
#include "convolution.h"

#include <string.h>

#include "simd/per_type.h"

#define T f32
#include "convolution_sources.inc"
#include "unfold.inc"
#undef T

#define T f64
#include "convolution_sources.inc"
#include "unfold.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(unfold_f32),
    WG_ENTRY(unfold_f64),
    WG_ENTRY(fold_f32),
    WG_ENTRY(fold_f64),
};

WG_FAMILY(unfold, entries);
