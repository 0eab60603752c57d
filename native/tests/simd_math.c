#include "simd/math.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "simd/sincos.h"
#include "ulp.h"

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
    CHECK_TEST(f32_powers_keep_their_bound),
    CHECK_TEST(f64_powers_keep_their_bound),
    CHECK_TEST(sine_and_cosine_keep_their_bounds),
    {0},
};
