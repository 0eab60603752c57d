/** Sine and cosine of angles in turns: v_sincos_turns(t, &sine, &cosine). */
#ifndef WENGERT_SIMD_SINCOS_H
#define WENGERT_SIMD_SINCOS_H

#include "vector.h"

/*
 * t = q/4 + u with |u| ≤ 1/8, exactly. sin 2πu and cos 2πu − 1 are minimax polynomials (Remez exchange; relative error
 * 2^-25 for f32, 2^-54 for f64), and the quadrant q swaps them and sets the signs.
 */
static inline void v_sincos_turns_f32(v_f32 t, v_f32 *sine, v_f32 *cosine)
{
    v_f32 shifted = 4.0f * t + 0x1.8p23f;
    v_f32 u = t - 0.25f * (shifted - 0x1.8p23f);
    v_f32 z = u * u;
    v_f32 s = v_fma(z, v_set_f32(-0x1.2d9304p6f), v_set_f32(0x1.465e92p6f));
    s = v_fma(s, z, v_set_f32(-0x1.4abbbap5f));
    s = v_fma(s, z, v_set_f32(0x1.921fb6p2f)) * u;
    v_f32 c = v_fma(z, v_set_f32(0x1.d9f7bcp5f), v_set_f32(-0x1.55c664p6f));
    c = v_fma(c, z, v_set_f32(0x1.03c1dep6f));
    c = v_fma(c, z, v_set_f32(-0x1.3bd3ccp4f));
    c = v_fma(c, z, v_set_f32(1));

    v_u32 q = (v_u32)shifted;
    v_u32 swap = -(q & 1u);
    v_u32 first = ((v_u32)s & ~swap) | ((v_u32)c & swap);
    v_u32 second = ((v_u32)c & ~swap) | ((v_u32)s & swap);
    *sine = (v_f32)(first ^ (q & 2u) << 30);
    *cosine = (v_f32)(second ^ ((q + 1u) & 2u) << 30);
}

static inline void v_sincos_turns_f64(v_f64 t, v_f64 *sine, v_f64 *cosine)
{
    v_f64 shifted = 4.0 * t + 0x1.8p52;
    v_f64 u = t - 0.25 * (shifted - 0x1.8p52);
    v_f64 z = u * u;
    v_f64 s = v_fma(z, v_set_f64(-0x1.6c58cc2a06527p-1), v_set_f64(0x1.e8eec79c1468bp1));
    s = v_fma(s, z, v_set_f64(-0x1.e3074b42c3548p3));
    s = v_fma(s, z, v_set_f64(0x1.50783485c2d5dp5));
    s = v_fma(s, z, v_set_f64(-0x1.32d2cce62abbdp6));
    s = v_fma(s, z, v_set_f64(0x1.466bc6775aad9p6));
    s = v_fma(s, z, v_set_f64(-0x1.4abbce625be53p5));
    s = v_fma(s, z, v_set_f64(0x1.921fb54442d18p2)) * u;
    v_f64 c = v_fma(z, v_set_f64(0x1.1e2f89b1ab0f6p-2), v_set_f64(-0x1.b6dd82ac2da95p0));
    c = v_fma(c, z, v_set_f64(0x1.f9d3856ddcc18p2));
    c = v_fma(c, z, v_set_f64(-0x1.a6d1f29f3f605p4));
    c = v_fma(c, z, v_set_f64(0x1.e1f5068919cd3p5));
    c = v_fma(c, z, v_set_f64(-0x1.55d3c7e3cbfefp6));
    c = v_fma(c, z, v_set_f64(0x1.03c1f081b5ac4p6));
    c = v_fma(c, z, v_set_f64(-0x1.3bd3cc9be45dep4));
    c = v_fma(c, z, v_set_f64(1));

    v_u64 q = (v_u64)shifted;
    v_u64 swap = -(q & 1u);
    v_u64 first = ((v_u64)s & ~swap) | ((v_u64)c & swap);
    v_u64 second = ((v_u64)c & ~swap) | ((v_u64)s & swap);
    *sine = (v_f64)(first ^ (q & 2u) << 62);
    *cosine = (v_f64)(second ^ ((q + 1u) & 2u) << 62);
}

/** sin 2πt and cos 2πt for |t| ≤ 2^19; the absolute error is below 2^-23 for f32 and 2^-52 for f64. */
#define v_sincos_turns(t, sine, cosine) V_OF(t, v_sincos_turns)(t, sine, cosine)

#endif
