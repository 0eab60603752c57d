#include "simd/math.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "simd/sincos.h"
#include "special.h"
#include "ulp.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static long double sigmoid(long double x)
{
    return x < 0 ? expl(x) / (1 + expl(x)) : 1 / (1 + expl(-x));
}

#define WRAP(name)                                                                                                     \
    static void name##_f32(float *y, const float *x)                                                                   \
    {                                                                                                                  \
        v_store(y, v_##name(v_load(x)));                                                                               \
    }                                                                                                                  \
                                                                                                                       \
    static void name##_f64(double *y, const double *x)                                                                 \
    {                                                                                                                  \
        v_store(y, v_##name(v_load(x)));                                                                               \
    }

WRAP(exp)
WRAP(log)
WRAP(tanh)
WRAP(sigmoid)
WRAP(exp2)
WRAP(expm1)
WRAP(sinh)
WRAP(cosh)
WRAP(log2)
WRAP(log10)
WRAP(log1p)
WRAP(asinh)
WRAP(acosh)
WRAP(atanh)
WRAP(sin)
WRAP(cos)
WRAP(tan)
WRAP(sinc)
WRAP(asin)
WRAP(acos)
WRAP(atan)
WRAP(cbrt)
WRAP(erf)
WRAP(erfc)
WRAP(erfinv)
WRAP(gelu)
WRAP(gelu_tanh)
WRAP(silu)
WRAP(mish)
WRAP(softplus)
WRAP(logit)
WRAP(lgamma)

static long double softplus(long double x)
{
    return x > 0 ? x + log1pl(expl(-x)) : log1pl(expl(x));
}

static long double logit(long double x)
{
    return x == 1 ? INFINITY : fabsl(x - 0.5L) < 0.25L ? log1pl((2 * x - 1) / (1 - x)) : logl(x / (1 - x));
}

/* The bounds that math.h states. */
static const struct {
    const char *name;
    void (*f32)(float *, const float *);
    void (*f64)(double *, const double *);
    long double (*exact)(long double);
    double bound_f32, bound_f64;
    double low, high;
} functions[] = {
    {"exp", exp_f32, exp_f64, expl, 1, 1, -746, 710},
    {"log", log_f32, log_f64, logl, 1, 1, 0, 3},
    {"tanh", tanh_f32, tanh_f64, tanhl, V_FUSED ? 1 : 2, 2, -20, 20},
    {"sigmoid", sigmoid_f32, sigmoid_f64, sigmoid, V_FUSED ? 1 : 2, V_FUSED ? 1 : 2, -750, 40},
    {"exp2", exp2_f32, exp2_f64, exp2l, 1, 1, -1080, 1030},
    {"expm1", expm1_f32, expm1_f64, expm1l, 1, 1, -60, 720},
    {"sinh", sinh_f32, sinh_f64, sinhl, 1, 2, -720, 720},
    {"cosh", cosh_f32, cosh_f64, coshl, 1, 2, -720, 720},
    {"log2", log2_f32, log2_f64, log2l, 1, 1, 0, 3},
    {"log10", log10_f32, log10_f64, log10l, 1, 1, 0, 3},
    {"log1p", log1p_f32, log1p_f64, log1pl, 1, 1, -1, 3},
    {"asinh", asinh_f32, asinh_f64, asinhl, 1, 2, -10, 10},
    {"acosh", acosh_f32, acosh_f64, acoshl, 1, 2, 1, 10},
    {"atanh", atanh_f32, atanh_f64, atanhl, 1, 2, -1, 1},
    {"sin", sin_f32, sin_f64, sinl, 1, 1, -20, 20},
    {"cos", cos_f32, cos_f64, cosl, 1, 1, -20, 20},
    {"tan", tan_f32, tan_f64, tanl, 1, 1, -20, 20},
    {"sinc", sinc_f32, sinc_f64, reference_sinc, 1, 2, -20, 20},
    {"asin", asin_f32, asin_f64, asinl, 1, 2, -1, 1},
    {"acos", acos_f32, acos_f64, acosl, 1, 2, -1, 1},
    {"atan", atan_f32, atan_f64, atanl, 1, 2, -10, 10},
    {"cbrt", cbrt_f32, cbrt_f64, cbrtl, 1, 1, -10, 10},
    {"erf", erf_f32, erf_f64, erfl, 1, 2, -6, 6},
    {"erfc", erfc_f32, erfc_f64, erfcl, 1, 4, -6, 28},
    {"erfinv", erfinv_f32, erfinv_f64, reference_erfinv, 1, 4, -1, 1},
    {"gelu", gelu_f32, gelu_f64, reference_gelu, 1, 4, -40, 9},
    {"gelu_tanh", gelu_tanh_f32, gelu_tanh_f64, reference_gelu_tanh, 1, 4, -40, 9},
    {"silu", silu_f32, silu_f64, reference_silu, 1, 3, -750, 40},
    {"mish", mish_f32, mish_f64, reference_mish, 1, 4, -750, 40},
    {"softplus", softplus_f32, softplus_f64, softplus, 1, 2, -750, 40},
    {"logit", logit_f32, logit_f64, logit, 1, 1, 0, 1},
    {"lgamma", lgamma_f32, lgamma_f64, lgammal, 1, 4, 0, 30},
};

static float float_of(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static double double_of(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Every float, or every 3989th. */
static void f32_functions_keep_their_bounds(void)
{
    const uint64_t stride = check_exhaustive() ? 1 : 3989;
    for (int f = 0; f < COUNT(functions); f++) {
        double worst = 0;
        float worst_at = 0;
        for (uint64_t bits = 0; bits < UINT64_C(1) << 32; bits += stride * V_LANES_f32) {
            float x[V_LANES_f32];
            float y[V_LANES_f32];
            for (unsigned lane = 0; lane < V_LANES_f32; lane++) {
                x[lane] = float_of((uint32_t)(bits + stride * lane));
            }
            functions[f].f32(y, x);
            for (int lane = 0; lane < V_LANES_f32; lane++) {
                double apart = ulp_f32(y[lane], functions[f].exact((long double)x[lane]));
                if (apart > worst) {
                    worst = apart;
                    worst_at = x[lane];
                }
            }
        }
        CHECK(worst <= functions[f].bound_f32, "%s: %.3f ulp at %a", functions[f].name, worst, (double)worst_at);
        if (check_exhaustive() || check_benches()) {
            printf("%-10s %-8s f32 %.3f ulp at %a\n", wg_isa(), functions[f].name, worst, (double)worst_at);
        }
    }
}

static void f64_functions_keep_their_bounds(void)
{
    const int64_t rounds = check_exhaustive() ? 100000000 : 100000;
    for (int f = 0; f < COUNT(functions); f++) {
        double worst = 0;
        double worst_at = 0;
        for (int64_t round = 0; round < rounds; round += V_LANES_f64) {
            double x[V_LANES_f64];
            double y[V_LANES_f64];
            for (int lane = 0; lane < V_LANES_f64; lane++) {
                int64_t kind = check_integer(0, 4);
                double near = exp2((double)check_integer(-30, 1));
                x[lane] = kind == 0   ? double_of(check_bits())
                          : kind == 1 ? check_real(functions[f].low, functions[f].high)
                          : kind == 2 ? check_real(-1, 1)
                                      : (functions[f].exact == logl) + check_real(-near, near);
            }
            functions[f].f64(y, x);
            for (int lane = 0; lane < V_LANES_f64; lane++) {
                double apart = ulp_f64(y[lane], functions[f].exact((long double)x[lane]));
                if (apart > worst) {
                    worst = apart;
                    worst_at = x[lane];
                }
            }
        }
        CHECK(worst <= functions[f].bound_f64, "%s: %.3f ulp at %a", functions[f].name, worst, worst_at);
        if (check_exhaustive() || check_benches()) {
            printf("%-10s %-8s f64 %.3f ulp at %a\n", wg_isa(), functions[f].name, worst, worst_at);
        }
    }
}

static void f32_powers_keep_their_bound(void)
{
    const int64_t rounds = check_exhaustive() ? 100000000 : 200000;
    double worst = 0;
    for (int64_t round = 0; round < rounds; round += V_LANES_f32) {
        float x[V_LANES_f32];
        float y[V_LANES_f32];
        float z[V_LANES_f32];
        for (int lane = 0; lane < V_LANES_f32; lane++) {
            uint64_t bits = check_bits();
            int64_t kind = check_integer(0, 3);
            x[lane] = kind == 2 ? (float)check_real(0.5, 2) : float_of((uint32_t)bits);
            y[lane] = kind == 0 ? float_of((uint32_t)(bits >> 32)) : (float)check_real(-20, 20);
            y[lane] = check_integer(0, 4) ? y[lane] : rintf(y[lane]);
        }
        v_store(z, v_pow(v_load(x), v_load(y)));
        for (int lane = 0; lane < V_LANES_f32; lane++) {
            double apart = ulp_f32(z[lane], powl((long double)x[lane], (long double)y[lane]));
            CHECK(apart <= 1, "pow(%a, %a): %.3f ulp", (double)x[lane], (double)y[lane], apart);
            worst = fmax(worst, apart);
        }
    }
    if (check_exhaustive() || check_benches()) {
        printf("%-10s pow      f32 %.3f ulp\n", wg_isa(), worst);
    }
}

static void f64_powers_keep_their_bound(void)
{
    const int64_t rounds = check_exhaustive() ? 100000000 : 200000;
    double worst = 0;
    for (int64_t round = 0; round < rounds; round += V_LANES_f64) {
        double x[V_LANES_f64];
        double y[V_LANES_f64];
        double z[V_LANES_f64];
        for (int lane = 0; lane < V_LANES_f64; lane++) {
            int64_t kind = check_integer(0, 4);
            x[lane] = kind == 0   ? double_of(check_bits())
                      : kind == 1 ? check_real(0.5, 2)
                      : kind == 2 ? 1 + check_real(-1e-6, 1e-6)
                                  : check_real(-100, 100);
            y[lane] = kind == 0   ? check_real(-2, 2)
                      : kind == 1 ? check_real(-1000, 1000)
                      : kind == 2 ? check_real(-5e8, 5e8)
                                  : rint(check_real(-20, 20));
        }
        v_store(z, v_pow(v_load(x), v_load(y)));
        for (int lane = 0; lane < V_LANES_f64; lane++) {
            double apart = ulp_f64(z[lane], powl((long double)x[lane], (long double)y[lane]));
            CHECK(apart <= 2, "pow(%a, %a): %.3f ulp", x[lane], y[lane], apart);
            worst = fmax(worst, apart);
        }
    }
    if (check_exhaustive() || check_benches()) {
        printf("%-10s pow      f64 %.3f ulp\n", wg_isa(), worst);
    }
}

static void sine_and_cosine_keep_their_bounds(void)
{
    const long double pi = acosl(-1);
    for (int round = 0; round < 100000; round++) {
        double t = check_real(-2, 2);
        v_f64 s;
        v_f64 c;
        v_f32 s32;
        v_f32 c32;
        v_sincos_turns(v_set_f64(t), &s, &c);
        v_sincos_turns(v_set_f32((float)t), &s32, &c32);
        long double angle = 2 * pi * (long double)t;
        long double angle32 = 2 * pi * (long double)(float)t;
        CHECK(fabsl((long double)s[0] - sinl(angle)) <= 0x1p-52L, "sin of %a turns", t);
        CHECK(fabsl((long double)c[0] - cosl(angle)) <= 0x1p-52L, "cos of %a turns", t);
        CHECK(fabsl((long double)s32[0] - sinl(angle32)) <= 0x1p-23L, "sin of %a turns in f32", t);
        CHECK(fabsl((long double)c32[0] - cosl(angle32)) <= 0x1p-23L, "cos of %a turns in f32", t);
    }
}

const check_test check_tests[] = {
    CHECK_TEST(f32_functions_keep_their_bounds),   CHECK_TEST(f64_functions_keep_their_bounds),
    CHECK_TEST(f32_powers_keep_their_bound),       CHECK_TEST(f64_powers_keep_their_bound),
    CHECK_TEST(sine_and_cosine_keep_their_bounds), {0},
};
