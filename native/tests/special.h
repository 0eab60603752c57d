/** Special functions in long double that the C library lacks, as references. */
#ifndef WENGERT_TESTS_SPECIAL_H
#define WENGERT_TESTS_SPECIAL_H

#include <math.h>

#define REFERENCE_PI 3.14159265358979323846264338327950288L

/* Newton's method on erf y = a, in the tail on erfc y = 1 − a, where erf is flat. */
static inline long double reference_erfinv(long double x)
{
    long double a = fabsl(x);
    if (!(a < 1)) {
        return a == 1 ? copysignl(INFINITY, x) : NAN;
    }
    long double y = a < 0.5L ? a : sqrtl(-logl((1 - a) * 2)) * 0.7L;
    for (int step = 0; step < 100; step++) {
        long double off = a < 0.5L ? a - erfl(y) : erfcl(y) - (1 - a);
        long double next = y + off * 0.886226925452758013649083741670572591L * expl(y * y);
        long double moved = fabsl(next - y);
        y = next;
        if (moved <= 1e-20L * fabsl(y)) {
            break;
        }
    }
    return copysignl(y, x);
}

static inline long double reference_sinc(long double x)
{
    if (x == 0 || isinf(x)) {
        return x == 0;
    }
    long double n = rintl(x);
    long double s = sinl(REFERENCE_PI * (x - n));
    return (fmodl(n, 2) == 0 ? s : -s) / (REFERENCE_PI * x);
}

static inline long double reference_digamma(long double x)
{
    if (x == 0) {
        return copysignl(INFINITY, -x);
    }
    if (x < 0) {
        return isinf(x) || x == rintl(x)
                   ? NAN
                   : reference_digamma(1 - x) - REFERENCE_PI / tanl(REFERENCE_PI * (x - rintl(x)));
    }
    long double y = 0;
    for (; x < 30; x++) {
        y -= 1 / x;
    }
    long double z = 1 / (x * x);
    return y + logl(x) - 0.5L / x -
           z * (1.0L / 12 - z * (1.0L / 120 - z * (1.0L / 252 - z * (1.0L / 240 - z * (1.0L / 132 - z / 47.408L)))));
}

/* ψ⁽ⁿ⁾ for n = 1 and 2, by their series: 6.4.10 and 6.4.12 of Abramowitz & Stegun. */
static inline long double reference_trigamma(long double x)
{
    if (x < 0) {
        long double s = sinl(REFERENCE_PI * (x - rintl(x)));
        return REFERENCE_PI * REFERENCE_PI / (s * s) - reference_trigamma(1 - x);
    }
    long double y = 0;
    for (; x < 40; x++) {
        y += 1 / (x * x);
    }
    long double z = 1 / (x * x);
    return y + 1 / x + z / 2 + z / x * (1.0L / 6 - z * (1.0L / 30 - z * (1.0L / 42 - z * (1.0L / 30 - z * 5 / 66))));
}

static inline long double reference_gelu(long double x)
{
    return isinf(x) ? (x > 0 ? x : -0.0L) : 0.5L * x * erfcl(-x * 0.707106781186547524400844362104849039L);
}

static inline long double reference_gelu_tanh(long double x)
{
    if (isinf(x)) {
        return x > 0 ? x : -0.0L;
    }
    long double u = 1.59576912160573071175978423973752747L * (x + 0.044715L * x * x * x);
    return u < 0 ? x * expl(u) / (1 + expl(u)) : x / (1 + expl(-u));
}

static inline long double reference_silu(long double x)
{
    return isinf(x) ? (x > 0 ? x : -0.0L) : x < 0 ? x * expl(x) / (1 + expl(x)) : x / (1 + expl(-x));
}

static inline long double reference_mish(long double x)
{
    return isinf(x) ? (x > 0 ? x : -0.0L) : x * tanhl(x > 0 ? x + log1pl(expl(-x)) : log1pl(expl(x)));
}

#endif
