#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "ulp.h"
#include "unary_reference.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* A row of elementwise.def without a reference does not compile. */
static const struct {
    const char *name;
    long double (*of)(long double);
} operators[] = {
#define WG_UNARY(name, x, ...) {#name, name##_in_f80},
#define WG_UNARY_WITH(name, x, p, ...) {#name, name##_in_f80},
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
    int32_t status = check_run(&(check_call){
        .kernel = kernel, .tiles = tiles, .slots = {y, x}, .sizes = {n}, .scalars = {first_attribute(name), 2}});
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
        /* Where these are 0, terms cancel. */
        bool difference = strcmp(name, "digamma") == 0 || strcmp(name, "sinc_derivative") == 0;
        double apart = (difference ? ulp_of_one_f64 : ulp_f64)(y[i], of((long double)x[i]));
        CHECK(apart <= 6, "%s(%a) = %a, %.2f ulp off", name, x[i], y[i], apart);
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

static void is_fast(void)
{
    enum { BYTES = 1 << 20 };
    for (int o = 0; o < COUNT(operators); o++) {
        char kernel[64];
        snprintf(kernel, sizeof kernel, "%s_f32", operators[o].name);
        float *x = check_floats(BYTES / 4, 0.1, 4);
        check_bench(
            &(check_call){.kernel = kernel, .tiles = 1, .slots = {check_memory(BYTES), x}, .sizes = {BYTES / 4}},
            "1 MB", 2.0 * BYTES, 0);
        snprintf(kernel, sizeof kernel, "%s_f64", operators[o].name);
        double *x64 = check_doubles(BYTES / 8, 0.1, 4);
        check_bench(
            &(check_call){.kernel = kernel, .tiles = 1, .slots = {check_memory(BYTES), x64}, .sizes = {BYTES / 8}},
            "1 MB", 2.0 * BYTES, 0);
        check_release();
    }
}

const check_test check_tests[] = {
    CHECK_TEST(agrees_with_the_formula_in_higher_precision),
    CHECK_TEST(follows_ieee_on_special_values),
    CHECK_TEST(gives_the_same_bits_for_any_tiles_and_in_place),
    CHECK_TEST(is_fast),
    {0},
};
