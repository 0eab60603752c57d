/** Cube roots and lengths: v_cbrt(x), v_hypot(x, y). */
#ifndef WENGERT_SIMD_ROOT_H
#define WENGERT_SIMD_ROOT_H

#include "exp.h"
#include "pair.h"

/* A root r by way of exp and log, then one step of Newton's method, (x − r³) / 3r², whose numerator is all but exact.
 */
static inline v_f64 v_cbrt_f64(v_f64 x)
{
    const v_f64 infinity = v_set_f64(__builtin_inf());
    v_f64 a = v_abs(x);
    v_mask_f64 special = v_eq(a, v_set_f64(0)) | v_eq(a, infinity) | v_is_nan(x);
    v_mask_f64 small = v_lt(a, v_set_f64(0x1p-900));
    v_f64 b = v_select(special, v_set_f64(1), v_select(small, a * 0x1p300, a));
    v_f64 r = v_exp_f64(v_log_f64(b) * 0x1.5555555555555p-2);
    v_pair square = v_two_product(r, r);
    v_pair cube = v_two_product(square.high, r);
    v_f64 left = (b - cube.high) - (cube.low + square.low * r);
    r = r + left / (3.0 * square.high);
    r = v_select(small, r * 0x1p-100, r);
    return v_copysign(v_select(special, a, r), x);
}

/* √(x² + y²) of numbers scaled by a power of two, so that no square leaves the range. */
static inline v_f64 v_hypot_f64(v_f64 x, v_f64 y)
{
    const v_f64 infinity = v_set_f64(__builtin_inf());
    v_f64 a = v_abs(x);
    v_f64 b = v_abs(y);
    v_f64 larger = v_max(a, b);
    v_mask_f64 up = v_lt(larger, v_set_f64(0x1p-400));
    v_mask_f64 down = v_lt(v_set_f64(0x1p500), larger);
    v_f64 scale = v_select(up, v_set_f64(0x1p600), v_select(down, v_set_f64(0x1p-600), v_set_f64(1)));
    v_f64 back = v_select(up, v_set_f64(0x1p-600), v_select(down, v_set_f64(0x1p600), v_set_f64(1)));
    v_pair first = v_two_product(a * scale, a * scale);
    v_pair second = v_two_product(b * scale, b * scale);
    v_pair sum = v_two_sum(first.high, second.high);
    sum.low += first.low + second.low;
    v_mask_f64 nothing = v_eq(sum.high, v_set_f64(0));
    v_pair root = v_pair_root((v_pair){v_select(nothing, v_set_f64(1), sum.high), sum.low});
    v_f64 length = v_drop(nothing, (root.high + root.low) * back);
    length = v_select(v_is_nan(x), x, v_select(v_is_nan(y), y, length));
    return v_select(v_eq(a, infinity) | v_eq(b, infinity), infinity, length);
}

#if V_FUSED

/*
 * A third of the bits, read as a number, is a root to 4 %; two steps of Halley's method leave 2^-21 or so, and one of
 * Newton's with the exact cube the rest. Numbers near the ends of the range are scaled, so that neither 3x nor what is
 * left leaves it.
 */
static inline v_f32 v_cbrt_f32(v_f32 x)
{
    v_f32 a = v_abs(x);
    v_mask_f32 special = v_eq(a, v_set_f32(0)) | v_eq(a, v_set_f32(__builtin_inff())) | v_is_nan(x);
    v_mask_f32 small = v_lt(a, v_set_f32(0x1p-80f));
    v_mask_f32 large = v_lt(v_set_f32(0x1p100f), a);
    v_f32 scale = v_select(small, v_set_f32(0x1p72f), v_select(large, v_set_f32(0x1p-72f), v_set_f32(1)));
    v_f32 back = v_select(small, v_set_f32(0x1p-24f), v_select(large, v_set_f32(0x1p24f), v_set_f32(1)));
    v_f32 b = v_select(special, v_set_f32(1), a * scale);
    v_f32 third = __builtin_convertvector((v_s32)(v_u32)b, v_f32) * (1.0f / 3.0f);
    v_f32 r = (v_f32)((v_u32) __builtin_convertvector(third, v_s32) + 0x2a508935u);
    for (int step = 0; step < 2; step++) {
        v_f32 cube = r * r * r;
        r = r * ((cube + 2.0f * b) / (2.0f * cube + b));
    }
    v_f32 square = r * r;
    v_f32 left = v_fma(square, r, -b) + v_fma(r, r, -square) * r;
    r = (r - left / (3.0f * square)) * back;
    return v_copysign(v_select(special, a, r), x);
}

#else
V_THROUGH_F64(cbrt)
#endif

V_THROUGH_F64_OF_TWO(hypot)

/** The real cube root; the sign of zero is kept. */
#define v_cbrt(x) V_OF(x, v_cbrt)(x)

/** √(x² + y²) without overflow; ∞ where either is infinite, whatever the other is. */
#define v_hypot(x, y) V_OF(x, v_hypot)(x, y)

#endif
