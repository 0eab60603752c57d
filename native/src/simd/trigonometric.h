/** Sine, cosine and tangent of angles in radians: v_sin(x), v_cos(x), v_tan(x); v_sinc(x), v_sinc_derivative(x, order).
 */
#ifndef WENGERT_SIMD_TRIGONOMETRIC_H
#define WENGERT_SIMD_TRIGONOMETRIC_H

#include "angles.h"
#include "waves_f32.h"

/* Sine and cosine of a pair |r| ≤ π/4, as pairs. */
static inline v_pair v_sine_of_reduced(v_pair r)
{
    v_f64 z = r.high * r.high;
    v_pair y = v_fast_two_sum(r.high, z * r.high * v_sine_polynomial(z));
    y.low += r.low * (1.0 - 0.5 * z);
    return y;
}

static inline v_pair v_cosine_of_reduced(v_pair r)
{
    v_f64 z = r.high * r.high;
    v_pair half = v_two_product(r.high, 0.5 * r.high);
    v_pair y = v_fast_two_sum(v_set_f64(1), -half.high);
    return v_fast_two_sum(y.high, y.low + (z * z * v_cosine_polynomial(z) - (half.low + r.high * r.low)));
}

/*
 * x = q·π/2 + r with |r| ≤ π/4 (or little more), for |x| ≤ V_NEAR_ANGLE. π/2 comes in three parts of 33 bits and a rest
 * (Cody & Waite), so that r has a relative error of 2^-70 however near x is to a multiple of π/2.
 */
static inline v_pair v_reduce_by_quarter_turns(v_f64 x, v_f64 *q)
{
    *q = v_round(x * 0x1.45f306dc9c883p-1);
    v_f64 first = x - *q * 0x1.921fb544p0;
    v_pair r = v_two_sum(first, *q * -0x1.0b4611a6p-34);
    v_pair third = v_two_sum(r.high, *q * -0x1.3198a2e0p-69);
    third.low += r.low - *q * 0x1.b839a252049c1p-104;
    return v_fast_two_sum(third.high, third.low);
}

static inline v_u64 v_quadrant(v_f64 q)
{
    return (v_u64)(q + 0x1.8p52);
}

static inline v_f64 v_sin_f64(v_f64 x)
{
    v_mask_f64 far = v_lt(v_set_f64(V_NEAR_ANGLE), v_abs(x));
    v_f64 q;
    v_pair r = v_reduce_by_quarter_turns(v_drop(far, x), &q);
    v_u64 quadrant = v_quadrant(q);
    v_u64 swap = -(quadrant & 1u);
    v_pair s = v_sine_of_reduced(r);
    v_pair c = v_cosine_of_reduced(r);
    v_u64 bits = ((v_u64)(s.high + s.low) & ~swap) | ((v_u64)(c.high + c.low) & swap);
    v_f64 y = (v_f64)(bits ^ (quadrant & 2u) << 62);
    y = v_select(v_lt(v_abs(x), v_set_f64(0x1p-28)), x, y);
    return v_any(far) ? v_far_sin(x, y) : y;
}

static inline v_f64 v_cos_f64(v_f64 x)
{
    v_mask_f64 far = v_lt(v_set_f64(V_NEAR_ANGLE), v_abs(x));
    v_f64 q;
    v_pair r = v_reduce_by_quarter_turns(v_drop(far, x), &q);
    v_u64 quadrant = v_quadrant(q);
    v_u64 swap = -(quadrant & 1u);
    v_pair s = v_sine_of_reduced(r);
    v_pair c = v_cosine_of_reduced(r);
    v_u64 bits = ((v_u64)(c.high + c.low) & ~swap) | ((v_u64)(s.high + s.low) & swap);
    v_f64 y = (v_f64)(bits ^ ((quadrant + 1u) & 2u) << 62);
    return v_any(far) ? v_far_cos(x, y) : y;
}

/* sine / cosine, or −cosine / sine in odd quadrants. */
static inline v_f64 v_tan_f64(v_f64 x)
{
    v_mask_f64 far = v_lt(v_set_f64(V_NEAR_ANGLE), v_abs(x));
    v_f64 q;
    v_pair r = v_reduce_by_quarter_turns(v_drop(far, x), &q);
    v_f64 half = q * 0.5;
    v_mask_f64 odd = v_ne(v_round(half), half);
    v_pair s = v_sine_of_reduced(r);
    v_pair c = v_cosine_of_reduced(r);
    v_pair above = {v_select(odd, -c.high, s.high), v_select(odd, -c.low, s.low)};
    v_pair below = {v_select(odd, s.high, c.high), v_select(odd, s.low, c.low)};
    v_pair y = v_pair_quotient(above, below);
    v_f64 sum = v_select(v_lt(v_abs(x), v_set_f64(0x1p-28)), x, y.high + y.low);
    return v_any(far) ? v_far_tan(x, sum) : sum;
}

/* sin πf and cos πf, as pairs, for |f| ≤ ¼. */
static inline v_pair v_half_turns(v_f64 f)
{
    v_pair r = v_two_product(f, v_set_f64(0x1.921fb54442d18p1));
    r.low += f * 0x1.1a62633145c07p-53;
    return r;
}

/* x = n + f with |f| ≤ ½ is exact, and beyond ¼ sin πf = cos π(½ − |f|) with the sign of f. */
static inline v_f64 v_sinc_f64(v_f64 x)
{
    v_f64 a = v_abs(x);
    v_f64 n = v_round(a);
    v_f64 f = a - n;
    v_mask_f64 wide = v_lt(v_set_f64(0.25), v_abs(f));
    v_pair s = v_sine_of_reduced(v_half_turns(v_drop(wide, f)));
    v_pair c = v_cosine_of_reduced(v_half_turns(v_keep(wide, 0.5 - v_abs(f))));
    v_f64 sign = v_copysign(v_set_f64(1), f);
    v_f64 half = n * 0.5;
    v_f64 parity = v_select(v_ne(v_round(half), half), v_set_f64(-1), v_set_f64(1));
    v_pair above = {parity * v_select(wide, sign * c.high, s.high), parity * v_select(wide, sign * c.low, s.low)};
    v_pair angle = v_half_turns(v_min(v_set_f64(0x1p1000), a));
    v_pair y = v_pair_quotient(above, angle);
    v_f64 sum = v_select(v_lt(a, v_set_f64(0x1p-28)), v_set_f64(1), y.high + y.low);
    sum = v_drop(v_eq(a, v_set_f64(__builtin_inf())), sum);
    return v_select(v_is_nan(x), x, sum);
}

/*
 * f⁽ⁿ⁾ of f = sinc for n ≥ 1. πᵐ·gₘ = f⁽ᵐ⁾ obey z·gₘ + m·gₘ₋₁ = sin(z + m·π/2) with z = πx, from the m-th derivative of
 * z·f = sin z. Upwards from g₀ that is stable for n ≤ z; otherwise it is used downwards from gₘ = 0 for an m so large
 * that its error, multiplied by z/m, z/(m − 1), …, is gone (Miller). f⁽ⁿ⁾ is even or odd as n is.
 */
static inline v_f64 v_sinc_derivative_f64(v_f64 x, int order)
{
    const v_f64 zero = v_set_f64(0);
    v_f64 a = v_abs(x);
    v_f64 n = v_round(a);
    v_pair turns = v_half_turns(a - n);
    v_mask_f64 wide = v_lt(v_set_f64(0.25), v_abs(a - n));
    v_pair rest = v_half_turns(v_keep(wide, 0.5 - v_abs(a - n)));
    turns = (v_pair){v_drop(wide, turns.high), v_drop(wide, turns.low)};
    v_f64 half = n * 0.5;
    v_f64 parity = v_select(v_ne(v_round(half), half), v_set_f64(-1), v_set_f64(1));
    v_f64 sine = v_select(wide, v_copysign(v_cosine_of_reduced(rest).high, a - n), v_sine_of_reduced(turns).high);
    v_f64 cosine = v_select(wide, v_sine_of_reduced(rest).high, v_cosine_of_reduced(turns).high);
    /* sin(z + m·π/2) for m = 0, 1, 2, 3. */
    const v_f64 waves[] = {parity * sine, parity * cosine, -parity * sine, -parity * cosine};

    v_f64 z = 0x1.921fb54442d18p1 * a;
    v_mask_f64 up = v_lt(v_set_f64(order), z);
    v_f64 inverse = 1.0 / v_select(up, z, v_set_f64(1));
    v_f64 rising = waves[0] * inverse;
    double scale = 1;
    for (int m = 1; m <= order; m++) {
        rising = (waves[m % 4] - (double)m * rising) * inverse;
        scale *= 0x1.921fb54442d18p1;
    }
    v_f64 low = v_drop(up, z);
    v_f64 falling = zero;
    for (int m = 2 * order + 32; m > order; m--) {
        falling = (waves[m % 4] - low * falling) / (double)m;
    }
    v_f64 y = scale * v_select(up, rising, falling);
    y = order % 2 == 0 ? y : v_select(v_lt(x, zero), -y, y);
    y = v_drop(v_eq(v_abs(x), v_set_f64(__builtin_inf())), y);
    return v_select(v_is_nan(x), x, y);
}

static inline v_f32 v_sinc_derivative_f32(v_f32 x, int order)
{
    return v_narrow(v_sinc_derivative_f64(v_widen_low(x), order), v_sinc_derivative_f64(v_widen_high(x), order));
}

V_THROUGH_F64(sinc)

/** sin x; NaN for ±∞, the sign of zero is kept. */
#define v_sin(x) V_OF(x, v_sin)(x)

/** cos x; NaN for ±∞. */
#define v_cos(x) V_OF(x, v_cos)(x)

/** tan x; NaN for ±∞, the sign of zero is kept. */
#define v_tan(x) V_OF(x, v_tan)(x)

/** sin πx / πx; 1 for 0, 0 for ±∞ and other integers. */
#define v_sinc(x) V_OF(x, v_sinc)(x)

/** The derivative of that order, 1 or more, of v_sinc; absolutely within a few ulp of πⁿ/(n + 1), its largest value. */
#define v_sinc_derivative(x, order) V_OF(x, v_sinc_derivative)(x, order)

#endif
