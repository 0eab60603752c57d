/**
 * Rows brought to mean 0 and variance 1 (Ba, Kiros and Hinton, "Layer normalization", 2016) or to mean square 1 (Zhang
 * and Sennrich, "Root mean square layer normalization", 2019), then scaled and shifted column by column. For f32, f64:
 *
 *   layer_norm     {y, x, w, b}            y = h·w + b, h = (x − mean x)·r, r = 1/√(mean (x − mean x)² + eps)
 *   rms_norm       {y, x, w}               y = h·w,     h = x·r,            r = 1/√(mean x² + eps)
 *   layer_norm_vjp {dx, dw, db, x, w, dy}  dx = r·(g − mean g − h·mean (g·h)), g = dy·w;  dw = Σ dy·h, db = Σ dy
 *   rms_norm_vjp   {dx, dw, x, w, dy}      dx = r·(g − h·mean (g·h));                     dw = Σ dy·h
 *
 * x, y, dx, dy are (rows, n), w, b (n); sizes {rows, n}, scalars {eps}. Tiles cut rows. The VJPs compute h anew; their
 * dw and db are (tiles, n), a row of sums for each tile, which a second instruction adds up in the order of the tiles.
 * y may be x, and dx may be x or dy. The variance is taken in two passes, so it does not cancel where the mean is
 * large; a row with NaN or ∞ gives NaN. Sums run in two chains of vectors, in blocks, as in row.inc.
 */
#include "kernel.h"

#include <stdbool.h>
#include <string.h>

#include "../simd/math.h"

#define T f32
#include "moments.inc"
#include "layer_norm.inc"
#undef T
#define T f64
#include "moments.inc"
#include "layer_norm.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(layer_norm_f32),     WG_ENTRY(layer_norm_f64),     WG_ENTRY(rms_norm_f32),     WG_ENTRY(rms_norm_f64),
    WG_ENTRY(layer_norm_vjp_f32), WG_ENTRY(layer_norm_vjp_f64), WG_ENTRY(rms_norm_vjp_f32), WG_ENTRY(rms_norm_vjp_f64),
};

WG_FAMILY(layer_norm, entries);
