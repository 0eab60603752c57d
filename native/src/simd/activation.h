/** Activation functions that want more than a formula: v_gelu_tanh(x), v_softplus(x). */
#ifndef WENGERT_SIMD_ACTIVATION_H
#define WENGERT_SIMD_ACTIVATION_H

#include "logarithm.h"
#include "logistic.h"

/*
 * ½x(1 + tanh u) = x·σ(2u) with 2u = c·x·(1 + 0.044715x²), c = 2√(2/π), carried in a pair: an error of 2u is multiplied
 * by 2u in the tail.
 */
static inline v_f64 v_gelu_tanh_f64(v_f64 x)
{
    v_f64 b = v_min(v_set_f64(22), v_max(v_set_f64(-22), x));
    v_pair square = v_two_product(b, b);
    v_pair scaled = v_pair_product(square, (v_pair){v_set_f64(0x1.6e4e26d4801f7p-5), v_set_f64(0x1.441355475a31ap-59)});
    v_pair sum = v_two_sum(v_set_f64(1), scaled.high);
    sum.low += scaled.low;
    v_pair u = v_pair_product((v_pair){b, v_set_f64(0)},
                              (v_pair){v_set_f64(0x1.9884533d43651p0), v_set_f64(-0x1.cbc0d30ebfd15p-54)});
    u = v_pair_product(u, sum);
    v_f64 n;
    v_f64 s = v_logistic_f64(u.high, u.low, &n);
    return v_scale(v_max(v_set_f64(-22), x) * s, n);
}

/* max(x, 0) + log1p(e^−|x|), whose terms cannot overflow or cancel. */
static inline v_f64 v_softplus_f64(v_f64 x)
{
    return v_max(v_set_f64(0), x) + v_log1p_f64(v_exp_f64(-v_abs(x)));
}

#if V_FUSED

/* As in f64, with 2u in two parts of f32. */
static inline v_f32 v_gelu_tanh_f32(v_f32 x)
{
    v_f32 b = v_min(v_set_f32(11.5f), v_max(v_set_f32(-11.5f), x));
    v_f32 square = b * b;
    v_f32 scaled = square * 0x1.6e4e26p-5f;
    v_f32 scaled_low = v_fma(square, v_set_f32(0x1.6e4e26p-5f), -scaled);
    scaled_low += v_fma(square, v_set_f32(0x1.a9003ep-30f), v_fma(b, b, -square) * 0x1.6e4e26p-5f);
    v_f32 sum = 1.0f + scaled;
    v_f32 shifted = sum - 1.0f;
    v_f32 sum_low = ((1.0f - (sum - shifted)) + (scaled - shifted)) + scaled_low;
    v_f32 w = b * 0x1.988454p0f;
    v_f32 w_low = v_fma(b, v_set_f32(0x1.988454p0f), -w);
    w_low = v_fma(b, v_set_f32(-0x1.857936p-25f), w_low);
    v_f32 u = w * sum;
    v_f32 u_low = v_fma(w, sum, -u) + v_fma(w, sum_low, w_low * sum);
    v_f32 n;
    v_f32 s = v_logistic_f32(u, u_low, &n);
    return v_scale(v_max(v_set_f32(-11.5f), x) * s, n);
}

/* log1p(e) = e + e²·p(e) for e = e^−|x|: a minimax polynomial (Remez exchange, coefficients rounded to f32; 2^-28.8).
 */
static inline v_f32 v_softplus_f32(v_f32 x)
{
    v_decay_f32 e = v_decay_of_f32(-v_abs(x), v_set_f32(0));
    v_f32 t = e.value;
    v_f32 p = v_fma(t, v_set_f32(0x1.2a4404p-9f), v_set_f32(-0x1.e0f6fep-7f));
    p = v_fma(p, t, v_set_f32(0x1.6acf3ep-5f));
    p = v_fma(p, t, v_set_f32(-0x1.5fde6p-4f));
    p = v_fma(p, t, v_set_f32(0x1.03a822p-3f));
    p = v_fma(p, t, v_set_f32(-0x1.4c58cep-3f));
    p = v_fma(p, t, v_set_f32(0x1.98169p-3f));
    p = v_fma(p, t, v_set_f32(-0x1.ffdcc8p-3f));
    p = v_fma(p, t, v_set_f32(0x1.5554b2p-2f));
    p = v_fma(p, t, v_set_f32(-0.5f));
    /* 1 − t/2 is near enough to 1 / (1 + t) for a rounding error. */
    v_f32 low = e.value_low * v_fma(t, v_set_f32(-0.5f), v_set_f32(1));
    return v_max(v_set_f32(0), x) + (t + v_fma(t * t, p, low));
}

#else
static inline v_f64 v_softplus_for_f32(v_f64 x)
{
    return v_max(v_set_f64(0), x) + v_log1p_for_f32(v_exp_f64(-v_abs(x)));
}

V_THROUGH_F64(gelu_tanh)
V_THROUGH_FEWER_PLACES(softplus)
#endif

/** ½x(1 + tanh(√(2/π)·(x + 0.044715x³))). */
#define v_gelu_tanh(x) V_OF(x, v_gelu_tanh)(x)

/** log(1 + eˣ). */
#define v_softplus(x) V_OF(x, v_softplus)(x)

#endif
