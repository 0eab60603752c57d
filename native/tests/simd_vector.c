#include "simd/vector.h"

#include <math.h>
#include <string.h>

#include "check.h"

/* The tests of one type; the name says what each function is held to. */
#define FOR_EACH_TYPE(test) test(f32, u32) test(f64, u64)

#define PARTS(T, U)                                                                                                    \
    static void parts_of_vectors_touch_no_more_##T(void)                                                               \
    {                                                                                                                  \
        for (int64_t n = 0; n <= V_LANES_##T; n++) {                                                                   \
            wg_##T *x = check_memory_at(n * (int64_t)sizeof *x, (int64_t)sizeof *x);                                   \
            for (int64_t i = 0; i < n; i++) {                                                                          \
                x[i] = (wg_##T)(i + 1);                                                                                \
            }                                                                                                          \
            v_##T zeros = v_load_part(x, n);                                                                           \
            v_##T sevens = v_load_part_or(x, n, v_set_##T(7));                                                         \
            for (int64_t i = 0; i < V_LANES_##T; i++) {                                                                \
                CHECK(zeros[i] == (wg_##T)(i < n ? i + 1 : 0), "lane %d of %d", (int)i, (int)n);                       \
                CHECK(sevens[i] == (wg_##T)(i < n ? i + 1 : 7), "lane %d of %d", (int)i, (int)n);                      \
            }                                                                                                          \
            v_store_part(x, zeros + 1, n);                                                                             \
            v_store_up_to(x, zeros * 2, n);                                                                            \
            for (int64_t i = 0; i < n; i++) {                                                                          \
                CHECK(x[i] == (wg_##T)(2 * i + 2), "lane %d of %d", (int)i, (int)n);                                   \
            }                                                                                                          \
            check_release();                                                                                           \
        }                                                                                                              \
    }

#define LANEWISE(T, U)                                                                                                 \
    static void lanes_follow_the_scalar_formulas_##T(void)                                                             \
    {                                                                                                                  \
        static const double special[] = {                                                                              \
            0.0,   -0.0,      1.5,   -1.5,     2.5,       -0.5, 0.49999997, 1e9,                                       \
            -3.75, 8388609.0, 1e300, INFINITY, -INFINITY, NAN,  1e-40,      4503599627370497.0};                       \
        const int count = (int)(sizeof special / sizeof *special);                                                     \
        for (int i = 0; i < count * count; i++) {                                                                      \
            wg_##T a = (wg_##T)special[i / count];                                                                     \
            wg_##T b = (wg_##T)special[i % count];                                                                     \
            v_##T x = v_set_##T(a);                                                                                    \
            v_##T y = v_set_##T(b);                                                                                    \
            int lane = i % V_LANES_##T;                                                                                \
            SAME(v_min(x, y), a < b ? a : b);                                                                          \
            SAME(v_max(x, y), a > b ? a : b);                                                                          \
            SAME(v_max_nan(x, y), isnan(a) ? a : isnan(b) ? b : a > b ? a : b);                                        \
            SAME(v_select(v_lt(x, y), x, y), a < b ? a : b);                                                           \
            SAME(v_keep(v_le(x, y), x), a <= b ? a : 0);                                                               \
            SAME(v_drop(v_gt(x, y), x), a > b ? 0 : a);                                                                \
            SAME(v_keep(v_ge(x, y), y), a >= b ? b : 0);                                                               \
            SAME(v_keep(v_eq(x, y), y), a == b ? b : 0);                                                               \
            SAME(v_keep(v_ne(x, y), y), a != b ? b : 0);                                                               \
            SAME(v_drop(v_is_nan(x), x), isnan(a) ? 0 : a);                                                            \
            SAME(v_copysign(x, y), (wg_##T)copysign((double)a, (double)b));                                            \
            SAME(v_abs(x), (wg_##T)fabs((double)a));                                                                   \
            SAME(v_sqrt(x), (wg_##T)sqrt((double)a));                                                                  \
            SAME(v_round(x), (wg_##T)rint((double)a));                                                                 \
            CHECK(v_any(v_lt(x, y)) == (a < b), "any(%g < %g)", (double)a, (double)b);                                 \
        }                                                                                                              \
    }

#define SAME(vector, scalar)                                                                                           \
    do {                                                                                                               \
        double got = (double)(vector)[lane];                                                                           \
        double expected = (double)(scalar);                                                                            \
        CHECK(memcmp(&got, &expected, sizeof got) == 0 || (isnan(got) && isnan(expected)), "%s of %g and %g is %g",    \
              #vector, (double)a, (double)b, got);                                                                     \
    } while (0)

#define ACROSS(T, U)                                                                                                   \
    static void sums_and_maxima_take_every_lane_##T(void)                                                              \
    {                                                                                                                  \
        wg_##T x[V_LANES_##T];                                                                                         \
        for (int special = 0; special < V_LANES_##T; special++) {                                                      \
            wg_##T sum = 0;                                                                                            \
            for (int lane = 0; lane < V_LANES_##T; lane++) {                                                           \
                x[lane] = (wg_##T)(lane == special ? 100 : -lane);                                                     \
                sum += x[lane];                                                                                        \
            }                                                                                                          \
            CHECK(v_hsum(v_load(x)) == sum, "sum %g", (double)v_hsum(v_load(x)));                                      \
            CHECK(v_hmax(v_load(x)) == 100, "maximum %g", (double)v_hmax(v_load(x)));                                  \
            x[special] = (wg_##T)NAN;                                                                                  \
            CHECK(isnan(v_hmax(v_load(x))), "NaN in lane %d is lost", special);                                        \
        }                                                                                                              \
    }

#define SCALING(T, U)                                                                                                  \
    static void scaling_rounds_once_##T(void)                                                                          \
    {                                                                                                                  \
        const int limit = sizeof(wg_##T) == 4 ? 250 : 2040;                                                            \
        for (int n = -limit; n <= limit; n++) {                                                                        \
            double x = check_real(0.5, 2);                                                                             \
            wg_##T narrow = (wg_##T)x;                                                                                 \
            wg_##T got = v_scale(v_set_##T(narrow), v_set_##T((wg_##T)n))[0];                                          \
            wg_##T expected = (wg_##T)ldexp((double)narrow, n);                                                        \
            CHECK(got == expected, "%a scaled by %d is %a", (double)narrow, n, (double)got);                           \
        }                                                                                                              \
    }

FOR_EACH_TYPE(PARTS)
FOR_EACH_TYPE(LANEWISE)
FOR_EACH_TYPE(ACROSS)
FOR_EACH_TYPE(SCALING)

static void widening_and_narrowing_keep_the_order(void)
{
    float x[V_LANES_f32];
    float y[V_LANES_f32];
    for (int lane = 0; lane < V_LANES_f32; lane++) {
        x[lane] = (float)lane + 0.25f;
    }
    v_f64 low = v_widen_low(v_load(x));
    v_f64 high = v_widen_high(v_load(x));
    CHECK(low[V_LANES_f64 - 1] == V_LANES_f64 - 0.75, "%g", low[V_LANES_f64 - 1]);
    CHECK(high[0] == V_LANES_f64 + 0.25, "%g", high[0]);
    v_store(y, v_narrow(low, high));
    CHECK(check_same(x, y, sizeof x), "narrowing what was widened");
}

static void integers_multiply_wide_and_pack(void)
{
    v_u64 a = v_set_u64(0xabcdef01ffffffffu);
    v_u64 b = v_set_u64(0xfffffffeu);
    CHECK(v_multiply_wide(a, b)[V_LANES_u64 - 1] == 0xffffffffull * 0xfffffffeull, "product");
    v_u32 packed = v_pack(a, b);
    CHECK(packed[0] == 0xffffffffu && packed[1] == 0xfffffffeu, "%x %x", packed[0], packed[1]);
}

#define TESTS(T, U)                                                                                                    \
    CHECK_TEST(parts_of_vectors_touch_no_more_##T), CHECK_TEST(lanes_follow_the_scalar_formulas_##T),                  \
        CHECK_TEST(sums_and_maxima_take_every_lane_##T), CHECK_TEST(scaling_rounds_once_##T),

const check_test check_tests[] = {
    FOR_EACH_TYPE(TESTS) CHECK_TEST(widening_and_narrowing_keep_the_order),
    CHECK_TEST(integers_multiply_wide_and_pack),
    {0},
};
