#include <math.h>
#include <stdio.h>

#include "check.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* A row of elementwise.def without a reference here does not compile. */
#define REFERENCE(name, ...)                                                                                           \
    static bool name##_reference(double x, double y)                                                                   \
    {                                                                                                                  \
        (void)y;                                                                                                       \
        return __VA_ARGS__;                                                                                            \
    }

REFERENCE(equal, x == y)
REFERENCE(not_equal, !(x == y))
REFERENCE(less, y > x)
REFERENCE(less_equal, x < y || x == y)
REFERENCE(greater, y < x)
REFERENCE(greater_equal, x > y || x == y)
REFERENCE(logical_and, x != 0 && y != 0)
REFERENCE(logical_or, x != 0 || y != 0)
REFERENCE(logical_xor, (x == 0) != (y == 0))
REFERENCE(logical_not, x == 0)
REFERENCE(isnan, x != x)
REFERENCE(isinf, fabs(x) == HUGE_VAL)
REFERENCE(isfinite, x - x == 0)

static const struct {
    const char *name;
    bool (*of)(double, double);
    bool binary, real;
} operators[] = {
#define WG_COMPARISON(name, x, y, ...) {#name, name##_reference, true, false},
#define WG_PREDICATE(name, x, ...) {#name, name##_reference, false, false},
#define WG_PREDICATE_OF_REAL(name, x, ...) {#name, name##_reference, false, true},
#include "kernels/elementwise.def"
#undef WG_COMPARISON
#undef WG_PREDICATE
#undef WG_PREDICATE_OF_REAL
};

static const double special[] = {0, -0.0, 1, -1, 2, 0.5, 0x1p-149, INFINITY, -INFINITY, NAN};
enum { SPECIAL = COUNT(special), PAIRS = SPECIAL * SPECIAL };

/* Fills x and y with every pair of the numbers, converted by `store`; those that the type lacks become 0. */
#define CHECK_TYPE(type, element, representable)                                                                       \
    static void check_##type(int o)                                                                                    \
    {                                                                                                                  \
        element x[PAIRS];                                                                                              \
        element y[PAIRS];                                                                                              \
        unsigned char *z = check_memory(PAIRS);                                                                        \
        for (int i = 0; i < PAIRS; i++) {                                                                              \
            double a = special[i / SPECIAL];                                                                           \
            double b = special[i % SPECIAL];                                                                           \
            x[i] = (representable(a)) ? (element)a : 0;                                                                \
            y[i] = (representable(b)) ? (element)b : 0;                                                                \
        }                                                                                                              \
        char kernel[64];                                                                                               \
        snprintf(kernel, sizeof kernel, "%s_" #type, operators[o].name);                                               \
        check_call call = {.kernel = kernel, .tiles = 3, .slots = {z, x, y}, .sizes = {PAIRS, PAIRS, 1, 1, 0}};        \
        int32_t status = check_run(&call);                                                                             \
        CHECK(status == WG_OK, "%s: status %d", kernel, status);                                                       \
        for (int i = 0; i < PAIRS; i++) {                                                                              \
            CHECK(z[i] == operators[o].of((double)x[i], (double)y[i]), "%s(%g, %g) = %d", kernel, (double)x[i],        \
                  (double)y[i], z[i]);                                                                                 \
        }                                                                                                              \
        check_release();                                                                                               \
    }

#define ANY(a) true
#define WHOLE(a) (isfinite(a) && rint(a) == (a))
#define BIT(a) ((a) == 0 || (a) == 1)
CHECK_TYPE(f32, float, ANY)
CHECK_TYPE(f64, double, ANY)
CHECK_TYPE(i32, int32_t, WHOLE)
CHECK_TYPE(i64, int64_t, WHOLE)
CHECK_TYPE(bool, unsigned char, BIT)

static void agrees_with_its_definition_on_special_values(void)
{
    for (int o = 0; o < COUNT(operators); o++) {
        check_f32(o);
        check_f64(o);
        if (!operators[o].real) {
            check_i32(o);
            check_i64(o);
            check_bool(o);
        }
    }
}

static void is_fast_in_cache(void)
{
    enum { N = 4096 };
    for (int o = 0; o < COUNT(operators); o++) {
        char kernel[64];
        snprintf(kernel, sizeof kernel, "%s_f32", operators[o].name);
        check_call call = {.kernel = kernel,
                           .tiles = 1,
                           .slots = {check_memory(N), check_floats(N, -1, 1), check_floats(N, -1, 1)},
                           .sizes = {N, N, 1, 1, 0}};
        check_bench(&call, "4096 elements", operators[o].binary ? 9.0 * N : 5.0 * N, 0);
        check_release();
    }
}

const check_test check_tests[] = {
    CHECK_TEST(agrees_with_its_definition_on_special_values),
    CHECK_TEST(is_fast_in_cache),
    {0},
};
