/** The error function and what is made of it: v_erf(x), v_erfc(x), v_erfinv(x), v_gelu(x). */
#ifndef WENGERT_SIMD_ERF_H
#define WENGERT_SIMD_ERF_H

#include "exponential.h"
#include "logarithm.h"
#include "logistic.h"

/*
 * g(u) = e^(u²)·erfc u·(1 + 2u), which is smooth on the whole half-line u ≥ 0: a minimax polynomial in (u − 4) / (u +
 * 4) (Remez exchange, 2^-61 relative for u ≤ 28, 2^-36 beyond).
 */
static inline v_pair v_erfc_smooth(v_f64 u)
{
    v_f64 q = (u - 4.0) / (u + 4.0);
    v_f64 bend =
        V_POLYNOMIAL(q, 0x1.10f5af0ae238ep-32, 0x1.0e3f8e6725b46p-29, 0x1.cbe9c5bcccfb5p-30, -0x1.1701521d23df6p-26,
                     -0x1.43a5e56f22175p-26, 0x1.e4cb862592b0fp-24, 0x1.48eca492a8714p-24, -0x1.bc474e787d9a5p-21,
                     0x1.398d6114005bbp-22, 0x1.7f3d42aadd9ecp-18, -0x1.788466d4c1a20p-17, -0x1.995b148f074ddp-16,
                     0x1.3be03b6c8875ap-13, -0x1.a1df17ce8680bp-13, -0x1.8d4a99cc5096ap-11, 0x1.49c672758befep-8,
                     -0x1.096238852fe9fp-6, 0x1.3079edf6b4b49p-5, -0x1.0fb06dfe48ba7p-4, 0x1.7fee004e11035p-4,
                     -0x1.9ddb23c3e9124p-4, 0x1.16ecefcfa5419p-4, 0x1.f7f5df66fd7c3p-7, -0x1.1df1ad154a28fp-3);
    v_pair g = v_fast_two_sum(v_set_f64(0x1.3ba5916e9fd7fp+0), q * bend);
    g.low += -0x1.e358224a504b8p-55;
    return g;
}

/* factor·erfc x for a pair 0 ≤ x ≤ 28, given x² as a pair too. */
static inline v_f64 v_erfc_of_positive(v_pair x, v_pair square, v_f64 factor)
{
    v_f64 u = x.high;
    v_f64 n;
    v_pair e = v_exp_parts((v_pair){-square.high, -square.low}, &n);
    v_pair divisor = v_two_sum(v_set_f64(1), 2.0 * u);
    divisor.low += 2.0 * x.low;
    v_pair ratio = v_pair_quotient(v_erfc_smooth(u), divisor);
    ratio = v_pair_product((v_pair){factor, v_set_f64(0)}, ratio);
    return v_scale(ratio.high + (ratio.high * e.high + (ratio.low + ratio.high * e.low)), n);
}

/* (erf x − x) / x for |x| ≤ 1: a minimax polynomial in x² (Remez exchange, 2^-62 relative to erf x). */
static inline v_f64 v_erf_bend(v_f64 x)
{
    v_f64 z = v_min(v_set_f64(1), x * x);
    return V_POLYNOMIAL(z, 0x1.0579989085091p-34, -0x1.386ac8f3af1e9p-30, 0x1.f7a41a527c942p-27, -0x1.5f1d381995a3cp-23,
                        0x1.b9def1dab2ed9p-20, -0x1.f4d1df3fd9794p-17, 0x1.f9a321a191354p-14, -0x1.c02db3d8f237cp-11,
                        0x1.565bcd0db051dp-8, -0x1.b82ce312849afp-6, 0x1.ce2f21a042b21p-4, -0x1.812746b0379e6p-2,
                        0x1.06eba8214db69p-3);
}

static inline v_f64 v_erfc_f64(v_f64 x)
{
    v_f64 u = v_min(v_set_f64(28), v_abs(x));
    v_f64 y = v_erfc_of_positive((v_pair){u, v_set_f64(0)}, v_two_product(u, u), v_set_f64(1));
    y = v_select(v_lt(x, v_set_f64(0)), 2.0 - y, y);
    v_pair near = v_fast_two_sum(v_set_f64(1), -x);
    y = v_select(v_lt(u, v_set_f64(0.5)), near.high + (near.low - x * v_erf_bend(x)), y);
    return v_select(v_is_nan(x), x, y);
}

static inline v_f64 v_erf_f64(v_f64 x)
{
    v_f64 u = v_min(v_set_f64(7), v_abs(x));
    v_f64 far = 1.0 - v_erfc_of_positive((v_pair){u, v_set_f64(0)}, v_two_product(u, u), v_set_f64(1));
    v_f64 y = v_select(v_lt(u, v_set_f64(1)), u + u * v_erf_bend(u), far);
    return v_select(v_is_nan(x), x, v_copysign(y, x));
}

/*
 * A start from w = −log (1 − x²), y/x being a polynomial of w in the middle and of √w in the tails (Remez exchange,
 * 2^-23 and 2^-19 relative), then one step of Halley's method on erf y − x for y < 1, whose first terms are subtracted
 * exactly; in the tails on (1 − x) − erfc y.
 */
static inline v_f64 v_erfinv_f64(v_f64 x)
{
    const v_f64 one = v_set_f64(1);
    v_f64 a = v_abs(x);
    v_f64 b = v_select(v_lt(a, one), a, v_set_f64(0.5));
    v_f64 w = -v_log1p_of_pair((v_pair){-b * b, v_set_f64(0)});
    v_f64 middle = V_POLYNOMIAL(w - 2.5, 0x1.ea4455106bb1bp-26, 0x1.7110abdcdfdafp-22, -0x1.d9a375ed58ec1p-19,
                                -0x1.270e53abd9d70p-18, 0x1.ca711ecef9888p-13, -0x1.48a6e9ec1783dp-10,
                                -0x1.11ca4e5dafe35p-8, 0x1.f91ec5f11eb9dp-3, 0x1.805c5e2c79913p+0);
    v_f64 tail = V_POLYNOMIAL(v_sqrt(w) - 4.2, 0x1.20c6e3fc5578fp-16, -0x1.ae930dc083b21p-15, 0x1.e06daa2dde759p-19,
                              0x1.d0232eb4d7350p-16, 0x1.0d23337dee908p-12, -0x1.86beac1246eaep-11,
                              0x1.9f02eeba61c02p-11, 0x1.028a7f503ea44p+0, 0x1.02abac545a527p+2);
    v_f64 y = b * v_select(v_lt(w, v_set_f64(5)), middle, tail);
    v_pair square = v_two_product(y, y);
    v_f64 complement = v_erfc_of_positive((v_pair){y, v_set_f64(0)}, square, v_set_f64(1));
    v_f64 off = v_select(v_lt(b, v_set_f64(0.77)), (y - b) + y * v_erf_bend(y), (1.0 - b) - complement);
    v_f64 step = off * 0x1.c5bf891b4ef6bp-1 * v_exp_f64(square.high);
    y = y - step / (1.0 + y * step);
    y = v_select(v_lt(a, v_set_f64(0x1p-28)), a * 0x1.c5bf891b4ef6bp-1, y);
    y = v_select(v_eq(a, one), v_set_f64(__builtin_inf()), y);
    return v_select(v_le(a, one), v_copysign(y, x), v_set_f64(__builtin_nan("")));
}

/* x·Φ(x), where Φ(x) = ½·erfc(−x/√2), right in the tail too since x²/2 is carried in a pair; near 0 ½ + ½·erf(x/√2). */
static inline v_f64 v_gelu_f64(v_f64 x)
{
    v_f64 a = v_min(v_set_f64(39.5), v_abs(x));
    v_mask_f64 negative = v_lt(x, v_set_f64(0));
    v_f64 factor = v_select(negative, -0.5 * a, v_set_f64(0.5));
    v_pair u = v_two_product(a, v_set_f64(0x1.6a09e667f3bcdp-1));
    u.low += a * -0x1.bdd3413b26456p-55;
    v_f64 tail = v_erfc_of_positive(u, v_two_product(a, 0.5 * a), factor);
    v_f64 half = v_copysign(0.5 * u.high, x);
    v_pair near = v_fast_two_sum(v_set_f64(0.5), half);
    near.low += half * v_erf_bend(u.high) + v_copysign(v_set_f64(0.5), x) * u.low;
    v_f64 y = v_select(negative, tail, x * (1.0 - tail));
    return v_select(v_lt(a, v_set_f64(1)), x * (near.high + near.low), y);
}

#if V_FUSED

/*
 * For |x| < 1 x + x·p(x²), beyond 1 − e^(−u·p(u)) with u = |x|: minimax polynomials (Remez exchange, coefficients
 * rounded to f32; 2^-29.2 and 2^-30.3 relative to erf x).
 */
static inline v_f32 v_erf_f32(v_f32 x)
{
    v_f32 u = v_min(v_set_f32(4), v_abs(x));
    v_f32 z = u * u;
    v_f32 p = v_fma(z, v_set_f32(0x1.496a0cp-14f), v_set_f32(-0x1.a3f70ep-11f));
    p = v_fma(p, z, v_set_f32(0x1.5405aep-8f));
    p = v_fma(p, z, v_set_f32(-0x1.b7f90ep-6f));
    p = v_fma(p, z, v_set_f32(0x1.ce2cf8p-4f));
    p = v_fma(p, z, v_set_f32(-0x1.81273ep-2f));
    p = v_fma(p, z, v_set_f32(0x1.06eba8p-3f));
    v_f32 near = v_fma(u, p, u);

    p = v_fma(u, v_set_f32(0x1.ca51ep-17f), v_set_f32(-0x1.6c54f2p-12f));
    p = v_fma(p, u, v_set_f32(0x1.eac482p-9f));
    p = v_fma(p, u, v_set_f32(-0x1.88e7ccp-6f));
    p = v_fma(p, u, v_set_f32(0x1.b434e4p-4f));
    p = v_fma(p, u, v_set_f32(0x1.451da4p-1f));
    p = v_fma(p, u, v_set_f32(0x1.20f1bcp0f));
    v_decay_f32 e = v_decay_of_f32(-u * p, v_set_f32(0));
    v_f32 rest = 1.0f - e.value;
    v_f32 far = rest + (((1.0f - rest) - e.value) - e.value_low);
    return v_copysign(v_select(v_lt(u, v_set_f32(1)), near, far), x);
}

/*
 * With a = |x| max(x, 0) − a·Φ(−a), where a·Φ(−a) = e^(−a²/2)·p(q), q = (a − 1.5) / (a + 1.5), and a²/2 is carried in
 * two parts; for a < 0.66 x·(½ + x·p(x²)). Minimax polynomials (Remez exchange, coefficients rounded to f32; 2^-26.2
 * and 2^-27.9 relative to the result).
 */
static inline v_f32 v_gelu_f32(v_f32 x)
{
    v_f32 a = v_min(v_set_f32(15), v_abs(x));
    v_f32 z = a * a;
    v_f32 p = v_fma(z, v_set_f32(0x1.b4a14p-14f), v_set_f32(-0x1.35e558p-10f));
    p = v_fma(p, z, v_set_f32(0x1.46c75p-7f));
    p = v_fma(p, z, v_set_f32(-0x1.105828p-4f));
    p = v_fma(p, z, v_set_f32(0x1.988454p-2f));
    v_f32 near = x * v_fma(x, p, v_set_f32(0.5f));

    v_f32 q = (a - 1.5f) / (a + 1.5f);
    p = v_fma(q, v_set_f32(0x1.3b7b78p-10f), v_set_f32(-0x1.9d54aep-11f));
    p = v_fma(p, q, v_set_f32(-0x1.197992p-9f));
    p = v_fma(p, q, v_set_f32(-0x1.376dbp-9f));
    p = v_fma(p, q, v_set_f32(0x1.a6adf6p-11f));
    p = v_fma(p, q, v_set_f32(0x1.6159bcp-7f));
    p = v_fma(p, q, v_set_f32(0x1.2318fap-6f));
    p = v_fma(p, q, v_set_f32(-0x1.445cdap-6f));
    p = v_fma(p, q, v_set_f32(-0x1.02a83ep-3f));
    p = v_fma(p, q, v_set_f32(0x1.b06052p-3f));
    v_f32 sum = v_fma(p, q, v_set_f32(0x1.3c144p-2f));
    v_f32 sum_low = v_fma(p, q, 0x1.3c144p-2f - sum);
    v_f32 half_square = 0.5f * z;
    v_decay_f32 e = v_decay_of_f32(-half_square, -v_fma(0.5f * a, a, -half_square));
    v_f32 tail = v_scale(v_fma(sum, e.scaled, v_fma(sum, e.scaled_low, sum_low * e.scaled)), e.n);
    v_f32 far = v_select(v_lt(x, v_set_f32(0)), -tail, x - tail);
    return v_select(v_lt(a, v_set_f32(0.66f)), near, far);
}

#else
V_THROUGH_F64(erf)
V_THROUGH_F64(gelu)
#endif

V_THROUGH_F64(erfc)
V_THROUGH_F64(erfinv)

/** 2/√π ∫₀ˣ e^(−t²) dt; the sign of zero is kept. */
#define v_erf(x) V_OF(x, v_erf)(x)

/** 1 − erf x without cancellation. */
#define v_erfc(x) V_OF(x, v_erfc)(x)

/** The inverse of erf; ±∞ for ±1, NaN beyond, the sign of zero is kept. */
#define v_erfinv(x) V_OF(x, v_erfinv)(x)

/** x·Φ(x) with the normal distribution function Φ; −0 for −∞. */
#define v_gelu(x) V_OF(x, v_gelu)(x)

#endif
