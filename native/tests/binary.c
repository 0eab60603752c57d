#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "ulp.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* A row of elementwise.def without a reference here does not compile. */
#define REFERENCE(name, x, y, ...)                                                                                     \
    static long double name##_reference(long double x, long double y)                                                  \
    {                                                                                                                  \
        return __VA_ARGS__;                                                                                            \
    }

/* fmod, moved to the sign of y. */
static long double floored(long double x, long double y)
{
    long double r = fmodl(x, y);
    return isnan(r) ? r : r == 0 ? copysignl(0, y) : signbit(r) != signbit(y) ? r + y : r;
}

/* max + log(1 + e) / unit, where e is 1 for equal operands, infinite ones too. */
static long double softened(long double x, long double y, long double e, long double unit)
{
    return isnan(x) || isnan(y) ? NAN : fmaxl(x, y) + log1pl(x == y ? 1 : e) / unit;
}

static long double clamped_log(long double x)
{
    long double y = logl(x);
    return y < -100 ? -100 : y;
}

REFERENCE(add, x, y, x + y)
REFERENCE(sub, x, y, x - y)
REFERENCE(mul, x, y, x *y)
REFERENCE(div, x, y, x / y)
REFERENCE(mod, x, y, floored(x, y))
REFERENCE(remainder, x, y, floored(x, y))
REFERENCE(fmod, x, y, fmodl(x, y))
REFERENCE(pow, x, y, powl(x, y))
REFERENCE(atan2, y, x, atan2l(y, x))
REFERENCE(hypot, x, y, hypotl(x, y))
REFERENCE(logaddexp, x, y, softened(x, y, expl(-fabsl(x - y)), 1))
REFERENCE(logaddexp2, x, y, softened(x, y, exp2l(-fabsl(x - y)), 0.693147180559945309417232121458176568L))
REFERENCE(maximum, x, y, isnan(x) || isnan(y) ? NAN : x > y ? x : y)
REFERENCE(minimum, x, y, isnan(x) || isnan(y) ? NAN : x < y ? x : y)
REFERENCE(fmax, x, y, isnan(y) || x > y ? x : y)
REFERENCE(fmin, x, y, isnan(y) || x < y ? x : y)
REFERENCE(xlogy, x, y, x == 0 && !isnan(y) ? 0 : x * logl(y))
REFERENCE(tanh_vjp, y, dy, dy *(1 - y * y))
REFERENCE(sigmoid_vjp, y, dy, dy *(y *(1 - y)))
REFERENCE(relu_vjp, x, dy, x <= 0 ? 0 : dy)
REFERENCE(pow_dx, x, y, y == 0 ? 0 : y * powl(x, y - 1))
REFERENCE(pow_dy, x, y, x == 0 && y >= 0 ? 0 : powl(x, y) * logl(x))
REFERENCE(logistic_loss, x, t, (x < 0 ? 0 : x) - t * x + log1pl(expl(-fabsl(x))))
REFERENCE(log_loss, x, t, -t *clamped_log(x) - (1 - t) * clamped_log(1 - x))

static const struct {
    const char *name;
    long double (*of)(long double, long double);
} operators[] = {
#define WG_BINARY(name, x, y, ...) {#name, name##_reference},
#include "kernels/elementwise.def"
#undef WG_BINARY
};

static const char *const integer_operators[] = {
#define WG_BINARY_INTEGER(name, x, y, ...) #name,
#include "kernels/elementwise.def"
#undef WG_BINARY_INTEGER
};

static const char *const comparisons[] = {
#define WG_COMPARISON(name, x, y, ...) #name,
#include "kernels/elementwise.def"
#undef WG_COMPARISON
};

/* How the operands' elements are laid out below z's. */
typedef struct {
    int64_t inner, sx, sy, rank;
    int64_t block[9];
} geometry;

static int64_t size_of(const geometry *g)
{
    int64_t n = g->inner;
    for (int64_t d = 0; d < g->rank; d++) {
        n *= g->block[d];
    }
    return n;
}

/* Random dims; each operand is broadcast along a random part of them and dense in the rest. */
static geometry random_geometry(void)
{
    geometry g = {.inner = check_integer(1, 40), .rank = check_integer(0, 4)};
    g.sx = check_integer(0, 2);
    g.sy = check_integer(0, 2);
    int64_t x_stride = g.sx ? g.inner : 1;
    int64_t y_stride = g.sy ? g.inner : 1;
    for (int64_t d = g.rank - 1; d >= 0; d--) {
        int64_t size = check_integer(1, 6);
        bool x_varies = check_integer(0, 2);
        bool y_varies = check_integer(0, 2);
        g.block[d] = size;
        g.block[g.rank + d] = x_varies ? x_stride : 0;
        g.block[2 * g.rank + d] = y_varies ? y_stride : 0;
        x_stride *= x_varies ? size : 1;
        y_stride *= y_varies ? size : 1;
    }
    return g;
}

/* The element of an operand that belongs to element i of z. */
static int64_t position(const geometry *g, int64_t i, int64_t stride, const int64_t *strides)
{
    int64_t at = i % g->inner * stride;
    int64_t outer = i / g->inner;
    for (int64_t d = g->rank - 1; d >= 0; d--) {
        at += outer % g->block[d] * strides[d];
        outer /= g->block[d];
    }
    return at;
}

static void *expand(const geometry *g, const void *x, int64_t stride, const int64_t *strides, int64_t width)
{
    int64_t n = size_of(g);
    char *all = check_memory(n * width);
    for (int64_t i = 0; i < n; i++) {
        memcpy(all + i * width, (const char *)x + position(g, i, stride, strides) * width, (size_t)width);
    }
    return all;
}

static void call(const char *kernel, void *z, void *x, void *y, const geometry *g, int64_t tiles)
{
    int64_t block[9];
    memcpy(block, g->block, sizeof block);
    int32_t status = check_run(&(check_call){.kernel = kernel,
                                             .tiles = tiles,
                                             .slots = {z, x, y, g->rank ? block : NULL},
                                             .sizes = {size_of(g), g->inner, g->sx, g->sy, g->rank}});
    CHECK(status == WG_OK, "%s: status %d", kernel, status);
}

/* Any bits will do: both sides see the same ones. */
static void *random_elements(const char *type, int64_t n)
{
    if (strcmp(type, "f32") == 0) {
        return check_floats(n, 0.1, 3);
    }
    if (strcmp(type, "f64") == 0) {
        return check_doubles(n, 0.1, 3);
    }
    unsigned char *bytes = check_memory(n * 8);
    for (int64_t i = 0; i < n * 8; i++) {
        bytes[i] = (unsigned char)check_integer(0, 2);
    }
    return bytes;
}

static void check_broadcasting(const char *name, const char *type, int64_t operand_width, int64_t result_width)
{
    char kernel[64];
    snprintf(kernel, sizeof kernel, "%s_%s", name, type);
    for (int round = 0; round < 30; round++) {
        geometry g = random_geometry();
        int64_t n = size_of(&g);
        void *x = random_elements(type, n);
        void *y = random_elements(type, n);
        void *dense_x = expand(&g, x, g.sx, g.block + g.rank, operand_width);
        void *dense_y = expand(&g, y, g.sy, g.block + 2 * g.rank, operand_width);
        void *expected = check_memory(n * result_width);
        call(kernel, expected, dense_x, dense_y, &(geometry){.inner = n, .sx = 1, .sy = 1}, 1);
        static const int64_t tiles[] = {1, 3, 7};
        for (int t = 0; t < COUNT(tiles); t++) {
            void *z = check_memory(n * result_width);
            call(kernel, z, x, y, &g, tiles[t]);
            CHECK(check_same(z, expected, n * result_width), "%s, inner %d, sx %d, sy %d, rank %d, %d tiles", kernel,
                  (int)g.inner, (int)g.sx, (int)g.sy, (int)g.rank, (int)tiles[t]);
        }
        check_release();
    }
}

static void broadcasts_any_geometry(void)
{
    for (int o = 0; o < COUNT(operators); o++) {
        check_broadcasting(operators[o].name, "f32", 4, 4);
        check_broadcasting(operators[o].name, "f64", 8, 8);
    }
    for (int o = 0; o < COUNT(integer_operators); o++) {
        check_broadcasting(integer_operators[o], "i32", 4, 4);
        check_broadcasting(integer_operators[o], "i64", 8, 8);
    }
    for (int o = 0; o < COUNT(comparisons); o++) {
        check_broadcasting(comparisons[o], "f32", 4, 1);
        check_broadcasting(comparisons[o], "f64", 8, 1);
        check_broadcasting(comparisons[o], "i32", 4, 1);
        check_broadcasting(comparisons[o], "i64", 8, 1);
        check_broadcasting(comparisons[o], "bool", 1, 1);
    }
}

/* Whether terms cancel near 0. */
static bool is_difference(const char *name)
{
    return strncmp(name, "logaddexp", 9) == 0 || strstr(name, "_loss") != NULL;
}

static void agrees_with_the_formula_in_higher_precision(void)
{
    enum { N = 333 };
    const geometry dense = {.inner = N, .sx = 1, .sy = 1};
    char kernel[64];
    for (int o = 0; o < COUNT(operators); o++) {
        float *x = check_floats(N, 0.05, 0.95);
        float *y = check_floats(N, -3, 3);
        float *z = check_memory(N * 4);
        snprintf(kernel, sizeof kernel, "%s_f32", operators[o].name);
        call(kernel, z, x, y, &dense, 1);
        for (int i = 0; i < N; i++) {
            long double expected = operators[o].of((long double)x[i], (long double)y[i]);
            double apart = (is_difference(operators[o].name) ? ulp_of_one_f32 : ulp_f32)(z[i], expected);
            CHECK(apart <= 8, "%s(%a, %a) = %a, %.2f ulp off", kernel, (double)x[i], (double)y[i], (double)z[i], apart);
        }
        double *x64 = check_doubles(N, 0.05, 0.95);
        double *y64 = check_doubles(N, -3, 3);
        double *z64 = check_memory(N * 8);
        snprintf(kernel, sizeof kernel, "%s_f64", operators[o].name);
        call(kernel, z64, x64, y64, &dense, 1);
        for (int i = 0; i < N; i++) {
            long double expected = operators[o].of((long double)x64[i], (long double)y64[i]);
            double apart = (is_difference(operators[o].name) ? ulp_of_one_f64 : ulp_f64)(z64[i], expected);
            CHECK(apart <= 8, "%s(%a, %a) = %a, %.2f ulp off", kernel, x64[i], y64[i], z64[i], apart);
        }
        check_release();
    }
}

/* Every operator on every pair of these; powers against C99's own, which settles all of its special cases. */
static void follows_ieee_on_special_values(void)
{
    static const double special[] = {0.0,  -0.0, 1.0, -1.0, 2.0,      -2.0,      3.0, -3.0,    0.5,      -0.5,
                                     -1.5, 1.5,  1e9, -1e9, INFINITY, -INFINITY, NAN, 0x1p127, -0x1p127, 0x1p-126};
    enum { N = COUNT(special) };
    double x[N * N];
    double y[N * N];
    double z[N * N];
    float x32[N * N];
    float y32[N * N];
    float z32[N * N];
    for (int i = 0; i < N * N; i++) {
        x[i] = special[i / N];
        y[i] = special[i % N];
        x32[i] = (float)x[i];
        y32[i] = (float)y[i];
    }
    const geometry dense = {.inner = N * N, .sx = 1, .sy = 1};
    char kernel[64];
    for (int o = 0; o < COUNT(operators); o++) {
        /* These overflow or cancel within the formula where the exact result does not. */
        bool compound = strncmp(operators[o].name, "pow_d", 5) == 0 || strstr(operators[o].name, "_vjp") != NULL ||
                        strstr(operators[o].name, "_loss") != NULL;
        snprintf(kernel, sizeof kernel, "%s_f64", operators[o].name);
        call(kernel, z, x, y, &dense, 1);
        snprintf(kernel, sizeof kernel, "%s_f32", operators[o].name);
        call(kernel, z32, x32, y32, &dense, 1);
        for (int i = 0; i < N * N && !compound; i++) {
            long double expected = operators[o].of((long double)x[i], (long double)y[i]);
            double apart = (is_difference(operators[o].name) ? ulp_of_one_f64 : ulp_f64)(z[i], expected);
            CHECK(apart <= 4, "%s_f64(%a, %a) = %a", operators[o].name, x[i], y[i], z[i]);
            CHECK(ulp_f32(z32[i], expected) <= 4, "%s(%a, %a) = %a", kernel, x[i], y[i], (double)z32[i]);
            CHECK(isnan(expected) || !signbit(z[i]) == !signbit(expected), "%s_f64(%a, %a): sign", operators[o].name,
                  x[i], y[i]);
            CHECK(isnan(expected) || !signbit(z32[i]) == !signbit(expected), "%s(%a, %a): sign", kernel, x[i], y[i]);
        }
    }
}

static void keeps_the_conventions_at_kinks(void)
{
    static const struct {
        const char *kernel;
        double x, y, z;
    } cases[] = {
        {"relu_vjp_f64", 0, 5, 0},
        {"relu_vjp_f64", NAN, 5, 5},
        {"relu_vjp_f64", 0x1p-1074, 5, 5},
        {"xlogy_f64", 0, 0, 0},
        {"xlogy_f64", 0, -1, 0},
        {"xlogy_f64", 0, NAN, NAN},
        {"pow_dx_f64", 0, 0, 0},
        {"pow_dx_f64", NAN, 0, 0},
        {"pow_dx_f64", 0, 1, 1},
        {"pow_dy_f64", 0, 0, 0},
        {"pow_dy_f64", 0, 2, 0},
        {"pow_dy_f64", 0, -1, -INFINITY},
        {"logistic_loss_f64", 1000, 1, 0},
        {"logistic_loss_f64", -1000, 1, 1000},
        {"logistic_loss_f64", 1000, 0.25, 750},
        {"logistic_loss_f64", -INFINITY, 0.5, INFINITY},
        {"logistic_loss_f64", INFINITY, 0, INFINITY},
        {"logistic_loss_f64", NAN, 0, NAN},
        {"log_loss_f64", 0, 0, 0},
        {"log_loss_f64", 0, 1, 100},
        {"log_loss_f64", 1, 0.25, 75},
        {"log_loss_f64", 1, 1, 0},
        {"log_loss_f64", 1.5, 0, NAN},
        {"log_loss_f64", NAN, 0, NAN},
        {"sigmoid_vjp_f64", 1, INFINITY, NAN},
        {"tanh_vjp_f64", -1, 3, 0},
    };
    for (int c = 0; c < COUNT(cases); c++) {
        double x = cases[c].x;
        double y = cases[c].y;
        double z;
        call(cases[c].kernel, &z, &x, &y, &(geometry){.inner = 1, .sx = 1, .sy = 1}, 1);
        CHECK(z == cases[c].z || (isnan(z) && isnan(cases[c].z)), "%s(%g, %g) = %g", cases[c].kernel, x, y, z);
    }
}

static void wraps_integers(void)
{
    int32_t x[] = {INT32_MAX, INT32_MIN, -7, 65536};
    int32_t y[] = {1, -1, 6, 65536};
    int32_t z[4];
    const geometry dense = {.inner = 4, .sx = 1, .sy = 1};
    call("add_i32", z, x, y, &dense, 1);
    CHECK(z[0] == INT32_MIN && z[1] == INT32_MAX && z[2] == -1, "add_i32");
    call("sub_i32", z, x, y, &dense, 1);
    CHECK(z[0] == INT32_MAX - 1 && z[2] == -13, "sub_i32");
    call("mul_i32", z, x, y, &dense, 1);
    CHECK(z[2] == -42 && z[3] == 0, "mul_i32");
    int64_t a[] = {INT64_MAX, -3, INT64_C(1) << 40, 5};
    int64_t b[] = {1, INT64_C(1) << 33, 3, -5};
    int64_t c[4];
    call("add_i64", c, a, b, &dense, 1);
    CHECK(c[0] == INT64_MIN, "add_i64");
    call("mul_i64", c, a, b, &dense, 1);
    CHECK(c[1] == -3 * (INT64_C(1) << 33) && c[2] == 3 * (INT64_C(1) << 40) && c[3] == -25, "mul_i64");
}

static void writes_over_a_full_operand(void)
{
    enum { ROWS = 13, COLUMNS = 29, N = ROWS * COLUMNS };
    float *x = check_floats(N, -1, 1);
    float *bias = check_floats(COLUMNS, -1, 1);
    float *z = check_memory(N * 4);
    const geometry g = {.inner = COLUMNS, .sx = 1, .sy = 1, .rank = 1, .block = {ROWS, COLUMNS, 0}};
    call("add_f32", z, x, bias, &g, 1);
    call("add_f32", x, x, bias, &g, 3);
    CHECK(check_same(z, x, N * 4), "x + bias differs in place");
}

static void accepts_nothing_to_do(void)
{
    call("add_f32", check_memory(0), check_memory(0), check_memory(4), &(geometry){.inner = 0, .sx = 1}, 3);
    const geometry empty = {.inner = 5, .sx = 1, .sy = 1, .rank = 1, .block = {0, 5, 0}};
    call("add_f32", check_memory(0), check_memory(0), check_memory(20), &empty, 3);
}

static void is_fast_in_cache(void)
{
    enum { N = 4096 };
    float *x = check_floats(N, 0.1, 3);
    float *y = check_floats(N, 0.1, 3);
    float *z = check_memory(N * 4);
    char kernel[64];
    for (int o = 0; o < COUNT(operators); o++) {
        snprintf(kernel, sizeof kernel, "%s_f32", operators[o].name);
        check_bench(&(check_call){.kernel = kernel, .tiles = 1, .slots = {z, x, y}, .sizes = {N, N, 1, 1, 0}},
                    "4096 elements", 12.0 * N, 0);
    }
    int64_t bias[] = {128, 32, 0};
    check_bench(&(check_call){.kernel = "add_f32", .tiles = 1, .slots = {z, x, y, bias}, .sizes = {N, 32, 1, 1, 1}},
                "128×32 + 32", 8.0 * N, 0);
    int64_t narrow[] = {400, 10, 0};
    check_bench(
        &(check_call){.kernel = "add_f32", .tiles = 1, .slots = {z, x, y, narrow}, .sizes = {4000, 10, 1, 1, 1}},
        "400×10 + 10", 8.0 * 4000, 0);
}

const check_test check_tests[] = {
    CHECK_TEST(broadcasts_any_geometry),
    CHECK_TEST(agrees_with_the_formula_in_higher_precision),
    CHECK_TEST(follows_ieee_on_special_values),
    CHECK_TEST(keeps_the_conventions_at_kinks),
    CHECK_TEST(wraps_integers),
    CHECK_TEST(writes_over_a_full_operand),
    CHECK_TEST(accepts_nothing_to_do),
    CHECK_TEST(is_fast_in_cache),
    {0},
};
