/**
 * Groups of channels brought to mean 0 and variance 1 in each example, then scaled and shifted channel by channel (Wu
 * and He, "Group normalization", 2018): x is (examples, groups, channels of a group, length). For f32, f64:
 *
 *   group_norm     {y, x, w, b}            y = h·w + b, h = (x − mean)·r, r = 1/√(variance + eps), over each group
 *   group_norm_vjp {dx, dw, db, x, w, dy}  dx = r·(g − mean g − h·mean (g·h)), g = dy·w;  dw = Σ dy·h, db = Σ dy
 *
 * w and b are (groups, channels of a group); sizes {examples · groups, channels of a group, length, groups}, scalars
 * {eps}. Tiles cut examples · groups. The VJP's dw and db are (examples, groups, channels of a group), the sums over
 * the length alone, which a second instruction adds up in the order of the examples. y may be x, and dx may be x or dy.
 */
#include "kernel.h"

#include "../simd/math.h"

#define T f32
#include "moments.inc"
#include "group_norm.inc"
#undef T
#define T f64
#include "moments.inc"
#include "group_norm.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(group_norm_f32),
    WG_ENTRY(group_norm_f64),
    WG_ENTRY(group_norm_vjp_f32),
    WG_ENTRY(group_norm_vjp_f64),
};

WG_FAMILY(group_norm, entries);
