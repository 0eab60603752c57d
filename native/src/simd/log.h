/** The natural logarithm: v_log(x). */
#ifndef WENGERT_SIMD_LOG_H
#define WENGERT_SIMD_LOG_H

#include "vector.h"

/*
 * x = m·2ᵉ with √½ ≤ m < √2, for positive x. With AVX-512 e is −∞ for 0 and ∞ for ∞; elsewhere the caller has 0, ∞, NaN
 * and negative numbers to deal with.
 */
#if V_BYTES == 64

#define V_SPLIT_IS_TOTAL 1

static inline v_f32 v_split_f32(v_f32 x, v_f32 *e)
{
    v_f32 m = _mm512_getmant_ps(x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_nan);
    v_f32 exponent = _mm512_getexp_ps(x);
    v_mask_f32 high = v_le(v_set_f32(0x1.6a09e6p0f), m);
    *e = _mm512_mask_add_ps(exponent, high, exponent, v_set_f32(1));
    return _mm512_mask_mul_ps(m, high, m, v_set_f32(0.5f));
}

static inline v_f64 v_split_f64(v_f64 x, v_f64 *e)
{
    v_f64 m = _mm512_getmant_pd(x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_nan);
    v_f64 exponent = _mm512_getexp_pd(x);
    v_mask_f64 high = v_le(v_set_f64(0x1.6a09e667f3bcdp0), m);
    *e = _mm512_mask_add_pd(exponent, high, exponent, v_set_f64(1));
    return _mm512_mask_mul_pd(m, high, m, v_set_f64(0.5));
}

#else

#define V_SPLIT_IS_TOTAL 0

/* Moving the origin of the bits to √½ makes the exponent field count from there. */
static inline v_f32 v_split_f32(v_f32 x, v_f32 *e)
{
    v_mask_f32 subnormal = v_lt(x, v_set_f32(0x1p-126f));
    v_u32 bits = (v_u32)v_select(subnormal, x * 0x1p23f, x) - 0x3f3504f3u;
    v_f32 exponent = __builtin_convertvector((v_s32)bits >> 23, v_f32);
    *e = exponent - v_keep(subnormal, v_set_f32(23));
    return (v_f32)((bits & 0x7fffffu) + 0x3f3504f3u);
}

static inline v_f64 v_split_f64(v_f64 x, v_f64 *e)
{
    v_mask_f64 subnormal = v_lt(x, v_set_f64(0x1p-1022));
    v_u64 bits = (v_u64)v_select(subnormal, x * 0x1p52, x) - 0x3fe6a09e667f3bcdu;
    /* Few machines have 64-bit arithmetic shifts or conversions: count from 2048 up, in the mantissa of 2^52. */
    v_f64 exponent = (v_f64)(((bits >> 52) ^ 0x800u) | 0x4330000000000000u) - (0x1p52 + 2048.0);
    *e = exponent - v_keep(subnormal, v_set_f64(52));
    return (v_f64)((bits & 0xfffffffffffffu) + 0x3fe6a09e667f3bcdu);
}

#endif

/* log x = −∞ for ±0, NaN for x < 0, and x itself for ∞ and NaN. */
#define V_LOG_OF_SPECIAL(T)                                                                                            \
    static inline v_##T v_log_of_special_##T(v_##T x, v_##T y)                                                         \
    {                                                                                                                  \
        v_##T infinity = v_set_##T((wg_##T)__builtin_inf());                                                           \
        v_##T zero = v_set_##T(0);                                                                                     \
        y = v_select(v_lt(x, infinity), y, x);                                                                         \
        y = v_select(v_eq(x, zero), -infinity, y);                                                                     \
        return v_select(v_lt(x, zero), v_set_##T((wg_##T)__builtin_nan("")), y);                                       \
    }

V_LOG_OF_SPECIAL(f32)
V_LOG_OF_SPECIAL(f64)
#undef V_LOG_OF_SPECIAL

/* f³·p(f) of log (1 + f) = f − ½f² + f³·p(f) for √½ ≤ 1 + f < √2: minimax relative to the logarithm (Remez exchange),
 * 2^-29.8. */
static inline v_f32 v_log_rest_f32(v_f32 f)
{
    v_f32 p = v_fma(f, v_set_f32(0x1.1ca988p-4f), v_set_f32(-0x1.e4a5e8p-4f));
    p = v_fma(p, f, v_set_f32(0x1.e675b6p-4f));
    p = v_fma(p, f, v_set_f32(-0x1.fadcfcp-4f));
    p = v_fma(p, f, v_set_f32(0x1.2327c4p-3f));
    p = v_fma(p, f, v_set_f32(-0x1.55664cp-3f));
    p = v_fma(p, f, v_set_f32(0x1.99a626p-3f));
    p = v_fma(p, f, v_set_f32(-0x1.ffffep-3f));
    p = v_fma(p, f, v_set_f32(0x1.555544p-2f));
    return f * f * f * p;
}

/* The terms are added from the smallest on; ln 2 is in two parts so that e times the first is exact. */
static inline v_f32 v_log_f32(v_f32 x)
{
    v_f32 e;
    v_f32 f = v_split_f32(x, &e) - 1.0f;
    v_f32 y = v_fma(e, v_set_f32(0x1.7f7d1cp-20f), v_log_rest_f32(f));
    y = v_fma(f * f, v_set_f32(-0.5f), y) + f;
    y = v_fma(e, v_set_f32(0x1.62e4p-1f), y);
    return V_SPLIT_IS_TOTAL ? y : v_log_of_special_f32(x, y);
}

/*
 * log m = 2·artanh s = 2s + s³·q(s²) with s = f / (2 + f): minimax relative to log m, 2^-59.5. As in fdlibm's e_log.c,
 * 2s is not formed but f − ½f² + s·½f², whose first terms are (nearly) exact.
 */
static inline v_f64 v_log_f64(v_f64 x)
{
    v_f64 e;
    v_f64 f = v_split_f64(x, &e) - 1.0;
    v_f64 s = f / (2.0 + f);
    v_f64 z = s * s;
    v_f64 q = v_fma(z, v_set_f64(0x1.2f026f4a221dcp-3), v_set_f64(0x1.39a208fb2718ap-3));
    q = v_fma(q, z, v_set_f64(0x1.74663bba8de63p-3));
    q = v_fma(q, z, v_set_f64(0x1.c71c5219b97ffp-3));
    q = v_fma(q, z, v_set_f64(0x1.24924941dba4cp-2));
    q = v_fma(q, z, v_set_f64(0x1.999999997ff5fp-2));
    q = v_fma(q, z, v_set_f64(0x1.5555555555592p-1));
    v_f64 half_square = 0.5 * f * f;
    v_f64 y = v_fma(s, v_fma(z, q, half_square), e * 0x1.a39ef35793c76p-33);
    y = f - (half_square - y);
    y = v_fma(e, v_set_f64(0x1.62e42feep-1), y);
    return V_SPLIT_IS_TOTAL ? y : v_log_of_special_f64(x, y);
}

/** log x; −∞ for ±0, NaN for x < 0. */
#define v_log(x) V_OF(x, v_log)(x)

#endif
