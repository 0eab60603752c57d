#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "special.h"
#include "ulp.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* A row of elementwise.def without a reference here does not compile. */
#define REFERENCE(name, ...)                                                                                           \
    static long double name##_reference(long double x)                                                                 \
    {                                                                                                                  \
        return __VA_ARGS__;                                                                                            \
    }

REFERENCE(neg, -x)
REFERENCE(abs, fabsl(x))
REFERENCE(sign, x > 0 ? 1 : x < 0 ? -1 : isnan(x) ? 0 : x)
REFERENCE(reciprocal, 1 / x)
REFERENCE(square, x *x)
REFERENCE(sqrt, sqrtl(x))
REFERENCE(rsqrt, 1 / sqrtl(x))
REFERENCE(cbrt, cbrtl(x))
REFERENCE(exp, expl(x))
REFERENCE(exp2, exp2l(x))
REFERENCE(expm1, expm1l(x))
REFERENCE(log, logl(x))
REFERENCE(log2, log2l(x))
REFERENCE(log10, log10l(x))
REFERENCE(log1p, log1pl(x))
REFERENCE(sin, sinl(x))
REFERENCE(cos, cosl(x))
REFERENCE(tan, tanl(x))
REFERENCE(asin, asinl(x))
REFERENCE(acos, acosl(x))
REFERENCE(atan, atanl(x))
REFERENCE(sinh, sinhl(x))
REFERENCE(cosh, coshl(x))
REFERENCE(tanh, tanhl(x))
REFERENCE(asinh, asinhl(x))
REFERENCE(acosh, acoshl(x))
REFERENCE(atanh, atanhl(x))
REFERENCE(sinc, reference_sinc(x))
REFERENCE(floor, floorl(x))
REFERENCE(ceil, ceill(x))
REFERENCE(round, rintl(x))
REFERENCE(trunc, truncl(x))
REFERENCE(erf, erfl(x))
REFERENCE(erfc, erfcl(x))
REFERENCE(erfinv, reference_erfinv(x))
REFERENCE(lgamma, lgammal(x))
REFERENCE(digamma, reference_digamma(x))
REFERENCE(sigmoid, x < 0 ? expl(x) / (1 + expl(x)) : 1 / (1 + expl(-x)))
REFERENCE(logit, x == 1 ? INFINITY : logl(x / (1 - x)))
REFERENCE(log_sigmoid, x < 0 ? x - log1pl(expl(x)) : -log1pl(expl(-x)))
REFERENCE(relu, x < 0 ? 0 : x)
REFERENCE(gelu, reference_gelu(x))
REFERENCE(gelu_tanh, reference_gelu_tanh(x))
REFERENCE(silu, reference_silu(x))
REFERENCE(mish, reference_mish(x))
REFERENCE(softsign, x / (1 + fabsl(x)))
REFERENCE(hardsigmoid, x<-3 ? 0 : x> 3 ? 1 : (x + 3) / 6)
REFERENCE(hardswish, x *(x<-3 ? 0 : x> 3 ? 1 : (x + 3) / 6))
/* With the attributes 0.25 and 2; polygamma with the order 1. */
REFERENCE(leaky_relu, x < 0 ? 0.25L * x : x)
REFERENCE(elu, x < 0 ? 0.25L * expm1l(x) : x)
REFERENCE(celu, x < 0 ? 0.25L * expm1l(4 * x) : x)
REFERENCE(selu, 2 * (x < 0 ? 0.25L * expm1l(x) : x))
REFERENCE(hardtanh, x<0.25L ? 0.25L : x> 2 ? 2 : x)
REFERENCE(huber, fabsl(x) < 0.25L ? x * x / 2 : 0.25L * (fabsl(x) - 0.125L))
REFERENCE(polygamma, reference_trigamma(x))
REFERENCE(softplus, x > 8 ? x : 4 * log1pl(expl(0.25L * x)))

static const struct {
    const char *name;
    long double (*of)(long double);
} operators[] = {
#define WG_UNARY(name, x, ...) {#name, name##_reference},
#define WG_UNARY_WITH(name, x, p, ...) {#name, name##_reference},
#include "kernels/elementwise.def"
#undef WG_UNARY
#undef WG_UNARY_WITH
};

static const int64_t counts[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 129, 1000};

static const double special[] = {
    0.0,        -0.0,      1.0,      -1.0,        INFINITY,       -INFINITY,       NAN,
    0x1p-149,   -0x1p-149, 0x1p-126, -0x1.8p-130, 0x1.fffffep127, -0x1.fffffep127, 88.5,
    89.5,       -87.5,     -103.5,   -104.5,      0x1p-30,        -0x1p-30,        0x1p-1074,
    -0x1p-1074, 0x1p-1022, 709.5,    710.5,       -745.0,         -746.5,          0x1.fffffffffffffp1023};

static void call(const char *name, const char *type, void *y, void *x, int64_t n, int64_t tiles)
{
    char kernel[64];
    snprintf(kernel, sizeof kernel, "%s_%s", name, type);
    int32_t status = check_run(&(check_call){.kernel = kernel,
                                             .tiles = tiles,
                                             .slots = {y, x},
                                             .sizes = {n},
                                             .scalars = {strcmp(name, "polygamma") == 0 ? 1 : 0.25, 2}});
    CHECK(status == WG_OK, "%s: status %d", kernel, status);
}

static void compare_f32(const char *name, long double (*of)(long double), const float *y, const float *x, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        double apart = ulp_f32(y[i], of((long double)x[i]));
        CHECK(apart <= 4, "%s(%a) = %a, %.2f ulp off", name, (double)x[i], (double)y[i], apart);
    }
}

static void compare_f64(const char *name, long double (*of)(long double), const double *y, const double *x, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        /* Between its poles digamma is a difference. */
        bool difference = strcmp(name, "digamma") == 0;
        double apart = (difference ? ulp_of_one_f64 : ulp_f64)(y[i], of((long double)x[i]));
        CHECK(apart <= (difference ? 8 : 4), "%s(%a) = %a, %.2f ulp off", name, x[i], y[i], apart);
    }
}

static void agrees_with_the_formula_in_higher_precision(void)
{
    for (int o = 0; o < COUNT(operators); o++) {
        for (int c = 0; c < COUNT(counts); c++) {
            int64_t n = counts[c];
            float *x = check_floats(n, -4, 4);
            float *y = check_memory_at(n * 4, 4 * check_integer(0, 4));
            call(operators[o].name, "f32", y, x, n, 1);
            compare_f32(operators[o].name, operators[o].of, y, x, n);
            double *x64 = check_doubles(n, -4, 4);
            double *y64 = check_memory_at(n * 8, 8 * check_integer(0, 4));
            call(operators[o].name, "f64", y64, x64, n, 1);
            compare_f64(operators[o].name, operators[o].of, y64, x64, n);
            check_release();
        }
    }
}

static void follows_ieee_on_special_values(void)
{
    enum { N = COUNT(special) };
    float x[N];
    float y[N];
    double y64[N];
    double x64[N];
    memcpy(x64, special, sizeof x64);
    for (int i = 0; i < N; i++) {
        x[i] = (float)special[i];
    }
    for (int o = 0; o < COUNT(operators); o++) {
        call(operators[o].name, "f32", y, x, N, 1);
        compare_f32(operators[o].name, operators[o].of, y, x, N);
        call(operators[o].name, "f64", y64, x64, N, 1);
        compare_f64(operators[o].name, operators[o].of, y64, x64, N);
    }
    call("tanh", "f64", y64, x64, N, 1);
    CHECK(signbit(y64[1]) && !signbit(y64[0]), "tanh lost the sign of zero");
    call("sqrt", "f64", y64, x64, N, 1);
    CHECK(signbit(y64[1]), "sqrt lost the sign of zero");
}

static void gives_the_same_bits_for_any_tiles_and_in_place(void)
{
    static const int64_t tiles[] = {1, 3, 7, 100};
    enum { N = 1003 };
    for (int o = 0; o < COUNT(operators); o++) {
        float *x = check_floats(N, -4, 4);
        float *whole = check_memory(N * 4);
        call(operators[o].name, "f32", whole, x, N, 1);
        for (int t = 0; t < COUNT(tiles); t++) {
            float *y = check_memory(N * 4);
            call(operators[o].name, "f32", y, x, N, tiles[t]);
            CHECK(check_same(y, whole, N * 4), "%s differs with %d tiles", operators[o].name, (int)tiles[t]);
        }
        call(operators[o].name, "f32", x, x, N, 3);
        CHECK(check_same(x, whole, N * 4), "%s differs in place", operators[o].name);
        check_release();
    }
}

static void is_fast_in_cache(void)
{
    enum { N = 4096 };
    for (int o = 0; o < COUNT(operators); o++) {
        char kernel[64];
        snprintf(kernel, sizeof kernel, "%s_f32", operators[o].name);
        float *x = check_floats(N, 0.1, 4);
        check_bench(&(check_call){.kernel = kernel, .tiles = 1, .slots = {check_memory(N * 4), x}, .sizes = {N}},
                    "4096 elements", 8.0 * N, 0);
        snprintf(kernel, sizeof kernel, "%s_f64", operators[o].name);
        double *x64 = check_doubles(N, 0.1, 4);
        check_bench(&(check_call){.kernel = kernel, .tiles = 1, .slots = {check_memory(N * 8), x64}, .sizes = {N}},
                    "4096 elements", 16.0 * N, 0);
        check_release();
    }
}

const check_test check_tests[] = {
    CHECK_TEST(agrees_with_the_formula_in_higher_precision),
    CHECK_TEST(follows_ieee_on_special_values),
    CHECK_TEST(gives_the_same_bits_for_any_tiles_and_in_place),
    CHECK_TEST(is_fast_in_cache),
    {0},
};
