/** What follows from exp: v_exp2(x), v_expm1(x), v_sinh(x), v_cosh(x). */
#ifndef WENGERT_SIMD_EXPONENTIAL_H
#define WENGERT_SIMD_EXPONENTIAL_H

#include "exp.h"
#include "pair.h"

/*
 * eˣ = 2ⁿ·(1 + expm1) for a pair x within the range of v_exp; expm1 is a pair in [√½ − 1, √2 − 1]. The reduction is
 * that of v_exp, but what its second step rounds away is kept.
 */
static inline v_pair v_exp_parts(v_pair x, v_f64 *n)
{
    v_f64 reduced = v_reduce_by_ln2_f64(x.high, n);
    v_f64 first = v_fma(*n, v_set_f64(-0x1.62e42feep-1), x.high);
    v_f64 r = reduced + x.low;
    v_f64 low = ((first - reduced) - *n * 0x1.a39ef35793c76p-33) + ((reduced - r) + x.low);
    v_pair y = v_fast_two_sum(r, r * r * v_exp_polynomial_f64(r));
    y.low += low + low * r;
    return y;
}

static inline v_f64 v_exp2_f64(v_f64 x)
{
    x = v_min(v_set_f64(1025.0), v_max(v_set_f64(-1080.0), x));
    v_f64 n = v_round(x);
    v_f64 f = x - n;
    v_pair r = v_two_product(f, v_set_f64(0x1.62e42fefa39efp-1));
    r.low += f * 0x1.abc9e3b39803fp-56;
    return v_scale(1.0 + (r.high + (r.low + r.high * r.high * v_exp_polynomial_f64(r.high))), n);
}

/* eˣ − 1 = 2ⁿ·expm1 + (2ⁿ − 1), where 2ⁿ − 1 loses only what is far below the result. */
static inline v_pair v_expm1_pair(v_f64 x)
{
    v_f64 n;
    v_pair expm1 = v_exp_parts((v_pair){x, v_set_f64(0)}, &n);
    v_f64 half = v_power_of_two_f64(n - 1.0);
    v_pair sum = v_two_sum(half - 0.5, half * expm1.high);
    return (v_pair){2.0 * sum.high, 2.0 * (sum.low + half * expm1.low)};
}

static inline v_f64 v_expm1_f64(v_f64 x)
{
    v_pair y = v_expm1_pair(v_min(v_set_f64(709.9), v_max(v_set_f64(-50), x)));
    v_f64 sum = y.high + y.low;
    sum = v_select(v_lt(v_set_f64(0x1.62e42fefa39efp+9), x), v_set_f64(__builtin_inf()), sum);
    return v_select(v_lt(v_abs(x), v_set_f64(0x1p-54)), x, sum);
}

/* (t + t / (t + 1)) / 2 with t = e^|x| − 1; for large |x|, where t may be infinite but the result is not, e^(|x| − ln
 * 2). */
static inline v_f64 v_sinh_f64(v_f64 x)
{
    v_f64 a = v_min(v_set_f64(711), v_abs(x));
    v_f64 n;
    v_pair e = v_exp_parts((v_pair){a, v_set_f64(0)}, &n);
    v_f64 large = v_scale(1.0 + (e.high + e.low), n - 1.0);
    v_pair t = v_expm1_pair(v_min(v_set_f64(40), a));
    v_pair above = v_two_sum(v_set_f64(1), t.high);
    above.low += t.low;
    v_pair rest = v_pair_quotient(t, above);
    v_pair sum = v_two_sum(t.high, rest.high);
    v_f64 small = 0.5 * (sum.high + (sum.low + t.low + rest.low));
    v_f64 y = v_select(v_lt(v_set_f64(40), a), large, small);
    y = v_select(v_lt(a, v_set_f64(0x1p-28)), a, y);
    return v_select(v_is_nan(x), x, v_copysign(y, x));
}

static inline v_f64 v_cosh_f64(v_f64 x)
{
    v_f64 a = v_min(v_set_f64(711), v_abs(x));
    v_f64 n;
    v_pair e = v_exp_parts((v_pair){a, v_set_f64(0)}, &n);
    v_pair scaled = v_fast_two_sum(v_set_f64(1), e.high);
    scaled.low += e.low;
    v_f64 inverse = 0.25 / v_scale(scaled.high, v_min(v_set_f64(100), n) - 1.0);
    v_f64 half = v_scale(scaled.high + scaled.low, n - 1.0);
    v_f64 low = v_keep(v_lt(n, v_set_f64(100)), (scaled.low + (scaled.high - (scaled.high + scaled.low))) *
                                                    v_power_of_two_f64(v_min(v_set_f64(100), n) - 1.0));
    return v_select(v_is_nan(x), x, half + (inverse + low));
}

#if V_FUSED

/* 2ⁿ·(eʳ − 1) + (2ⁿ − 1), halved so that 2ⁿ cannot overflow before the result does; the sum keeps what it rounds away.
 */
static inline v_f32 v_expm1_f32(v_f32 x)
{
    v_f32 n;
    v_f32 r = v_reduce_by_ln2_f32(v_min(v_set_f32(89), v_max(v_set_f32(-20), x)), &n);
    v_f32 rest = r * r * v_exp_polynomial_f32(r);
    v_f32 expm1 = r + rest;
    v_f32 half = v_power_of_two_f32(n - 1.0f);
    v_f32 base = half - 0.5f;
    v_f32 t = v_fma(half, expm1, base);
    v_f32 low = v_fma(half, expm1, base - t) + v_fma(half, rest - (expm1 - r), (half - base) - 0.5f);
    v_f32 y = 2.0f * (t + low);
    return v_select(v_lt(v_abs(x), v_set_f32(0x1p-25f)), x, y);
}

#else

/* In plain f64, and near 0, where it cancels, by the series. */
static inline v_f64 v_expm1_for_f32(v_f64 x)
{
    const v_f64 third = v_set_f64(0x1.5555555555555p-3);
    const v_f64 fourth = v_set_f64(0x1.5555555555555p-5);
    v_f64 near = x * v_fma(x, v_fma(x, v_fma(x, fourth, third), v_set_f64(0.5)), v_set_f64(1));
    return v_select(v_lt(v_abs(x), v_set_f64(0x1p-10)), near, v_exp_f64(x) - 1.0);
}

V_THROUGH_FEWER_PLACES(expm1)
#endif

static inline v_f32 v_exp2_f32(v_f32 x)
{
    x = v_min(v_set_f32(129.0f), v_max(v_set_f32(-151.0f), x));
    v_f32 n = v_round(x);
    v_f32 r = (x - n) * 0x1.62e43p-1f;
    return v_scale(1.0f + v_fma(r * r, v_exp_polynomial_f32(r), r), n);
}

/* In plain f64, and near 0, where the two exponentials cancel, by the series. */
static inline v_f64 v_sinh_for_f32(v_f64 x)
{
    v_f64 a = v_abs(x);
    v_f64 e = v_exp_f64(a);
    v_f64 near = v_fma(a * a * a, v_set_f64(0x1.5555555555555p-3), a);
    return v_copysign(v_select(v_lt(a, v_set_f64(0x1p-10)), near, 0.5 * (e - 1.0 / e)), x);
}

static inline v_f64 v_cosh_for_f32(v_f64 x)
{
    v_f64 e = v_exp_f64(v_abs(x));
    return 0.5 * (e + 1.0 / e);
}

V_THROUGH_FEWER_PLACES(sinh)
V_THROUGH_FEWER_PLACES(cosh)

/** 2ˣ. */
#define v_exp2(x) V_OF(x, v_exp2)(x)

/** eˣ − 1 without cancellation near 0; the sign of zero is kept. */
#define v_expm1(x) V_OF(x, v_expm1)(x)

/** (eˣ − e^−x) / 2; the sign of zero is kept. */
#define v_sinh(x) V_OF(x, v_sinh)(x)

/** (eˣ + e^−x) / 2. */
#define v_cosh(x) V_OF(x, v_cosh)(x)

#endif
