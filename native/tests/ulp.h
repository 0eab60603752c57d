/**
 * How far a result is from a more precise reference, in units in the last place of the result's type.
 *
 * Equal infinities and NaN for NaN are 0 apart, any other difference of kind is 1e9, zeros of different sign too. A
 * reference beyond the largest number by less than half a unit counts as that number's neighbour, as in rounding.
 */
#ifndef WENGERT_TESTS_ULP_H
#define WENGERT_TESTS_ULP_H

#include <math.h>
#include <stdint.h>
#include <string.h>

static inline double ulp_apart(long double got, long double expected, int digits, int least_exponent, int most_exponent)
{
    if (isnan(got) || isnan(expected)) {
        return isnan(got) && isnan(expected) ? 0 : 1e9;
    }
    if (fabsl(expected) >= ldexpl(2 - ldexpl(1, -digits), most_exponent)) {
        return isinf(got) && (got > 0) == (expected > 0) ? 0 : 1e9;
    }
    if (isinf(got) || (expected == 0 && got == 0 && !signbit(got) != !signbit(expected))) {
        return 1e9;
    }
    int exponent;
    frexpl(expected, &exponent);
    exponent = exponent - 1 < least_exponent ? least_exponent : exponent - 1;
    return (double)(fabsl(got - expected) / ldexpl(1, exponent - digits + 1));
}

static inline double ulp_f32(float got, long double expected)
{
    return ulp_apart((long double)got, expected, 24, -126, 127);
}

/* As ulp_f32 and much faster, for a reference that is right to about 2^-50. */
static inline double ulp_f32_near(float got, double expected)
{
    if (!(fabsf(got) < INFINITY) || !(fabs(expected) < 0x1.ffffffp127) || expected == 0) {
        return ulp_f32(got, (long double)expected);
    }
    uint64_t bits;
    memcpy(&bits, &expected, sizeof bits);
    uint64_t exponent = bits >> 52 & 0x7ff;
    bits = ((exponent < 1023 - 126 ? 1023 - 126 : exponent) - 23) << 52;
    double unit;
    memcpy(&unit, &bits, sizeof unit);
    return fabs((double)got - expected) / unit;
}

static inline double ulp_f64(double got, long double expected)
{
    return ulp_apart((long double)got, expected, 53, -1022, 1023);
}

/* Where a result may come from terms that cancel: in units of 1, or of the result if it is larger. */
static inline double ulp_of_one_f64(double got, long double expected)
{
    return fabsl(expected) < 1 ? (double)(fabsl((long double)got - expected) * 0x1p52L) : ulp_f64(got, expected);
}

/* The same in f32. */
static inline double ulp_of_one_f32(float got, long double expected)
{
    return fabsl(expected) < 1 ? (double)(fabsl((long double)got - expected) * 0x1p23L) : ulp_f32(got, expected);
}

#endif
