/** The S-shaped functions: v_tanh(x) and v_sigmoid(x). */
#ifndef WENGERT_SIMD_LOGISTIC_H
#define WENGERT_SIMD_LOGISTIC_H

#include "exp.h"

/*
 * tanh |x| = t / (t + 2) with t = e^(2|x|) − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1), which loses nothing near 0. Beyond the limit the
 * quotient rounds to 1.
 */
static inline v_f32 v_tanh_f32(v_f32 x)
{
    v_f32 n;
    v_f32 twice = v_min(v_set_f32(20.0f), 2.0f * v_abs(x));
    v_f32 r = v_reduce_by_ln2_f32(twice, &n);
    v_f32 power = v_power_of_two_f32(n);
    v_f32 t = v_fma(power, v_expm1_reduced_f32(r), power - 1.0f);
    return v_copysign(t / (t + 2.0f), x);
}

static inline v_f64 v_tanh_f64(v_f64 x)
{
    v_f64 n;
    v_f64 twice = v_min(v_set_f64(40.0), 2.0 * v_abs(x));
    v_f64 r = v_reduce_by_ln2_f64(twice, &n);
    v_f64 power = v_power_of_two_f64(n);
    v_f64 t = v_fma(power, v_expm1_reduced_f64(r), power - 1.0);
    return v_copysign(t / (t + 2.0), x);
}

/* With e = e^(−|x|) ≤ 1 neither form, 1 / (1 + e) for x ≥ 0 and e / (1 + e) for x < 0, can overflow or cancel. */
static inline v_f32 v_sigmoid_f32(v_f32 x)
{
    v_f32 e = v_exp_f32(-v_abs(x));
    return v_select(v_lt(x, v_set_f32(0)), e, v_set_f32(1)) / (1.0f + e);
}

static inline v_f64 v_sigmoid_f64(v_f64 x)
{
    v_f64 e = v_exp_f64(-v_abs(x));
    return v_select(v_lt(x, v_set_f64(0)), e, v_set_f64(1)) / (1.0 + e);
}

/** tanh x; ±1 for ±∞, the sign of zero is kept. */
#define v_tanh(x) V_OF(x, v_tanh)(x)

/** 1 / (1 + e^−x); 0 for −∞ and 1 for ∞. */
#define v_sigmoid(x) V_OF(x, v_sigmoid)(x)

#endif
