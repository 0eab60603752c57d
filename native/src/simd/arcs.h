/** The inverse trigonometric functions: v_asin(x), v_acos(x), v_atan(x), v_atan2(y, x). */
#ifndef WENGERT_SIMD_ARCS_H
#define WENGERT_SIMD_ARCS_H

#include "pair.h"

#define V_HALF_PI ((v_pair){v_set_f64(0x1.921fb54442d18p0), v_set_f64(0x1.1a62633145c07p-54)})

/* (asin t − t) / t for |t| ≤ ½: t² times a minimax polynomial in t² (Remez exchange, 2^-59.9 relative to asin t). */
static inline v_f64 v_asin_bend(v_f64 square)
{
    v_f64 p = V_POLYNOMIAL(square, 0x1.0b4b36974b177p-5, -0x1.580c81cb147c0p-6, 0x1.63a7a4832aab5p-6,
                           0x1.e5ce7ec09fe4ep-9, 0x1.613f4e6114286p-7, 0x1.75850220da186p-7, 0x1.ca1f9f7378b04p-7,
                           0x1.1c49ef88cc3a6p-6, 0x1.6e8bdeed826d3p-6, 0x1.f1c71a94681d9p-6, 0x1.6db6db721422bp-5,
                           0x1.333333332e102p-4, 0x1.5555555555577p-3);
    return square * p;
}

/* asin |x| for |x| ≤ ½; beyond, ½·acos |x| = asin √((1 − |x|) / 2). The sum of the pair. */
static inline v_pair v_asin_or_half_acos(v_f64 x, v_mask_f64 outer)
{
    v_f64 a = v_abs(x);
    v_f64 half = 0.5 - 0.5 * a;
    v_f64 square = v_select(outer, half, a * a);
    v_pair root = v_pair_root((v_pair){v_select(v_lt(v_set_f64(0), half), half, v_set_f64(1)), v_set_f64(0)});
    v_mask_f64 end = v_le(half, v_set_f64(0));
    v_f64 t = v_select(outer, v_drop(end, root.high), a);
    v_f64 t_low = v_keep(outer, v_drop(end, root.low));
    v_pair y = v_fast_two_sum(t, t * v_asin_bend(square));
    y.low += t_low;
    return y;
}

static inline v_f64 v_asin_f64(v_f64 x)
{
    v_mask_f64 outer = v_lt(v_set_f64(0.5), v_abs(x));
    v_pair y = v_asin_or_half_acos(x, outer);
    v_pair rest = v_fast_two_sum(V_HALF_PI.high, -2.0 * y.high);
    v_f64 sum = v_select(outer, rest.high + (rest.low + (V_HALF_PI.low - 2.0 * y.low)), y.high + y.low);
    sum = v_select(v_lt(v_abs(x), v_set_f64(0x1p-28)), v_abs(x), sum);
    return v_select(v_le(v_abs(x), v_set_f64(1)), v_copysign(sum, x), v_set_f64(__builtin_nan("")));
}

static inline v_f64 v_acos_f64(v_f64 x)
{
    v_mask_f64 outer = v_lt(v_set_f64(0.5), v_abs(x));
    v_mask_f64 negative = v_lt(x, v_set_f64(0));
    v_pair y = v_asin_or_half_acos(x, outer);
    v_f64 sign = v_copysign(v_set_f64(1), x);
    v_pair inner = v_fast_two_sum(V_HALF_PI.high, -sign * y.high);
    inner.low += V_HALF_PI.low - sign * y.low;
    v_pair far = v_fast_two_sum(2.0 * V_HALF_PI.high, -2.0 * y.high);
    far.low += 2.0 * (V_HALF_PI.low - y.low);
    v_f64 beyond = v_select(negative, far.high + far.low, 2.0 * (y.high + y.low));
    v_f64 sum = v_select(outer, beyond, inner.high + inner.low);
    return v_select(v_le(v_abs(x), v_set_f64(1)), sum, v_set_f64(__builtin_nan("")));
}

/*
 * atan (a / b) for finite a, b ≥ 0, not both 0, as a pair. The smaller is divided by the larger; a quotient above ½ is
 * turned by π/4. For |t| ≤ ½ atan t = t + t³·p(t²) with a minimax polynomial (Remez exchange, 2^-57.8 relative).
 */
static inline v_pair v_arc(v_f64 a, v_f64 b)
{
    v_mask_f64 steep = v_lt(b, a);
    v_f64 larger = v_max(a, b);
    v_f64 smaller = v_min(a, b);
    /* Neither the sum below nor what a division leaves over may leave the range of normal numbers. */
    v_f64 factor = v_select(v_lt(v_set_f64(0x1p900), larger), v_set_f64(0x1p-100), v_set_f64(1));
    factor = v_select(v_lt(larger, v_set_f64(0x1p-900)), v_set_f64(0x1p120), factor);
    larger = larger * factor;
    smaller = smaller * factor;
    v_mask_f64 turned = v_lt(larger, 2.0 * smaller);
    v_pair above = {v_select(turned, smaller - larger, smaller), v_set_f64(0)};
    v_pair below = v_two_sum(larger, v_keep(turned, smaller));
    v_pair t = v_pair_quotient(above, below);
    v_f64 z = t.high * t.high;
    v_f64 p = V_POLYNOMIAL(z, 0x1.4b84ff9a471f8p-7, -0x1.c18098bc03752p-6, 0x1.56f60d4ab3367p-5, -0x1.a39883456196bp-5,
                           0x1.dfe97f670812fp-5, -0x1.10f31fc09a74cp-4, 0x1.3b113dd3998ebp-4, -0x1.745cf4cc96efbp-4,
                           0x1.c71c7090f9a87p-4, -0x1.249249215e211p-3, 0x1.9999999991151p-3, -0x1.5555555555516p-2);
    v_pair y = v_fast_two_sum(t.high, z * t.high * p);
    y.low += t.low * (1.0 - z + z * z);
    v_pair quarter = {v_keep(turned, 0.5 * V_HALF_PI.high), v_keep(turned, 0.5 * V_HALF_PI.low)};
    v_pair sum = v_two_sum(quarter.high, y.high);
    sum.low += quarter.low + y.low;
    v_pair rest = v_two_sum(V_HALF_PI.high, -sum.high);
    rest.low += V_HALF_PI.low - sum.low;
    return (v_pair){v_select(steep, rest.high, sum.high), v_select(steep, rest.low, sum.low)};
}

static inline v_f64 v_atan_f64(v_f64 x)
{
    v_f64 a = v_abs(x);
    v_pair y = v_arc(v_min(v_set_f64(0x1p100), a), v_set_f64(1));
    v_f64 sum = v_select(v_lt(a, v_set_f64(0x1p-28)), a, y.high + y.low);
    return v_select(v_is_nan(x), x, v_copysign(sum, x));
}

static inline v_f64 v_atan2_f64(v_f64 y, v_f64 x)
{
    const v_f64 zero = v_set_f64(0);
    const v_f64 one = v_set_f64(1);
    const v_f64 infinity = v_set_f64(__builtin_inf());
    v_f64 a = v_abs(y);
    v_f64 b = v_abs(x);
    v_mask_f64 endless = v_eq(a, infinity) | v_eq(b, infinity);
    a = v_select(endless, v_keep(v_eq(a, infinity), one), a);
    b = v_select(endless, v_keep(v_eq(b, infinity), one), b);
    v_mask_f64 left = v_lt(v_copysign(one, x), zero);
    v_pair arc = v_arc(a, v_select(v_eq(a, zero) & v_eq(b, zero), one, b));
    v_pair rest = v_two_sum(2.0 * V_HALF_PI.high, -arc.high);
    rest.low += 2.0 * V_HALF_PI.low - arc.low;
    v_f64 sum = v_select(left, rest.high + rest.low, arc.high + arc.low);
    sum = v_copysign(sum, y);
    return v_select(v_is_nan(x), x, v_select(v_is_nan(y), y, sum));
}

#if V_FUSED
#include "arcs_f32.h"
#else
V_THROUGH_F64(asin)
V_THROUGH_F64(acos)
V_THROUGH_F64(atan)
#endif

V_THROUGH_F64_OF_TWO(atan2)

/** The inverse of sin on [−π/2, π/2]; NaN for |x| > 1, the sign of zero is kept. */
#define v_asin(x) V_OF(x, v_asin)(x)

/** The inverse of cos on [0, π]; NaN for |x| > 1. */
#define v_acos(x) V_OF(x, v_acos)(x)

/** The inverse of tan on [−π/2, π/2]; the sign of zero is kept. */
#define v_atan(x) V_OF(x, v_atan)(x)

/** The angle of the point (x, y), in [−π, π], with C99's special cases (Annex F.9.1.4). */
#define v_atan2(y, x) V_OF(x, v_atan2)(y, x)

#endif
