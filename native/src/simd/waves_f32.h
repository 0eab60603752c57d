/** Sine, cosine and tangent of f32 angles; a part of trigonometric.h. */
#ifndef WENGERT_SIMD_WAVES_F32_H
#define WENGERT_SIMD_WAVES_F32_H

#include "angles.h"

typedef struct {
    v_f64 sine, cosine;
    v_u64 quadrant;
} v_waves_f64;

/*
 * Sine and cosine as near as f32 needs them, of f32 numbers up to V_NEAR_ANGLE: π/2 in two parts leaves r an error of
 * 2^-67, and no such number but 0 is nearer than 2^-30 to a multiple of π/2.
 */
static inline v_waves_f64 v_waves_for_f32(v_f64 x)
{
    v_f64 shifted = v_fma(x, v_set_f64(0x1.45f306dc9c883p-1), v_set_f64(0x1.8p52));
    v_f64 q = shifted - 0x1.8p52;
    v_f64 r = v_fma(q, v_set_f64(-0x1.0b4611a626331p-34), v_fma(q, v_set_f64(-0x1.921fb544p0), x));
    v_f64 z = r * r;
    return (v_waves_f64){
        /* A product, which keeps the sign of zero. */
        .sine = r * v_fma(z, v_sine_polynomial(z), v_set_f64(1)),
        .cosine = v_fma(z, v_fma(z, v_cosine_polynomial(z), v_set_f64(-0.5)), v_set_f64(1)),
        .quadrant = (v_u64)shifted,
    };
}

/* In even quadrants one wave and in odd ones the other; negative in the last two, counted from where it begins. */
#define V_WAVE_FOR_F32(name, even, odd, turned)                                                                        \
    static inline v_f64 v_##name##_for_f32(v_f64 x)                                                                    \
    {                                                                                                                  \
        v_mask_f64 far = v_lt(v_set_f64(V_NEAR_ANGLE), v_abs(x));                                                      \
        v_waves_f64 waves = v_waves_for_f32(v_drop(far, x));                                                           \
        v_u64 swap = -(waves.quadrant & 1u);                                                                           \
        v_u64 bits = ((v_u64)waves.even & ~swap) | ((v_u64)waves.odd & swap);                                          \
        v_f64 y = (v_f64)(bits ^ ((waves.quadrant + turned) & 2u) << 62);                                              \
        return v_any(far) ? v_far_##name(x, y) : y;                                                                    \
    }

V_WAVE_FOR_F32(sin, sine, cosine, 0u)
V_WAVE_FOR_F32(cos, cosine, sine, 1u)
#undef V_WAVE_FOR_F32

static inline v_f64 v_tan_for_f32(v_f64 x)
{
    v_mask_f64 far = v_lt(v_set_f64(V_NEAR_ANGLE), v_abs(x));
    v_waves_f64 waves = v_waves_for_f32(v_drop(far, x));
    v_u64 swap = -(waves.quadrant & 1u);
    v_f64 above = (v_f64)(((v_u64)waves.sine & ~swap) | ((v_u64)-waves.cosine & swap));
    v_f64 below = (v_f64)(((v_u64)waves.cosine & ~swap) | ((v_u64)waves.sine & swap));
    v_f64 y = above / below;
    return v_any(far) ? v_far_tan(x, y) : y;
}

#if V_FUSED

/* Up to here x − q·π/2 is found in f32. */
#define V_NEAR_ANGLE_F32 0x1p14f

typedef struct {
    v_f32 sine, cosine;
    v_u32 quadrant;
} v_waves_f32;

/*
 * x = q·π/2 + r, as a pair, for |x| ≤ V_NEAR_ANGLE_F32; π/2 in three parts. q times the first is a multiple of 2^-23 or
 * of the last place of x, so that the difference from x is exact, and of the second what rounds away is kept (Cody &
 * Waite). sin r = r + r³·p(r²) and cos r = 1 − r²/2 + r⁴·q(r²): Remez exchange, relative 2^-27.8 and 2^-32.9.
 */
static inline v_waves_f32 v_find_waves_f32(v_f32 x)
{
    v_f32 shifted = v_fma(x, v_set_f32(0x1.45f306p-1f), v_set_f32(0x1.8p23f));
    v_f32 q = shifted - 0x1.8p23f;
    v_f32 first = v_fma(q, v_set_f32(-0x1.921fb6p0f), x);
    v_f32 second = q * 0x1.777a5cp-25f;
    v_f32 r = first + second;
    v_f32 added = r - first;
    v_f32 low = (first - (r - added)) + (second - added);
    low += v_fma(q, v_set_f32(0x1.777a5cp-25f), -second);
    low = v_fma(q, v_set_f32(0x1.ee59dap-50f), low);
    v_f32 z = r * r;
    v_f32 s = v_fma(z, v_set_f32(-0x1.991c3p-13f), v_set_f32(0x1.1106c6p-7f));
    s = v_fma(s, z, v_set_f32(-0x1.555544p-3f));
    v_f32 c = v_fma(z, v_set_f32(0x1.99e714p-16f), v_set_f32(-0x1.6c0c26p-10f));
    c = v_fma(c, z, v_set_f32(0x1.55554ap-5f));
    v_f32 half = 0.5f * z;
    v_f32 main = 1.0f - half;
    /* What z rounds away, halved, and the part of the cosine that r's low part makes. */
    v_f32 bend = v_fma(r, low, 0.5f * v_fma(r, r, -z));
    return (v_waves_f32){
        .sine = v_select(v_eq(x, v_set_f32(0)), x, r + v_fma(z * r, s, low)),
        .cosine = main + (((1.0f - main) - half) + v_fma(z * z, c, -bend)),
        .quadrant = (v_u32)shifted,
    };
}

#define V_WAVE_F32(name, even, odd, turned)                                                                            \
    static inline v_f32 v_##name##_f32(v_f32 x)                                                                        \
    {                                                                                                                  \
        v_mask_f32 far = v_lt(v_set_f32(V_NEAR_ANGLE_F32), v_abs(x));                                                  \
        v_waves_f32 waves = v_find_waves_f32(x);                                                                       \
        v_u32 swap = -(waves.quadrant & 1u);                                                                           \
        v_u32 bits = ((v_u32)waves.even & ~swap) | ((v_u32)waves.odd & swap);                                          \
        v_f32 y = (v_f32)(bits ^ ((waves.quadrant + turned) & 2u) << 30);                                              \
        if (v_any(far)) {                                                                                              \
            v_f32 there = v_narrow(v_##name##_for_f32(v_widen_low(x)), v_##name##_for_f32(v_widen_high(x)));           \
            y = v_select(far, there, y);                                                                               \
        }                                                                                                              \
        return y;                                                                                                      \
    }

V_WAVE_F32(sin, sine, cosine, 0u)
V_WAVE_F32(cos, cosine, sine, 1u)
#undef V_WAVE_F32

#else
V_THROUGH_FEWER_PLACES(sin)
V_THROUGH_FEWER_PLACES(cos)
#endif

V_THROUGH_FEWER_PLACES(tan)

#endif
