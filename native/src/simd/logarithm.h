/**
 * What follows from log: v_log2(x), v_log10(x), v_log1p(x), v_asinh(x), v_acosh(x), v_atanh(x), v_logit(x),
 * v_logaddexp(x, y), v_logaddexp2(x, y).
 */
#ifndef WENGERT_SIMD_LOGARITHM_H
#define WENGERT_SIMD_LOGARITHM_H

#include "exponential.h"
#include "pair.h"

static inline v_f64 v_log_to_base(v_f64 x, double high, double low)
{
    v_pair y = v_pair_product(v_log_pair(x), (v_pair){v_set_f64(high), v_set_f64(low)});
    return v_log_of_special_f64(x, y.high + y.low);
}

/* log2 of a power of two is exact: its mantissa is 1, whose logarithm is 0, and log 2 times the factor rounds to 1. */
static inline v_f64 v_log2_f64(v_f64 x)
{
    return v_log_to_base(x, 0x1.71547652b82fep0, 0x1.777d0ffda0d24p-56);
}

static inline v_f64 v_log10_f64(v_f64 x)
{
    return v_log_to_base(x, 0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57);
}

/* log (1 + x) for a pair x > −1 whose sum is normal: log u + (what u rounds away) / u with u = 1 + x. */
static inline v_f64 v_log1p_of_pair(v_pair x)
{
    v_pair u = v_two_sum(v_set_f64(1), x.high);
    u.low += x.low;
    v_pair y = v_log_pair(u.high);
    return y.high + (y.low + u.low / u.high);
}

static inline v_f64 v_log1p_f64(v_f64 x)
{
    v_f64 general = v_select(v_lt(v_set_f64(-1), x) & v_lt(x, v_set_f64(__builtin_inf())), x, v_set_f64(0));
    v_f64 y = v_log1p_of_pair((v_pair){general, v_set_f64(0)});
    y = v_select(v_lt(v_abs(x), v_set_f64(0x1p-54)), x, y);
    y = v_select(v_lt(x, v_set_f64(__builtin_inf())), y, x);
    y = v_select(v_le(x, v_set_f64(-1)), v_set_f64(-__builtin_inf()), y);
    return v_select(v_lt(x, v_set_f64(-1)), v_set_f64(__builtin_nan("")), y);
}

/* log1p(a + a² / (1 + √(a² + 1))) with a = |x|; from 2^30 on log 2a. */
static inline v_f64 v_asinh_f64(v_f64 x)
{
    v_f64 a = v_abs(x);
    v_mask_f64 large = v_lt(v_set_f64(0x1p30), a);
    v_f64 b = v_select(large, v_set_f64(1), a);
    v_pair square = v_two_product(b, b);
    v_pair above = v_two_sum(v_set_f64(1), square.high);
    above.low += square.low;
    v_pair root = v_pair_root(above);
    v_pair divisor = v_two_sum(v_set_f64(1), root.high);
    divisor.low += root.low;
    v_pair bend = v_pair_quotient(square, divisor);
    v_pair sum = v_two_sum(b, bend.high);
    sum.low += bend.low;
    v_f64 y = v_log1p_of_pair(sum);
    v_pair far = v_log_pair(v_select(large & v_lt(a, v_set_f64(__builtin_inf())), a, v_set_f64(1)));
    y = v_select(large, far.high + (far.low + 0x1.62e42fefa39efp-1), y);
    y = v_select(v_lt(a, v_set_f64(0x1p-28)), a, y);
    y = v_select(v_lt(a, v_set_f64(__builtin_inf())), y, a);
    return v_copysign(y, x);
}

/* log1p(t + √(2t + t²)) with t = x − 1; from 2^30 on log 2x. */
static inline v_f64 v_acosh_f64(v_f64 x)
{
    v_mask_f64 large = v_lt(v_set_f64(0x1p30), x);
    v_f64 t = v_select(v_lt(v_set_f64(1), x) & v_le(x, v_set_f64(0x1p30)), x - 1.0, v_set_f64(1));
    v_pair product = v_two_product(t, t);
    v_pair under = v_two_sum(2.0 * t, product.high);
    under.low += product.low;
    v_pair root = v_pair_root(under);
    v_pair sum = v_two_sum(t, root.high);
    sum.low += root.low;
    v_f64 y = v_log1p_of_pair(sum);
    v_pair far = v_log_pair(v_select(large & v_lt(x, v_set_f64(__builtin_inf())), x, v_set_f64(1)));
    y = v_select(large, far.high + (far.low + 0x1.62e42fefa39efp-1), y);
    y = v_select(v_lt(x, v_set_f64(__builtin_inf())), y, x);
    y = v_drop(v_eq(x, v_set_f64(1)), y);
    return v_select(v_lt(x, v_set_f64(1)), v_set_f64(__builtin_nan("")), y);
}

/* ½·log1p(2a / (1 − a)) with a = |x|. */
static inline v_f64 v_atanh_f64(v_f64 x)
{
    v_f64 a = v_abs(x);
    v_f64 b = v_select(v_lt(a, v_set_f64(1)), a, v_set_f64(0.5));
    v_pair below = v_two_sum(v_set_f64(1), -b);
    v_f64 y = 0.5 * v_log1p_of_pair(v_pair_quotient((v_pair){2.0 * b, v_set_f64(0)}, below));
    y = v_select(v_lt(a, v_set_f64(0x1p-28)), a, y);
    y = v_select(v_eq(a, v_set_f64(1)), v_set_f64(__builtin_inf()), y);
    return v_select(v_le(a, v_set_f64(1)), v_copysign(y, x), v_set_f64(__builtin_nan("")));
}

/* log q for q = x / (1 − x), with what the division leaves over. */
static inline v_f64 v_logit_f64(v_f64 x)
{
    const v_f64 zero = v_set_f64(0);
    const v_f64 one = v_set_f64(1);
    v_f64 general = v_select(v_lt(zero, x) & v_lt(x, one), x, v_set_f64(0.5));
    v_pair q = v_pair_quotient((v_pair){general, zero}, v_two_sum(one, -general));
    v_pair y = v_log_pair(q.high);
    v_f64 sum = y.high + (y.low + q.low / q.high);
    sum = v_select(v_eq(x, zero), v_set_f64(-__builtin_inf()), sum);
    sum = v_select(v_eq(x, one), v_set_f64(__builtin_inf()), sum);
    return v_select(v_le(zero, x) & v_le(x, one), sum, v_set_f64(__builtin_nan("")));
}

/* max + log1p(e^(min − max)); equal operands, infinite ones too, are not subtracted. */
static inline v_f64 v_logaddexp_f64(v_f64 x, v_f64 y)
{
    v_f64 apart = v_drop(v_eq(x, y), -v_abs(x - y));
    return v_max_nan(x, y) + v_log1p_f64(v_exp_f64(apart));
}

static inline v_f64 v_logaddexp2_f64(v_f64 x, v_f64 y)
{
    v_f64 apart = v_drop(v_eq(x, y), -v_abs(x - y));
    return v_max_nan(x, y) + v_log1p_f64(v_exp2_f64(apart)) * 0x1.71547652b82fep0;
}

/*
 * The same of f32 numbers, in plain f64: an argument that the logarithm is asked for is rounded by 2^-53, which is
 * little beside the result unless that is near 0; there a few terms of the series do.
 */
static inline v_f64 v_log2_for_f32(v_f64 x)
{
    return v_log_f64(x) * 0x1.71547652b82fep0;
}

static inline v_f64 v_log10_for_f32(v_f64 x)
{
    return v_log_f64(x) * 0x1.bcb7b1526e50ep-2;
}

static inline v_f64 v_log1p_for_f32(v_f64 x)
{
    v_f64 near = v_fma(x * x, v_set_f64(-0.5), x);
    return v_select(v_lt(v_abs(x), v_set_f64(0x1p-20)), near, v_log_f64(1.0 + x));
}

static inline v_f64 v_asinh_for_f32(v_f64 x)
{
    v_f64 a = v_abs(x);
    v_f64 z = x * x;
    v_f64 near = v_fma(z * a, v_fma(z, v_set_f64(0.075), v_set_f64(-0x1.5555555555555p-3)), a);
    v_f64 y = v_select(v_lt(a, v_set_f64(0x1p-6)), near, v_log_f64(a + v_sqrt(1.0 + z)));
    return v_copysign(y, x);
}

static inline v_f64 v_acosh_for_f32(v_f64 x)
{
    v_f64 y = v_log_f64(x + v_sqrt(v_fma(x, x, v_set_f64(-1))));
    return v_select(v_lt(x, v_set_f64(1)), v_set_f64(__builtin_nan("")), y);
}

static inline v_f64 v_atanh_for_f32(v_f64 x)
{
    v_f64 a = v_abs(x);
    v_f64 z = x * x;
    v_f64 near = v_fma(z * a, v_fma(z, v_set_f64(0.2), v_set_f64(0x1.5555555555555p-2)), a);
    v_f64 y = v_select(v_lt(a, v_set_f64(0x1p-10)), near, 0.5 * v_log_f64((1.0 + a) / (1.0 - a)));
    return v_copysign(y, x);
}

static inline v_f64 v_logit_for_f32(v_f64 x)
{
    return v_log_f64(x / (1.0 - x));
}

static inline v_f64 v_logaddexp_for_f32(v_f64 x, v_f64 y)
{
    v_f64 apart = v_drop(v_eq(x, y), -v_abs(x - y));
    return v_max_nan(x, y) + v_log1p_for_f32(v_exp_f64(apart));
}

static inline v_f64 v_logaddexp2_for_f32(v_f64 x, v_f64 y)
{
    v_f64 apart = v_drop(v_eq(x, y), -v_abs(x - y));
    return v_max_nan(x, y) + v_log2_for_f32(1.0 + v_exp_f64(apart * 0x1.62e42fefa39efp-1));
}

#if V_FUSED

/* e + f·log2 e − ½f²·log2 e + …, with what rounding the first terms leaves; exact for powers of two, whose f is 0. */
static inline v_f32 v_log2_f32(v_f32 x)
{
    const v_f32 high = v_set_f32(0x1.715476p0f);
    v_f32 e;
    v_f32 f = v_split_f32(x, &e) - 1.0f;
    v_f32 first = f * high;
    v_f32 low = v_fma(f, v_set_f32(0x1.4ae0cp-26f), v_fma(f, high, -first));
    v_f32 square = f * f;
    v_f32 sum = v_fma(square, -0.5f * high, first);
    low += v_fma(square, -0.5f * high, first - sum);
    v_f32 y = e + (sum + v_fma(v_log_rest_f32(f), high, low));
    return V_SPLIT_IS_TOTAL ? y : v_log_of_special_f32(x, y);
}

/*
 * log u = e·ln 2 + log (1 + f) for u = 1 + x, where what rounds away in u is added times about 1 / (1 + f); where e is
 * 0, f is x itself. Beyond 2^25 nothing of the 1 is left.
 */
static inline v_f32 v_log1p_f32(v_f32 x)
{
    const v_f32 infinity = v_set_f32(__builtin_inff());
    v_f32 u = x + 1.0f;
    v_f32 added = u - 1.0f;
    v_f32 away = (1.0f - (u - added)) + (x - added);
    v_f32 e;
    v_f32 f = v_split_f32(u, &e) - 1.0f;
    v_mask_f32 whole = v_eq(e, v_set_f32(0));
    f = v_select(whole, x, f);
    v_f32 low = v_drop(whole, away * v_power_of_two_f32(-v_min(e, v_set_f32(25))));
    low = low * v_fma(f, f - 1.0f, v_set_f32(1));
    v_f32 y = v_fma(e, v_set_f32(0x1.7f7d1cp-20f), v_log_rest_f32(f));
    y = v_fma(f * f, v_set_f32(-0.5f), y + low) + f;
    y = v_fma(e, v_set_f32(0x1.62e4p-1f), y);
    y = v_select(v_lt(x, infinity), y, x);
    y = v_select(v_le(x, v_set_f32(-1)), v_set_f32(-__builtin_inff()), y);
    y = v_select(v_lt(x, v_set_f32(-1)), v_set_f32(__builtin_nanf("")), y);
    return v_select(v_eq(x, v_set_f32(0)), x, y);
}

#else
V_THROUGH_FEWER_PLACES(log2)
V_THROUGH_FEWER_PLACES(log1p)
#endif

V_THROUGH_FEWER_PLACES(log10)
V_THROUGH_FEWER_PLACES(asinh)
V_THROUGH_FEWER_PLACES(acosh)
V_THROUGH_FEWER_PLACES(atanh)
V_THROUGH_FEWER_PLACES(logit)
V_THROUGH_FEWER_PLACES_OF_TWO(logaddexp)
V_THROUGH_FEWER_PLACES_OF_TWO(logaddexp2)

/** The logarithm to base 2; −∞ for ±0, NaN for x < 0. */
#define v_log2(x) V_OF(x, v_log2)(x)

/** The logarithm to base 10; −∞ for ±0, NaN for x < 0. */
#define v_log10(x) V_OF(x, v_log10)(x)

/** log (1 + x) without cancellation near 0; −∞ for −1, NaN below, the sign of zero is kept. */
#define v_log1p(x) V_OF(x, v_log1p)(x)

/** The inverse of sinh; the sign of zero is kept. */
#define v_asinh(x) V_OF(x, v_asinh)(x)

/** The inverse of cosh; NaN for x < 1. */
#define v_acosh(x) V_OF(x, v_acosh)(x)

/** The inverse of tanh; ±∞ for ±1, NaN beyond, the sign of zero is kept. */
#define v_atanh(x) V_OF(x, v_atanh)(x)

/** log (x / (1 − x)), the inverse of sigmoid; ∓∞ for 0 and 1, NaN outside. */
#define v_logit(x) V_OF(x, v_logit)(x)

/** log (eˣ + eʸ) without overflow. */
#define v_logaddexp(x, y) V_OF(x, v_logaddexp)(x, y)

/** log2 (2ˣ + 2ʸ) without overflow. */
#define v_logaddexp2(x, y) V_OF(x, v_logaddexp2)(x, y)

#endif
