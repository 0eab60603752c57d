/** exp of vectors: v_exp(x), and the reduced form that tanh, sigmoid and pow are built on. */
#ifndef WENGERT_SIMD_EXP_H
#define WENGERT_SIMD_EXP_H

#include "vector.h"

/*
 * x = n·ln 2 + r with |r| ≤ ½·ln 2 (Cody & Waite). ln 2 comes in two parts, the first so short that n times it is exact
 * even where there is no fused multiply-add. Adding and taking away 1.5·2^(mantissa bits) rounds to integers.
 */
static inline v_f32 v_reduce_by_ln2_f32(v_f32 x, v_f32 *n)
{
    *n = v_fma(x, v_set_f32(0x1.715476p0f), v_set_f32(0x1.8p23f)) - 0x1.8p23f;
    v_f32 r = v_fma(*n, v_set_f32(-0x1.62e4p-1f), x);
    return v_fma(*n, v_set_f32(-0x1.7f7d1cp-20f), r);
}

static inline v_f64 v_reduce_by_ln2_f64(v_f64 x, v_f64 *n)
{
    *n = v_fma(x, v_set_f64(0x1.71547652b82fep0), v_set_f64(0x1.8p52)) - 0x1.8p52;
    v_f64 r = v_fma(*n, v_set_f64(-0x1.62e42feep-1), x);
    return v_fma(*n, v_set_f64(-0x1.a39ef35793c76p-33), r);
}

/*
 * p(r) in eʳ − 1 = r + r²·p(r) for |r| ≤ ½·ln 2: minimax in the error relative to eʳ − 1 (Remez exchange), 2^-28.2 for
 * f32 and 2^-59.9 for f64.
 */
static inline v_f32 v_exp_polynomial_f32(v_f32 r)
{
    v_f32 p = v_fma(r, v_set_f32(0x1.a342ap-13f), v_set_f32(0x1.6ce5bap-10f));
    p = v_fma(p, r, v_set_f32(0x1.110f8cp-7f));
    p = v_fma(p, r, v_set_f32(0x1.55552ep-5f));
    p = v_fma(p, r, v_set_f32(0x1.555556p-3f));
    return v_fma(p, r, v_set_f32(0.5f));
}

static inline v_f64 v_exp_polynomial_f64(v_f64 r)
{
    v_f64 p = v_fma(r, v_set_f64(0x1.1ee888e996dc9p-29), v_set_f64(0x1.af5e75127c0d2p-26));
    p = v_fma(p, r, v_set_f64(0x1.27e5362ba29bdp-22));
    p = v_fma(p, r, v_set_f64(0x1.71ddf87eb3c62p-19));
    p = v_fma(p, r, v_set_f64(0x1.a01a017bc69ecp-16));
    p = v_fma(p, r, v_set_f64(0x1.a01a01afd3e34p-13));
    p = v_fma(p, r, v_set_f64(0x1.6c16c16c1f078p-10));
    p = v_fma(p, r, v_set_f64(0x1.111111110f6dap-7));
    p = v_fma(p, r, v_set_f64(0x1.555555555553fp-5));
    p = v_fma(p, r, v_set_f64(0x1.5555555555559p-3));
    return v_fma(p, r, v_set_f64(0.5));
}

/* The limits lie just beyond where the result has become 0 and infinity; operand order lets NaN through. */
static inline v_f32 v_exp_f32(v_f32 x)
{
    v_f32 n;
    x = v_min(v_set_f32(89.0f), v_max(v_set_f32(-104.0f), x));
    v_f32 r = v_reduce_by_ln2_f32(x, &n);
    return v_scale(1.0f + v_fma(r * r, v_exp_polynomial_f32(r), r), n);
}

static inline v_f64 v_exp_f64(v_f64 x)
{
    v_f64 n;
    x = v_min(v_set_f64(710.0), v_max(v_set_f64(-746.0), x));
    v_f64 r = v_reduce_by_ln2_f64(x, &n);
    return v_scale(1.0 + v_fma(r * r, v_exp_polynomial_f64(r), r), n);
}

/** eˣ; 0 for −∞, and on underflow; ∞ on overflow. */
#define v_exp(x) V_OF(x, v_exp)(x)

#endif
