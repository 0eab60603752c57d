#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

typedef enum { F32, F64, I32, I64, BOOL, TYPES } type;

static const char *const names[TYPES] = {"f32", "f64", "i32", "i64", "bool"};
static const int64_t widths[TYPES] = {4, 8, 4, 8, 1};

/* A number of any type: a real one and, for the integers, one without rounding. */
typedef struct {
    double real;
    int64_t integer;
} number;

static number load(type t, const void *p)
{
    switch (t) {
    case F32:
        return (number){(double)*(const float *)p, 0};
    case F64:
        return (number){*(const double *)p, 0};
    case I32:
        return (number){(double)*(const int32_t *)p, *(const int32_t *)p};
    case I64:
        return (number){(double)*(const int64_t *)p, *(const int64_t *)p};
    default:
        return (number){*(const unsigned char *)p, *(const unsigned char *)p};
    }
}

static bool is_real(type t)
{
    return t == F32 || t == F64;
}

static int64_t saturate(double x, int64_t low, int64_t high)
{
    if (isnan(x)) {
        return 0;
    }
    return x >= (double)high ? high : x <= (double)low ? low : (int64_t)x;
}

static void convert(type from, type to, const void *x, void *y)
{
    number n = load(from, x);
    switch (to) {
    case F32:
        *(float *)y = is_real(from) ? (float)n.real : (float)n.integer;
        break;
    case F64:
        *(double *)y = is_real(from) ? n.real : (double)n.integer;
        break;
    case I32:
        *(int32_t *)y =
            (int32_t)(is_real(from) ? saturate(n.real, INT32_MIN, INT32_MAX) : (int32_t)(uint32_t)n.integer);
        break;
    case I64:
        *(int64_t *)y = is_real(from) ? saturate(n.real, INT64_MIN, INT64_MAX) : n.integer;
        break;
    default:
        *(unsigned char *)y = is_real(from) ? n.real != 0 : n.integer != 0;
    }
}

static void *random_elements(type t, int64_t n)
{
    static const double edges[] = {0.0,     -0.0,          NAN,         INFINITY,     -INFINITY,
                                   0.5,     -0.5,          1.0,         -1.99,        0x1p31,
                                   -0x1p31, 0x1.fffffep30, 0x1p63,      -0x1p63,      0x1p62,
                                   1e-40,   0x1p31 - 1,    -0x1p31 - 1, 2147483646.5, 0x1.fffffffffffffp62,
                                   1e30,    -1e30,         16777217.0};
    unsigned char *x = check_memory(n * widths[t]);
    for (int64_t i = 0; i < n; i++) {
        double real = i < COUNT(edges) ? edges[i] : check_real(-1e4, 1e4) * exp2((double)check_integer(0, 60));
        int64_t integer = (int64_t)(check_bits() >> check_integer(0, 64)) * (check_integer(0, 2) ? 1 : -1);
        void *at = x + i * widths[t];
        switch (t) {
        case F32:
            *(float *)at = (float)real;
            break;
        case F64:
            *(double *)at = real;
            break;
        case I32:
            *(int32_t *)at = (int32_t)(uint32_t)integer;
            break;
        case I64:
            *(int64_t *)at = integer;
            break;
        default:
            *(unsigned char *)at = (unsigned char)(integer & 1);
        }
    }
    return x;
}

static void converts_every_pair_of_types(void)
{
    static const int64_t counts[] = {0, 1, 7, 16, 33, 200};
    static const int64_t tiles[] = {1, 3, 7};
    for (type from = 0; from < TYPES; from++) {
        for (type to = 0; to < TYPES; to++) {
            char kernel[64];
            snprintf(kernel, sizeof kernel, "cast_%s_%s", names[from], names[to]);
            for (int c = 0; c < COUNT(counts); c++) {
                int64_t n = counts[c];
                unsigned char *x = random_elements(from, n);
                unsigned char *expected = check_memory(n * widths[to]);
                for (int64_t i = 0; i < n; i++) {
                    convert(from, to, x + i * widths[from], expected + i * widths[to]);
                }
                for (int t = 0; t < COUNT(tiles); t++) {
                    unsigned char *y = check_memory(n * widths[to]);
                    int32_t status =
                        check_run(&(check_call){.kernel = kernel, .tiles = tiles[t], .slots = {y, x}, .sizes = {n}});
                    CHECK(status == WG_OK, "%s: status %d", kernel, status);
                    for (int64_t i = 0; i < n; i++) {
                        const void *got = y + i * widths[to];
                        bool nan = is_real(to) && isnan(load(to, got).real);
                        bool same = memcmp(got, expected + i * widths[to], (size_t)widths[to]) == 0;
                        CHECK(same || (nan && isnan(load(to, expected + i * widths[to]).real)),
                              "%s: element %d, from %g, is %g", kernel, (int)i, load(from, x + i * widths[from]).real,
                              load(to, got).real);
                    }
                }
                check_release();
            }
        }
    }
}

static void is_fast_in_cache(void)
{
    enum { N = 4096 };
    for (type from = 0; from < TYPES; from++) {
        for (type to = 0; to < TYPES; to++) {
            char kernel[64];
            snprintf(kernel, sizeof kernel, "cast_%s_%s", names[from], names[to]);
            void *y = check_memory(N * 8);
            check_bench(
                &(check_call){.kernel = kernel, .tiles = 1, .slots = {y, random_elements(from, N)}, .sizes = {N}},
                "4096 elements", (double)(N * (widths[from] + widths[to])), 0);
            check_release();
        }
    }
}

const check_test check_tests[] = {
    CHECK_TEST(converts_every_pair_of_types),
    CHECK_TEST(is_fast_in_cache),
    {0},
};
