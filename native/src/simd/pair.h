/** Numbers of f64 in two parts: what is rounded away is kept, for functions that must lose nothing before their last
 * step. */
#ifndef WENGERT_SIMD_PAIR_H
#define WENGERT_SIMD_PAIR_H

#include "log.h"
#include "vector.h"

/* An unevaluated sum: |low| ≤ ½ ulp of high, or little more. Dekker, "A floating-point technique", 1971. */
typedef struct {
    v_f64 high;
    v_f64 low;
} v_pair;

static inline v_pair v_two_sum(v_f64 a, v_f64 b)
{
    v_f64 sum = a + b;
    v_f64 shifted = sum - a;
    return (v_pair){sum, (a - (sum - shifted)) + (b - shifted)};
}

static inline v_pair v_two_product(v_f64 a, v_f64 b)
{
    v_f64 product = a * b;
#if V_FUSED
    return (v_pair){product, v_fma(a, b, -product)};
#else
    v_f64 a_high = (v_f64)((v_u64)a & 0xfffffffff8000000u);
    v_f64 b_high = (v_f64)((v_u64)b & 0xfffffffff8000000u);
    v_f64 a_low = a - a_high;
    v_f64 b_low = b - b_high;
    return (v_pair){product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
#endif
}

/* As v_two_sum, for |a| ≥ |b|. */
static inline v_pair v_fast_two_sum(v_f64 a, v_f64 b)
{
    v_f64 sum = a + b;
    return (v_pair){sum, b - (sum - a)};
}

static inline v_pair v_pair_product(v_pair a, v_pair b)
{
    v_pair product = v_two_product(a.high, b.high);
    product.low += a.high * b.low + a.low * b.high;
    return product;
}

static inline v_pair v_pair_quotient(v_pair a, v_pair b)
{
    v_f64 quotient = a.high / b.high;
    v_pair back = v_two_product(quotient, b.high);
    v_f64 left = ((a.high - back.high) - back.low) + (a.low - quotient * b.low);
    return (v_pair){quotient, left / b.high};
}

/* √a for positive a. */
static inline v_pair v_pair_root(v_pair a)
{
    v_f64 root = v_sqrt(a.high);
    v_pair back = v_two_product(root, root);
    return (v_pair){root, (((a.high - back.high) - back.low) + a.low) / (2.0 * root)};
}

/* c₀ + c₁z + … + cₙzⁿ for coefficients from the highest, cₙ, on. */
static inline v_f64 v_polynomial(v_f64 z, const double *coefficients, int count)
{
    v_f64 p = v_set_f64(coefficients[0]);
    for (int i = 1; i < count; i++) {
        p = v_fma(p, z, v_set_f64(coefficients[i]));
    }
    return p;
}

#define V_POLYNOMIAL(z, ...)                                                                                           \
    v_polynomial(z, (const double[]){__VA_ARGS__}, (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)))

/*
 * Defines v_name_f32 by a function of f64, of one operand or two: within 0.51 ULP, at the price of two vectors of f64.
 * That is v_name_f64, or v_name_for_f32, where less than all of f64's places makes it cheaper.
 */
#define V_THROUGH_F64(name) V_THROUGH(name, v_##name##_f64)
#define V_THROUGH_F64_OF_TWO(name) V_THROUGH_OF_TWO(name, v_##name##_f64)
#define V_THROUGH_FEWER_PLACES(name) V_THROUGH(name, v_##name##_for_f32)
#define V_THROUGH_FEWER_PLACES_OF_TWO(name) V_THROUGH_OF_TWO(name, v_##name##_for_f32)

#define V_THROUGH(name, function)                                                                                      \
    static inline v_f32 v_##name##_f32(v_f32 x)                                                                        \
    {                                                                                                                  \
        return v_narrow(function(v_widen_low(x)), function(v_widen_high(x)));                                          \
    }

#define V_THROUGH_OF_TWO(name, function)                                                                               \
    static inline v_f32 v_##name##_f32(v_f32 x, v_f32 y)                                                               \
    {                                                                                                                  \
        return v_narrow(function(v_widen_low(x), v_widen_low(y)), function(v_widen_high(x), v_widen_high(y)));         \
    }

/*
 * log x for positive x with an error of about 2^-65 relative: log m = 2s·(1 + z/3 + z²·q(z)) with s = f / (2 + f) and
 * z = s², where all but q is carried in pairs (q: Remez exchange, 2^-66 relative to log m).
 */
static inline v_pair v_log_pair(v_f64 x)
{
    v_f64 e;
    v_f64 f = v_split_f64(x, &e) - 1.0;
    v_pair divisor = {2.0 + f, v_set_f64(0)};
    divisor.low = f - (divisor.high - 2.0);
    v_pair s = {f / divisor.high, v_set_f64(0)};
    v_pair back = v_two_product(s.high, divisor.high);
    s.low = (((f - back.high) - back.low) - s.high * divisor.low) / divisor.high;

    v_pair z = v_two_product(s.high, s.high);
    z.low += 2.0 * s.high * s.low;
    v_f64 q = v_fma(z.high, v_set_f64(0x1.0e42566f66977p-4), v_set_f64(0x1.0f7ff2b30a8ecp-4));
    q = v_fma(q, z.high, v_set_f64(0x1.3b1eeba951bcfp-4));
    q = v_fma(q, z.high, v_set_f64(0x1.745ce9e5684cdp-4));
    q = v_fma(q, z.high, v_set_f64(0x1.c71c722d60af5p-4));
    q = v_fma(q, z.high, v_set_f64(0x1.2492492457d98p-3));
    q = v_fma(q, z.high, v_set_f64(0x1.9999999999b3p-3));
    /* p = z/3 + z²·q. */
    v_pair p = v_two_product(z.high, v_set_f64(0x1.5555555555555p-2));
    p.low += z.high * z.high * q + (z.high * 0x1.5555555555555p-56 + z.low * 0x1.5555555555555p-2);
    v_f64 twice = 2.0 * s.high;
    v_pair bend = v_two_product(twice, p.high);
    bend.low += 2.0 * s.low + (twice * p.low + 2.0 * s.low * p.high);

    /* The first part of ln 2 has 41 bits, so that e times it is exact. */
    v_pair y = v_two_sum(e * 0x1.62e42fefa3p-1, twice);
    v_f64 low = y.low + (e * 0x1.3de6af278ece6p-42 + bend.low);
    y = v_two_sum(y.high, bend.high);
    return (v_pair){y.high, y.low + low};
}

#endif
