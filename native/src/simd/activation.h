/** Activation functions that want more than a formula: v_gelu_tanh(x), v_silu(x), v_mish(x), v_softplus(x). */
#ifndef WENGERT_SIMD_ACTIVATION_H
#define WENGERT_SIMD_ACTIVATION_H

#include "logarithm.h"
#include "logistic.h"

/* x·eᵘ, rounded once where that is subnormal. What multiplies x below is eᵘ to all digits where u < −40. */
static inline v_f64 v_times_exp(v_f64 x, v_pair u)
{
    v_f64 n;
    v_pair e = v_exp_parts(u, &n);
    return v_scale(x + x * (e.high + e.low), n);
}

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
    v_f64 s = v_sigmoid_f64(u.high);
    s = v_fma(s, u.low * (1.0 - s), s);
    return v_select(v_lt(u.high, v_set_f64(-40)), v_times_exp(b, u), x * s);
}

static inline v_f64 v_silu_f64(v_f64 x)
{
    v_f64 b = v_max(v_set_f64(-760), v_min(v_set_f64(40), x));
    v_f64 tail = v_times_exp(b, (v_pair){b, v_set_f64(0)});
    return v_select(v_lt(x, v_set_f64(-40)), tail, x * v_sigmoid_f64(x));
}

/* x·tanh log(1 + eˣ) = x·t / (t + 2) with t = e·(e + 2), e = eˣ; from 40 on the quotient is 1. */
static inline v_f64 v_mish_f64(v_f64 x)
{
    v_f64 b = v_max(v_set_f64(-760), v_min(v_set_f64(40), x));
    v_f64 tail = v_times_exp(b, (v_pair){b, v_set_f64(0)});
    v_f64 e = v_exp_f64(b);
    v_f64 t = e * (e + 2.0);
    return v_select(v_lt(x, v_set_f64(-40)), tail, x * (t / (t + 2.0)));
}

/* max(x, 0) + log1p(e^−|x|), whose terms cannot overflow or cancel. */
static inline v_f64 v_softplus_f64(v_f64 x)
{
    return v_max(v_set_f64(0), x) + v_log1p_f64(v_exp_f64(-v_abs(x)));
}

V_THROUGH_F64(gelu_tanh)
V_THROUGH_F64(silu)
V_THROUGH_F64(mish)
V_THROUGH_F64(softplus)

/** ½x(1 + tanh(√(2/π)·(x + 0.044715x³))). */
#define v_gelu_tanh(x) V_OF(x, v_gelu_tanh)(x)

/** x / (1 + e^−x); −0 for −∞. */
#define v_silu(x) V_OF(x, v_silu)(x)

/** x·tanh log(1 + eˣ); −0 for −∞. */
#define v_mish(x) V_OF(x, v_mish)(x)

/** log(1 + eˣ). */
#define v_softplus(x) V_OF(x, v_softplus)(x)

#endif
