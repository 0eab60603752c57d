/**
 * Logarithm and logarithmic derivative of the gamma function, v_lgamma(x) and v_digamma(x), and the derivatives of the
 * latter, v_polygamma(x, order).
 */
#ifndef WENGERT_SIMD_GAMMA_H
#define WENGERT_SIMD_GAMMA_H

#include <math.h>
#include <string.h>

#include "trigonometric.h"

/* The library's, lane by lane: as accurate as it is, 4 ULP or better with glibc for positive x. */
static inline v_f64 v_lgamma_f64(v_f64 x)
{
    for (int lane = 0; lane < V_LANES_f64; lane++) {
        int sign;
        x[lane] = lgamma_r(x[lane], &sign);
    }
    return x;
}

/* cot πx, as a pair: x = n + f with |f| ≤ ½ exactly, and beyond ¼ the roles of sine and cosine are swapped. NaN for
 * integers.
 */
static inline v_pair v_cot_of_half_turns(v_f64 x)
{
    v_f64 f = x - v_round(x);
    v_mask_f64 wide = v_lt(v_set_f64(0.25), v_abs(f));
    v_pair turns = v_half_turns(v_select(wide, 0.5 - v_abs(f), v_abs(f)));
    v_pair s = v_sine_of_reduced(turns);
    v_pair c = v_cosine_of_reduced(turns);
    v_pair above = {v_select(wide, s.high, c.high), v_select(wide, s.low, c.low)};
    v_pair below = {v_select(wide, c.high, s.high), v_select(wide, c.low, s.low)};
    v_mask_f64 integral = v_eq(f, v_set_f64(0));
    below.high = v_select(integral, v_set_f64(__builtin_nan("")), below.high);
    v_pair y = v_pair_quotient(above, below);
    return (v_pair){v_copysign(y.high, f), v_select(v_lt(f, v_set_f64(0)), -y.low, y.low)};
}

/*
 * ψ(x) = ψ(x + 8) − Σ 1/(x + k) for k < 8, and for large x log x − 1/2x − Σ B₂ₖ / 2k·x²ᵏ (Abramowitz & Stegun 6.3.5,
 * 6.3.18); for x < 0 reflected, ψ(1 − x) − π / tan πx (6.3.7). The terms are added up in pairs, since they cancel.
 */
static inline v_f64 v_digamma_f64(v_f64 x)
{
    const v_f64 zero = v_set_f64(0);
    const v_f64 one = v_set_f64(1);
    const v_f64 infinity = v_set_f64(__builtin_inf());
    v_mask_f64 negative = v_lt(x, zero);
    v_pair reflected = v_two_sum(one, -x);
    v_f64 at = v_select(negative, reflected.high, x);
    v_f64 at_low = v_keep(negative, reflected.low);
    v_mask_f64 general = v_lt(zero, at) & v_lt(at, infinity);
    at = v_select(general, at, one);
    v_mask_f64 near = v_lt(at, v_set_f64(8));
    v_pair far = v_two_sum(at, v_keep(near, v_set_f64(8)));
    far.low += at_low;
    v_f64 inverse = 1.0 / far.high;
    v_f64 z = inverse * inverse;
    v_f64 series =
        V_POLYNOMIAL(z, -0x1.a74ca514ca515p+4, 0x1.86e7f9b9fe6e8p+1, -0x1.c5e5e5e5e5e5ep-2, 0x1.5555555555555p-4,
                     -0x1.5995995995996p-6, 0x1.f07c1f07c1f08p-8, -0x1.1111111111111p-8, 0x1.0410410410410p-8,
                     -0x1.1111111111111p-7, 0x1.5555555555555p-4);
    v_pair y = v_log_pair(far.high);
    y.low += far.low * inverse - (0.5 * inverse + z * series);
    for (int k = 7; k >= 0; k--) {
        v_pair step = v_two_sum(at, v_set_f64(k));
        step.low += at_low;
        step = v_pair_quotient((v_pair){-one, zero}, step);
        v_pair sum = v_two_sum(y.high, v_keep(near, step.high));
        y = (v_pair){sum.high, y.low + (sum.low + v_keep(near, step.low))};
    }
    v_pair turned = v_pair_product(v_cot_of_half_turns(x),
                                   (v_pair){v_set_f64(-0x1.921fb54442d18p1), v_set_f64(-0x1.1a62633145c07p-53)});
    v_pair sum = v_two_sum(y.high, v_keep(negative, turned.high));
    v_f64 value = sum.high + (sum.low + (y.low + v_keep(negative, turned.low)));
    /* Where 1/x is beyond the numbers of a pair, it is all there is. */
    value = v_select(v_lt(v_abs(x), v_set_f64(0x1p-100)), -1.0 / x, value);
    value = v_select(v_eq(x, infinity), x, value);
    return v_select(v_eq(x, -infinity) | v_is_nan(x), v_set_f64(__builtin_nan("")), value);
}

enum { V_MOST_ORDER = 24 };

/* xⁿ for n ≥ 0. */
static inline v_f64 v_power(v_f64 x, int n)
{
    v_f64 y = v_set_f64(1);
    for (int i = 0; i < n; i++) {
        y = y * x;
    }
    return y;
}

/* dⁿ/dxⁿ π·cot πx = πⁿ⁺¹·Pₙ(cot πx) with P₀(c) = c and Pₙ₊₁ = −(1 + c²)·Pₙ′, by Horner's rule. */
static inline v_f64 v_pi_cot_derivative(v_f64 x, int order)
{
    double p[V_MOST_ORDER + 2] = {0, 1};
    double factor = 0x1.921fb54442d18p1;
    for (int n = 0; n < order; n++) {
        double next[V_MOST_ORDER + 2] = {0};
        for (int k = 1; k <= n + 1; k++) {
            next[k - 1] -= k * p[k];
            next[k + 1] -= k * p[k];
        }
        memcpy(p, next, sizeof p);
        factor *= 0x1.921fb54442d18p1;
    }
    v_f64 c = v_cot_of_half_turns(x).high;
    v_f64 y = v_set_f64(p[order + 1]);
    for (int k = order; k >= 0; k--) {
        y = v_fma(y, c, v_set_f64(p[k]));
    }
    return factor * y;
}

/*
 * ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹ n!·ζ(n + 1, x): the first terms of Σ (x + k)^−s, s = n + 1, then Euler–Maclaurin at a = x + terms,
 * a^(1−s)/(s − 1) + a^−s/2 + Σ B₂ⱼ/(2j)!·s(s + 1)…(s + 2j − 2)·a^(1−s−2j) (Abramowitz & Stegun 6.4.10, 23.2); for x < 0
 * reflected (6.4.7). At the poles 0, −1, −2, … infinite where both sides agree, else NaN.
 */
static inline v_f64 v_polygamma_f64(v_f64 x, int order)
{
    static const double bernoulli[] = {1.0 / 12,          -1.0 / 720,
                                       1.0 / 30240,       -1.0 / 1209600,
                                       1.0 / 47900160,    -691.0 / 1307674368000,
                                       1.0 / 74724249600, -3617.0 / 10670622842880000};
    const v_f64 zero = v_set_f64(0);
    v_mask_f64 negative = v_lt(x, zero);
    v_f64 at = v_select(negative, 1.0 - x, x);
    double s = order + 1;
    int terms = 10 + order;
    /* From 2^20 on the series alone is right. */
    v_mask_f64 near = v_lt(at, v_set_f64(0x1p20));
    v_f64 a = at + v_keep(near, v_set_f64(terms));
    v_f64 inverse = 1.0 / a;
    v_f64 square = inverse * inverse;
    v_f64 power = v_power(inverse, order);
    v_f64 sum = power * (1.0 / (s - 1.0) + 0.5 * inverse);
    double rising = s;
    v_f64 term = power * square;
    for (int j = 1; j <= 8; j++) {
        sum = sum + bernoulli[j - 1] * rising * term;
        rising *= (s + 2 * j - 1) * (s + 2 * j);
        term = term * square;
    }
    for (int k = terms - 1; k >= 0; k--) {
        sum = sum + v_keep(near, v_power(1.0 / (at + (double)k), order + 1));
    }
    double factorial = order % 2 == 0 ? -1 : 1;
    for (int n = 2; n <= order; n++) {
        factorial *= n;
    }
    v_f64 y = factorial * sum;
    v_f64 turned = v_pi_cot_derivative(v_select(negative, x, v_set_f64(0.25)), order);
    v_f64 reflected = (order % 2 == 0 ? 1.0 : -1.0) * y - turned;
    double pole = order % 2 == 0 ? __builtin_nan("") : __builtin_inf();
    reflected = v_select(v_eq(x - v_round(x), zero), v_set_f64(pole), reflected);
    return v_select(negative, reflected, y);
}

static inline v_f32 v_polygamma_f32(v_f32 x, int order)
{
    return v_narrow(v_polygamma_f64(v_widen_low(x), order), v_polygamma_f64(v_widen_high(x), order));
}

V_THROUGH_F64(lgamma)
V_THROUGH_F64(digamma)

/** log |Γ(x)|; ∞ for 0, −1, −2, … and ±∞. */
#define v_lgamma(x) V_OF(x, v_lgamma)(x)

/** ψ(x) = d log Γ(x) / dx; ∓∞ for ±0, NaN for −1, −2, … and −∞. */
#define v_digamma(x) V_OF(x, v_digamma)(x)

/** The derivative of that order, 1 to V_MOST_ORDER, of ψ. */
#define v_polygamma(x, order) V_OF(x, v_polygamma)(x, order)

#endif
