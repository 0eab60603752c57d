/** Powers: v_pow(x, y). */
#ifndef WENGERT_SIMD_POW_H
#define WENGERT_SIMD_POW_H

#include "exp.h"
#include "log.h"
#include "pair.h"

#define T f32
#include "pow_cases.inc"
#undef T
#define T f64
#include "pow_cases.inc"
#undef T

/* f32 powers go through f64: |x|^y for positive normal x with an error of 2^-31 relative, ahead of the rounding to f32.
 */
static inline v_f64 v_pow_for_f32(v_f64 x, v_f64 y)
{
    v_f64 e;
    v_f64 f = v_split_f64(x, &e) - 1.0;
    v_f64 s = f / (2.0 + f);
    v_f64 z = s * s;
    v_f64 q = v_fma(z, v_set_f64(0x1.9115072ef37f8p-3), v_set_f64(0x1.c62b1d62c7a0bp-3));
    q = v_fma(q, z, v_set_f64(0x1.249411d58354cp-2));
    q = v_fma(q, z, v_set_f64(0x1.999996a9816adp-2));
    q = v_fma(q, z, v_set_f64(0x1.555555561e2eep-1));
    v_f64 log_x = v_fma(e, v_set_f64(0x1.62e42fefa39efp-1), s * v_fma(q, z, v_set_f64(2)));

    v_f64 n;
    v_f64 exponent = v_max(v_set_f64(-110), v_min(v_set_f64(90), y * log_x));
    v_f64 r = v_reduce_by_ln2_f64(exponent, &n);
    v_f64 p = v_fma(r, v_set_f64(0x1.6c7631318f7a9p-13), v_set_f64(0x1.6d74ccb85e694p-10));
    p = v_fma(p, r, v_set_f64(0x1.113d14059e869p-7));
    p = v_fma(p, r, v_set_f64(0x1.5554ad5ed9df6p-5));
    p = v_fma(p, r, v_set_f64(0x1.55552b088ed6ap-3));
    p = v_fma(p, r, v_set_f64(0x1.000000283b0ecp-1));
    p = v_fma(p, r, v_set_f64(0x1.000000143189cp0));
    return v_fma(p, r, v_set_f64(1)) * v_power_of_two_f64(n);
}

static inline v_f32 v_pow_f32(v_f32 x, v_f32 y)
{
    v_f32 base = v_pow_base_f32(x);
    v_f64 low = v_pow_for_f32(v_widen_low(base), v_widen_low(y));
    v_f64 high = v_pow_for_f32(v_widen_high(base), v_widen_high(y));
    return v_pow_cases_f32(x, y, v_narrow(low, high));
}

static inline v_f64 v_pow_f64(v_f64 x, v_f64 y)
{
    /* Beyond 2^80 every power of a number other than 1 is 0 or ∞, and the products below stay finite. */
    v_f64 limited = v_max(v_set_f64(-0x1p80), v_min(v_set_f64(0x1p80), y));
    v_pair log_x = v_log_pair(v_pow_base_f64(x));
    v_pair exponent = v_two_product(log_x.high, limited);
    v_f64 low = v_fma(log_x.low, limited, exponent.low);

    v_f64 n;
    v_f64 high = v_max(v_set_f64(-746), v_min(v_set_f64(710), exponent.high));
    low = v_keep(v_eq(high, exponent.high), low);
    v_f64 r = v_reduce_by_ln2_f64(high, &n) + low;
    return v_pow_cases_f64(x, y, v_scale(1.0 + v_fma(r * r, v_exp_polynomial_f64(r), r), n));
}

/** xʸ with C99's special cases (Annex F.9.4.4). */
#define v_pow(x, y) V_OF(x, v_pow)(x, y)

#endif
