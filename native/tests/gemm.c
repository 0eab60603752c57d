#include "check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { A_ACROSS = 1, B_ACROSS = 2, A_SHARED = 4, B_SHARED = 8 };

typedef struct {
    int64_t m, n, k, flags, tile_m, tile_n, batch;
} shape;

static int64_t at(bool across, int64_t row, int64_t column, int64_t rows, int64_t columns)
{
    return across ? column * rows + row : row * columns + column;
}

static int64_t blocks_of(const shape *s)
{
    return s->batch * ((s->m + s->tile_m - 1) / s->tile_m) * ((s->n + s->tile_n - 1) / s->tile_n);
}

#define DEFINE_BLAS(name, real)                                                                                        \
    static void name(int order, int a_form, int b_form, int m, int n, int k, real alpha, const real *a, int a_stride,  \
                     const real *b, int b_stride, real beta, real *c, int c_stride)                                    \
    {                                                                                                                  \
        CHECK(order == 101 && alpha == 1 && beta == 0, "order %d", order);                                             \
        CHECK(a_stride >= (a_form == 112 ? m : k) && b_stride >= (b_form == 112 ? k : n) && c_stride >= n, "strides"); \
        for (int i = 0; i < m; i++) {                                                                                  \
            for (int j = 0; j < n; j++) {                                                                              \
                real sum = 0;                                                                                          \
                for (int p = 0; p < k; p++) {                                                                          \
                    sum += a[a_form == 112 ? p * a_stride + i : i * a_stride + p] *                                    \
                           b[b_form == 112 ? j * b_stride + p : p * b_stride + j];                                     \
                }                                                                                                      \
                c[i * c_stride + j] = sum;                                                                             \
            }                                                                                                          \
        }                                                                                                              \
    }

DEFINE_BLAS(plain_sgemm, float)
DEFINE_BLAS(plain_dgemm, double)

/*
 * Checks every element against a reference in a wider type: |error| ≤ (k + 2) ε Σ |a| |b|, whatever the order of the
 * sum.
 */
#define DEFINE_CHECK(name, real, wide, epsilon, random, kernel_name, blas)                                             \
    static void name(const shape *s, bool calls_blas)                                                                  \
    {                                                                                                                  \
        real *a = random(s->m * s->k * (s->flags & A_SHARED ? 1 : s->batch), -1, 1);                                   \
        real *b = random(s->n * s->k * (s->flags & B_SHARED ? 1 : s->batch), -1, 1);                                   \
        real *c = check_memory(s->m * s->n * s->batch * (int64_t)sizeof(real));                                        \
        check_call call = {.kernel = calls_blas ? "gemm_blas_" kernel_name : "gemm_" kernel_name,                      \
                           .tiles = blocks_of(s),                                                                      \
                           .slots = {c, a, b},                                                                         \
                           .sizes = {s->m, s->n, s->k, s->flags, s->tile_m, s->tile_n,                                 \
                                     calls_blas ? (int64_t)(intptr_t)blas : 0, s->batch}};                             \
        int32_t status = check_run(&call);                                                                             \
        CHECK(status == WG_OK, "status %d", status);                                                                   \
        for (int64_t z = 0; z < s->batch; z++) {                                                                       \
            const real *az = a + (s->flags & A_SHARED ? 0 : z * s->m * s->k);                                          \
            const real *bz = b + (s->flags & B_SHARED ? 0 : z * s->n * s->k);                                          \
            for (int64_t i = 0; i < s->m; i++) {                                                                       \
                for (int64_t j = 0; j < s->n; j++) {                                                                   \
                    wide sum = 0;                                                                                      \
                    wide size = 0;                                                                                     \
                    for (int64_t p = 0; p < s->k; p++) {                                                               \
                        wide term = (wide)az[at(s->flags & A_ACROSS, i, p, s->m, s->k)] *                              \
                                    (wide)bz[at(s->flags & B_ACROSS, p, j, s->k, s->n)];                               \
                        sum += term;                                                                                   \
                        size += term < 0 ? -term : term;                                                               \
                    }                                                                                                  \
                    wide error = (wide)c[(z * s->m + i) * s->n + j] - sum;                                             \
                    bool close = (error < 0 ? -error : error) <= (wide)(s->k + 2) * (wide)epsilon * size;              \
                    CHECK(close, "%s: %d×%d×%d flags %d tiles %d×%d: element (%d, %d, %d) is %g, not %g", call.kernel, \
                          (int)s->m, (int)s->n, (int)s->k, (int)s->flags, (int)s->tile_m, (int)s->tile_n, (int)z,      \
                          (int)i, (int)j, (double)c[(z * s->m + i) * s->n + j], (double)sum);                          \
                }                                                                                                      \
            }                                                                                                          \
        }                                                                                                              \
        check_release();                                                                                               \
    }

DEFINE_CHECK(check_f32, float, double, 0x1p-24, check_floats, "f32", plain_sgemm)
DEFINE_CHECK(check_f64, double, long double, 0x1p-53, check_doubles, "f64", plain_dgemm)

static void check_all(shape s)
{
    for (s.flags = 0; s.flags < 16; s.flags++) {
        if (s.batch == 1 && s.flags > (A_ACROSS | B_ACROSS)) {
            break;
        }
        check_f32(&s, false);
        check_f64(&s, false);
        check_f32(&s, true);
        check_f64(&s, true);
    }
}

static void multiplies_every_number_of_rows_and_columns(void)
{
    static const int64_t columns[] = {1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 129};
    static const int64_t terms[] = {1, 2, 7, 16, 33, 65};
    for (int64_t m = 1; m <= 30; m++) {
        int64_t n = columns[check_integer(0, 18)];
        check_all((shape){m, n, terms[check_integer(0, 6)], 0, m, n, 1});
    }
    for (int i = 0; i < 18; i++) {
        int64_t m = check_integer(1, 20);
        check_all((shape){m, columns[i], terms[check_integer(0, 6)], 0, m, columns[i], 1});
    }
}

static void multiplies_sizes_beyond_one_packed_block(void)
{
    check_all((shape){131, 37, 65, 0, 131, 37, 1});
    check_all((shape){17, 35, 321, 0, 17, 35, 1});
    check_all((shape){3, 140, 700, 0, 3, 140, 1});
}

static void cuts_into_tiles_of_any_size(void)
{
    for (int i = 0; i < 12; i++) {
        int64_t m = check_integer(1, 40);
        int64_t n = check_integer(1, 70);
        check_all((shape){m, n, check_integer(1, 90), 0, check_integer(1, m + 3), check_integer(1, n + 3), 1});
    }
}

static void multiplies_batches_with_shared_operands(void)
{
    check_all((shape){5, 6, 7, 0, 5, 6, 3});
    check_all((shape){17, 9, 20, 0, 8, 4, 2});
    check_all((shape){1, 9, 20, 0, 1, 4, 2});
    check_all((shape){9, 1, 70, 0, 4, 1, 2});
}

static void gives_zeros_for_an_empty_sum_and_nothing_for_an_empty_result(void)
{
    check_all((shape){5, 6, 0, 0, 2, 3, 1});
    check_all((shape){0, 6, 4, 0, 2, 3, 1});
    check_all((shape){5, 0, 4, 0, 2, 3, 1});
    check_all((shape){5, 1, 0, 0, 2, 1, 2});
    check_all((shape){5, 4, 3, 0, 2, 3, 0});
}

static void gives_the_same_bits_for_any_number_of_tiles_taken_together(void)
{
    float *a = check_floats(50 * 80, -1, 1);
    float *b = check_floats(80 * 60, -1, 1);
    float *c = check_memory(50 * 60 * 4);
    float *d = check_memory(50 * 60 * 4);
    check_call call = {.kernel = "gemm_f32", .tiles = 16, .slots = {c, a, b}, .sizes = {50, 60, 80, 0, 13, 17, 0, 1}};
    check_run(&call);
    static const int64_t tiles[] = {1, 3, 15, 100};
    for (int i = 0; i < 4; i++) {
        call.tiles = tiles[i];
        call.slots[0] = d;
        check_run(&call);
        CHECK(check_same(c, d, 50 * 60 * 4), "%d tiles", (int)tiles[i]);
    }
}

static void spreads_nan_and_infinity_only_to_their_row_and_column(void)
{
    for (int64_t m = 1; m < 20; m += 6) {
        for (int64_t flags = 0; flags < 4; flags++) {
            const int64_t n = 21;
            const int64_t k = 70;
            float *a = check_floats(m * k, 0.5, 1);
            float *b = check_floats(k * n, 0.5, 1);
            float *c = check_memory(m * n * 4);
            a[at(flags & A_ACROSS, m - 1, 69, m, k)] = NAN;
            b[at(flags & B_ACROSS, 3, 20, k, n)] = INFINITY;
            check_run(&(check_call){
                .kernel = "gemm_f32", .tiles = 1, .slots = {c, a, b}, .sizes = {m, n, k, flags, m, n, 0, 1}});
            for (int64_t i = 0; i < m; i++) {
                for (int64_t j = 0; j < n; j++) {
                    float value = c[i * n + j];
                    bool right = i == m - 1 ? isnan(value) : j == 20 ? isinf(value) : isfinite(value);
                    CHECK(right, "m %d, flags %d: (%d, %d) is %g", (int)m, (int)flags, (int)i, (int)j, (double)value);
                }
            }
            check_release();
        }
    }
}

static void bench(const char *kernel, int64_t m, int64_t n, int64_t k, int64_t flags)
{
    bool single = strcmp(kernel, "gemm_f32") == 0;
    void *a = single ? (void *)check_floats(m * k, -1, 1) : (void *)check_doubles(m * k, -1, 1);
    void *b = single ? (void *)check_floats(n * k, -1, 1) : (void *)check_doubles(n * k, -1, 1);
    void *c = check_memory(m * n * 8);
    char label[64];
    snprintf(label, sizeof label, "%dx%dx%d%s%s", (int)m, (int)n, (int)k, flags & A_ACROSS ? " At" : "",
             flags & B_ACROSS ? " Bt" : "");
    check_bench(&(check_call){.kernel = kernel, .tiles = 1, .slots = {c, a, b}, .sizes = {m, n, k, flags, m, n, 0, 1}},
                label, (double)(m * n + m * k + n * k) * (single ? 4 : 8), 2.0 * (double)(m * n) * (double)k);
    check_release();
}

static void is_fast(void)
{
    if (!check_benches()) {
        return;
    }
    static const int64_t shapes[][4] = {
        {128, 512, 784, 0}, {128, 256, 512, 0}, {128, 10, 256, 0},  {784, 512, 128, 1},    {512, 256, 128, 1},
        {256, 10, 128, 1},  {128, 784, 512, 2}, {128, 512, 256, 2}, {128, 256, 10, 2},     {16, 576, 150, 0},
        {16, 512, 784, 0},  {8, 512, 784, 0},   {4, 512, 784, 0},   {2, 512, 784, 0},      {1, 512, 784, 0},
        {16, 512, 784, 2},  {8, 512, 784, 2},   {4, 512, 784, 2},   {1, 512, 784, 2},      {784, 1, 512, 0},
        {64, 64, 64, 0},    {16, 16, 16, 0},    {4, 4, 4, 0},       {1024, 1024, 1024, 0},
    };
    for (int i = 0; i < (int)(sizeof shapes / sizeof *shapes); i++) {
        bench("gemm_f32", shapes[i][0], shapes[i][1], shapes[i][2], shapes[i][3]);
    }
    bench("gemm_f64", 128, 512, 784, 0);
    bench("gemm_f64", 8, 512, 784, 0);
}

const check_test check_tests[] = {
    CHECK_TEST(multiplies_every_number_of_rows_and_columns),
    CHECK_TEST(multiplies_sizes_beyond_one_packed_block),
    CHECK_TEST(cuts_into_tiles_of_any_size),
    CHECK_TEST(multiplies_batches_with_shared_operands),
    CHECK_TEST(gives_zeros_for_an_empty_sum_and_nothing_for_an_empty_result),
    CHECK_TEST(gives_the_same_bits_for_any_number_of_tiles_taken_together),
    CHECK_TEST(spreads_nan_and_infinity_only_to_their_row_and_column),
    CHECK_TEST(is_fast),
    {0},
};
