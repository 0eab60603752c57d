/* Pooling and unfolding against loops over each window. */
#include "check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "kernels/convolution.h"

enum { MOST_OUT = 64 };

typedef struct {
    int64_t begin;
    int64_t count;
    int64_t divisor;
} span;

/* The windows of one direction: `taps` elements `step` apart, cut at the bounds; they return how many there are. */
static int64_t spans(span *all, int64_t size, int64_t taps, int64_t stride, int64_t step, int64_t padding)
{
    int64_t count = (size + 2 * padding - (taps - 1) * step - 1) / stride + 1;
    for (int64_t u = 0; u < count; u++) {
        int64_t begin = u * stride - padding;
        int64_t end = wg_min(begin + (taps - 1) * step + 1, size);
        begin = begin < 0 ? begin + wg_ceil_div(-begin, step) * step : begin;
        all[u] = (span){wg_min(begin, size - 1), begin < end ? wg_ceil_div(end - begin, step) : 0, u < padding ? 3 : 2};
    }
    return count;
}

typedef struct {
    int64_t planes;
    int64_t height;
    int64_t width;
    int64_t out_height;
    int64_t out_width;
    int64_t step;
    span windows[2 * MOST_OUT];
} pooling;

static pooling random_pooling(int64_t stride, int64_t step)
{
    pooling p = {
        .planes = check_integer(0, 5), .height = check_integer(9, 20), .width = check_integer(9, 45), .step = step};
    int64_t taps = check_integer(1, 4);
    int64_t padding = taps / 2;
    p.out_height = spans(p.windows, p.height, taps, stride, step, padding);
    p.out_width = spans(p.windows + p.out_height, p.width, taps, stride, step, padding);
    return p;
}

#define DEFINE_CHECKS(T, real, random, tolerance)                                                                      \
    static void check_max_##T(const pooling *p, int64_t stride, int64_t tiles)                                         \
    {                                                                                                                  \
        real *x = random(p->planes * p->height * p->width, -1, 1);                                                     \
        for (int64_t i = 0; i < p->planes * p->height * p->width; i++) {                                               \
            x[i] = check_integer(0, 40) == 0 ? (real)NAN : check_integer(0, 9) == 0 ? (real)0.25 : x[i];               \
        }                                                                                                              \
        int64_t count = p->planes * p->out_height * p->out_width;                                                      \
        real *y = check_memory(count * (int64_t)sizeof(real));                                                         \
        int64_t *index = check_memory(count * 8);                                                                      \
        check_run(&(check_call){                                                                                       \
            .kernel = "window_max_" #T,                                                                                \
            .tiles = tiles,                                                                                            \
            .slots = {y, index, x, (void *)p->windows},                                                                \
            .sizes = {p->planes, p->height, p->width, p->out_height, p->out_width, p->step, p->step, stride}});        \
        for (int64_t i = 0; i < count; i++) {                                                                          \
            span rows = p->windows[i / p->out_width % p->out_height];                                                  \
            span cols = p->windows[p->out_height + i % p->out_width];                                                  \
            const real *plane = x + i / p->out_width / p->out_height * p->height * p->width;                           \
            real best = -(real)INFINITY;                                                                               \
            int64_t at = rows.begin * p->width + cols.begin;                                                           \
            for (int64_t k = 0; k < rows.count * cols.count; k++) {                                                    \
                int64_t element =                                                                                      \
                    (rows.begin + k / cols.count * p->step) * p->width + cols.begin + k % cols.count * p->step;        \
                if (!(plane[element] <= best) && !(best != best && plane[element] == plane[element])) {                \
                    best = plane[element];                                                                             \
                    at = element;                                                                                      \
                }                                                                                                      \
            }                                                                                                          \
            bool same = best != best ? y[i] != y[i] : y[i] == best;                                                    \
            CHECK(same &&index[i] == at, #T ": %d is %g at %d, not %g at %d", (int)i, (double)y[i], (int)index[i],     \
                  (double)best, (int)at);                                                                              \
        }                                                                                                              \
        check_release();                                                                                               \
    }                                                                                                                  \
                                                                                                                       \
    static void check_mean_##T(const pooling *p, int64_t stride, int64_t tiles)                                        \
    {                                                                                                                  \
        int64_t size = p->planes * p->height * p->width;                                                               \
        int64_t count = p->planes * p->out_height * p->out_width;                                                      \
        real *x = random(size, -1, 1);                                                                                 \
        real *dy = random(count, -1, 1);                                                                               \
        real *y = check_memory(count * (int64_t)sizeof(real));                                                         \
        real *dx = check_memory(size * (int64_t)sizeof(real));                                                         \
        double *sums = check_memory(size * 8);                                                                         \
        memset(sums, 0, (size_t)size * 8);                                                                             \
        check_call call = {.kernel = "window_mean_" #T,                                                                \
                           .tiles = tiles,                                                                             \
                           .slots = {y, x, (void *)p->windows},                                                        \
                           .sizes = {p->planes, p->height, p->width, p->out_height, p->out_width, 1, 1, stride}};      \
        check_run(&call);                                                                                              \
        call.kernel = "window_mean_vjp_" #T;                                                                           \
        call.slots[0] = dx;                                                                                            \
        call.slots[1] = dy;                                                                                            \
        check_run(&call);                                                                                              \
        for (int64_t i = 0; i < count; i++) {                                                                          \
            span rows = p->windows[i / p->out_width % p->out_height];                                                  \
            span cols = p->windows[p->out_height + i % p->out_width];                                                  \
            int64_t first = i / p->out_width / p->out_height * p->height * p->width;                                   \
            double mean = 0;                                                                                           \
            for (int64_t k = 0; k < rows.count * cols.count; k++) {                                                    \
                int64_t at = first + (rows.begin + k / cols.count) * p->width + cols.begin + k % cols.count;           \
                double divisor = (double)(rows.divisor * cols.divisor);                                                \
                mean += (double)x[at] / divisor;                                                                       \
                sums[at] += (double)dy[i] / divisor;                                                                   \
            }                                                                                                          \
            CHECK(fabs((double)y[i] - mean) <= (tolerance), #T ": mean %d is %g, not %g", (int)i, (double)y[i], mean); \
        }                                                                                                              \
        for (int64_t i = 0; i < size; i++) {                                                                           \
            CHECK(fabs((double)dx[i] - sums[i]) <= (tolerance), #T ": dx %d is %g, not %g", (int)i, (double)dx[i],     \
                  sums[i]);                                                                                            \
        }                                                                                                              \
        check_release();                                                                                               \
    }                                                                                                                  \
                                                                                                                       \
    static void check_unfold_##T(const wg_convolution *g, int64_t tiles)                                               \
    {                                                                                                                  \
        int64_t size = g->batch * g->in * g->rows.x * g->cols.x;                                                       \
        int64_t taps = g->rows.taps * g->cols.taps;                                                                    \
        int64_t area = g->rows.y * g->cols.y;                                                                          \
        int64_t count = g->batch * g->in * taps * area;                                                                \
        real *x = random(size, -1, 1);                                                                                 \
        real *dy = random(count, -1, 1);                                                                               \
        real *y = check_memory(count * (int64_t)sizeof(real));                                                         \
        real *dx = check_memory(size * (int64_t)sizeof(real));                                                         \
        real *sums = check_memory(size * (int64_t)sizeof(real));                                                       \
        memset(sums, 0, (size_t)size * sizeof(real));                                                                  \
        check_run(&(check_call){.kernel = "unfold_" #T, .tiles = tiles, .slots = {y, x, (void *)g}});                  \
        check_run(&(check_call){.kernel = "fold_" #T, .tiles = tiles, .slots = {dx, dy, (void *)g}});                  \
        for (int64_t i = 0; i < count; i++) {                                                                          \
            int64_t tap = i / area % taps;                                                                             \
            int64_t row =                                                                                              \
                i % area / g->cols.y * g->rows.stride + tap / g->cols.taps * g->rows.dilation - g->rows.padding;       \
            int64_t col = i % g->cols.y * g->cols.stride + tap % g->cols.taps * g->cols.dilation - g->cols.padding;    \
            bool inside = row >= 0 && row < g->rows.x && col >= 0 && col < g->cols.x;                                  \
            int64_t at = (i / area / taps * g->rows.x + row) * g->cols.x + col;                                        \
            CHECK(y[i] == (inside ? x[at] : 0), #T ": column element %d is %g", (int)i, (double)y[i]);                 \
            if (inside) {                                                                                              \
                sums[at] += dy[i];                                                                                     \
            }                                                                                                          \
        }                                                                                                              \
        CHECK(check_same(dx, sums, size *(int64_t)sizeof(real)), #T ": fold");                                         \
        check_release();                                                                                               \
    }

DEFINE_CHECKS(f32, float, check_floats, 1e-5)
DEFINE_CHECKS(f64, double, check_doubles, 1e-14)

static void chooses_the_first_greatest_and_the_last_nan(void)
{
    for (int i = 0; i < 60; i++) {
        int64_t stride = check_integer(1, 4);
        pooling p = random_pooling(stride, check_integer(1, 3));
        check_max_f32(&p, i % 4 == 0 ? 0 : stride, check_integer(1, 6));
        check_max_f64(&p, i % 4 == 0 ? 0 : stride, check_integer(1, 6));
    }
}

static void averages_and_spreads(void)
{
    for (int i = 0; i < 60; i++) {
        int64_t stride = check_integer(1, 4);
        pooling p = random_pooling(stride, 1);
        check_mean_f32(&p, i % 4 == 0 ? 0 : stride, check_integer(1, 6));
        check_mean_f64(&p, i % 4 == 0 ? 0 : stride, check_integer(1, 6));
    }
}

static void unfolds_and_folds(void)
{
    for (int i = 0; i < 60; i++) {
        wg_direction d[2];
        for (int j = 0; j < 2; j++) {
            int64_t taps = check_integer(1, 4);
            int64_t dilation = check_integer(1, 3);
            int64_t stride = check_integer(1, 4);
            int64_t padding = check_integer(0, 3);
            int64_t x = check_integer((taps - 1) * dilation + 1, 24);
            d[j] = (wg_direction){
                x, (x + 2 * padding - (taps - 1) * dilation - 1) / stride + 1, taps, stride, dilation, padding, 1};
        }
        wg_convolution g = {check_integer(0, 3), 1, check_integer(1, 4), 1, d[0], d[1]};
        check_unfold_f32(&g, check_integer(1, 6));
        check_unfold_f64(&g, check_integer(1, 6));
    }
}

static void is_fast(void)
{
    if (!check_benches()) {
        return;
    }
    static pooling p = {.planes = 64 * 6, .height = 28, .width = 28, .step = 1};
    p.out_height = spans(p.windows, 28, 2, 2, 1, 0);
    p.out_width = spans(p.windows + p.out_height, 28, 2, 2, 1, 0);
    float *x = check_floats(p.planes * 28 * 28, -1, 1);
    float *y = check_memory(p.planes * 14 * 14 * 4);
    int64_t *index = check_memory(p.planes * 14 * 14 * 8);
    check_call call = {.kernel = "window_max_f32",
                       .tiles = 1,
                       .slots = {y, index, x, p.windows},
                       .sizes = {p.planes, 28, 28, 14, 14, 1, 1, 2}};
    check_bench(&call, "LeNet-5 pool1, batch 64", (double)(p.planes * (784 * 4 + 196 * 12)), 0);
    call = (check_call){
        .kernel = "scatter_add_f32_i64", .tiles = 1, .slots = {x, index, y}, .sizes = {196, 1, 784, p.planes}};
    check_bench(&call, "LeNet-5 pool1, batch 64", (double)(p.planes * (784 * 4 + 196 * 12)), 0);
    call = (check_call){.kernel = "window_mean_f32",
                        .tiles = 1,
                        .slots = {y, x, p.windows},
                        .sizes = {p.planes, 28, 28, 14, 14, 1, 1, 2}};
    check_bench(&call, "LeNet-5 pool1, batch 64", (double)(p.planes * (784 * 4 + 196 * 4)), 0);
    call.kernel = "window_mean_vjp_f32";
    call.slots[0] = x;
    call.slots[1] = y;
    check_bench(&call, "LeNet-5 pool1, batch 64", (double)(p.planes * (784 * 4 + 196 * 4)), 0);
}

const check_test check_tests[] = {
    CHECK_TEST(chooses_the_first_greatest_and_the_last_nan),
    CHECK_TEST(averages_and_spreads),
    CHECK_TEST(unfolds_and_folds),
    CHECK_TEST(is_fast),
    {0},
};
