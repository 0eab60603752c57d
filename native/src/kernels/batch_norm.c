/**
 * Channels brought to mean 0 and variance 1 over a batch, then scaled and shifted (Ioffe and Szegedy, "Batch
 * normalization", 2015): x is (examples, channels, length), everything else (channels). For f32, f64:
 *
 *   batch_moments   {mean, var, x}                      over examples and length; var is divided by their number
 *   batch_norm      {y, x, mean, var, w, b}             y = h·w + b, h = (x − mean)·r, r = 1/√(var + eps)
 *   batch_norm_vjp  {dx, dw, db, x, mean, var, w, dy}   dx = w·r·(dy − mean dy − h·mean (dy·h)), where mean and var
 *                                                       are those of x;  dw = Σ dy·h, db = Σ dy
 *
 * Sizes {examples, channels, length}, scalars {eps}. Tiles cut channels. y may be x, and dx may be x or dy. The
 * variance is taken in two passes. Where the length is 1, channels lie side by side in vectors, and their sums run down
 * the examples in blocks.
 */
#include "kernel.h"

#include <stdbool.h>

#include "../simd/math.h"

/* Channels of a tile are a multiple of the lanes of any vector. */
#define GRAIN 16

#define T f32
#include "moments.inc"
#include "batch_norm.inc"
#undef T
#define T f64
#include "moments.inc"
#include "batch_norm.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(batch_moments_f32), WG_ENTRY(batch_moments_f64),  WG_ENTRY(batch_norm_f32),
    WG_ENTRY(batch_norm_f64),    WG_ENTRY(batch_norm_vjp_f32), WG_ENTRY(batch_norm_vjp_f64),
};

WG_FAMILY(batch_norm, entries);
