/* Convolutions and their adjoints against the sums of their definition. */
#include "check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "kernels/convolution.h"

static wg_direction direction(int64_t x, int64_t taps, int64_t stride, int64_t dilation, int64_t before, int64_t after,
                              int64_t block)
{
    int64_t room = x + before + after - (taps - 1) * dilation - 1;
    return (wg_direction){x, room / stride + 1, taps, stride, dilation, before, block};
}

typedef struct {
    const char *type;
    int64_t bytes;
    double tolerance;
} element_type;

static const element_type types[] = {{"f32", 4, 2e-6}, {"f64", 8, 1e-15}};

static void *reals(const element_type *type, int64_t count)
{
    return type->bytes == 4 ? (void *)check_floats(count, -1, 1) : (void *)check_doubles(count, -1, 1);
}

static double get(const element_type *type, const void *x, int64_t i)
{
    return type->bytes == 4 ? (double)((const float *)x)[i] : ((const double *)x)[i];
}

static int64_t x_size(const wg_convolution *g)
{
    return g->batch * g->groups * g->in * g->rows.x * g->cols.x;
}

static int64_t y_size(const wg_convolution *g)
{
    return g->batch * g->groups * g->out * g->rows.y * g->cols.y;
}

static int64_t w_size(const wg_convolution *g)
{
    return g->groups * g->out * g->in * g->rows.taps * g->cols.taps;
}

/* Adds every term of the definition: to y[iy] += a[ia] · b[ib] with the indices of (y, x, w) in the order given. */
static void define(const wg_convolution *g, double *sums, double *sizes, const double *const *operands, int result)
{
    for (int64_t n = 0; n < g->batch * g->groups; n++) {
        for (int64_t o = 0; o < g->out; o++) {
            for (int64_t c = 0; c < g->in; c++) {
                for (int64_t uv = 0; uv < g->rows.y * g->cols.y; uv++) {
                    for (int64_t ij = 0; ij < g->rows.taps * g->cols.taps; ij++) {
                        int64_t row =
                            uv / g->cols.y * g->rows.stride + ij / g->cols.taps * g->rows.dilation - g->rows.padding;
                        int64_t col =
                            uv % g->cols.y * g->cols.stride + ij % g->cols.taps * g->cols.dilation - g->cols.padding;
                        if (row < 0 || row >= g->rows.x || col < 0 || col >= g->cols.x) {
                            continue;
                        }
                        int64_t at[3] = {
                            (n * g->out + o) * g->rows.y * g->cols.y + uv,
                            ((n * g->in + c) * g->rows.x + row) * g->cols.x + col,
                            ((n % g->groups * g->out + o) * g->in + c) * g->rows.taps * g->cols.taps + ij,
                        };
                        int first = result == 0 ? 1 : 0;
                        int second = result == 2 ? 1 : 2;
                        double term = operands[first][at[first]] * operands[second][at[second]];
                        sums[at[result]] += term;
                        sizes[at[result]] += fabs(term);
                    }
                }
            }
        }
    }
}

static double *zeros(int64_t count)
{
    double *x = check_memory(count * 8);
    memset(x, 0, (size_t)count * 8);
    return x;
}

static const char *named(const char *kernel, const element_type *type)
{
    static char names[4][64];
    static int next;
    char *name = names[next++ % 4];
    snprintf(name, sizeof names[0], "%s_%s", kernel, type->type);
    return name;
}

static void compare(const wg_convolution *g, const element_type *type, const char *what, const void *found,
                    const double *sums, const double *sizes, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        double error = fabs(get(type, found, i) - sums[i]);
        if (!(error <= type->tolerance * (sizes[i] + 1))) {
            CHECK(false, "%s %s: %gx%gx%g to %g: element %d is %g, not %g", what, type->type, (double)g->in,
                  (double)g->rows.x, (double)g->cols.x, (double)g->out, (int)i, get(type, found, i), sums[i]);
            return;
        }
    }
}

static void check_all(wg_convolution g, const element_type *type, int64_t tiles)
{
    void *y = check_memory(y_size(&g) * type->bytes);
    void *x = reals(type, x_size(&g));
    void *w = reals(type, w_size(&g));
    void *dy = reals(type, y_size(&g));
    void *dx = check_memory(x_size(&g) * type->bytes);
    void *packed = check_memory(w_size(&g) * type->bytes);
    void *bias = reals(type, g.groups * g.out);
    double *operands[3] = {zeros(y_size(&g)), zeros(x_size(&g)), zeros(w_size(&g))};
    for (int64_t i = 0; i < y_size(&g); i++) {
        operands[0][i] = get(type, dy, i);
    }
    for (int64_t i = 0; i < x_size(&g); i++) {
        operands[1][i] = get(type, x, i);
    }
    for (int64_t i = 0; i < w_size(&g); i++) {
        operands[2][i] = get(type, w, i);
    }
    const double *const constant[3] = {operands[0], operands[1], operands[2]};

    check_run(&(check_call){.kernel = named("convolution_pack", type), .tiles = tiles, .slots = {packed, w, &g}});
    check_run(&(check_call){.kernel = named("convolution", type), .tiles = tiles, .slots = {y, x, packed, bias, &g}});
    double *sums = zeros(y_size(&g));
    double *sizes = zeros(y_size(&g));
    for (int64_t i = 0; i < y_size(&g); i++) {
        sums[i] = get(type, bias, i / (g.rows.y * g.cols.y) % (g.groups * g.out));
    }
    define(&g, sums, sizes, constant, 0);
    compare(&g, type, "y", y, sums, sizes, y_size(&g));

    check_run(&(check_call){.kernel = named("convolution_pack_dx", type), .tiles = tiles, .slots = {packed, w, &g}});
    check_run(
        &(check_call){.kernel = named("convolution_dx", type), .tiles = tiles, .slots = {dx, dy, packed, NULL, &g}});
    sums = zeros(x_size(&g));
    sizes = zeros(x_size(&g));
    define(&g, sums, sizes, constant, 1);
    compare(&g, type, "dx", dx, sums, sizes, x_size(&g));

    int64_t parts = 1 + tiles % 3;
    void *dw = check_memory(parts * w_size(&g) * type->bytes);
    check_run(&(check_call){
        .kernel = named("convolution_dw", type), .tiles = tiles, .slots = {dw, x, dy, &g}, .sizes = {parts}});
    double *total = zeros(w_size(&g));
    for (int64_t i = 0; i < parts * w_size(&g); i++) {
        total[i % w_size(&g)] += get(type, dw, i);
    }
    void *rounded = check_memory(w_size(&g) * type->bytes);
    for (int64_t i = 0; i < w_size(&g); i++) {
        if (type->bytes == 4) {
            ((float *)rounded)[i] = (float)total[i];
        } else {
            ((double *)rounded)[i] = total[i];
        }
    }
    sums = zeros(w_size(&g));
    sizes = zeros(w_size(&g));
    define(&g, sums, sizes, constant, 2);
    compare(&g, type, "dw", rounded, sums, sizes, w_size(&g));
    check_release();
}

static void check_each_type(wg_convolution g, int64_t tiles)
{
    for (int i = 0; i < 2; i++) {
        check_all(g, &types[i], tiles);
    }
}

static void agrees_with_the_definition_for_random_shapes(void)
{
    for (int i = 0; i < 150; i++) {
        wg_direction d[2];
        for (int j = 0; j < 2; j++) {
            int64_t taps = check_integer(1, 5);
            int64_t dilation = check_integer(1, 4);
            int64_t before = check_integer(0, 4);
            int64_t after = check_integer(0, 4);
            int64_t least = (taps - 1) * dilation + 1 - before - after;
            int64_t x = check_integer(least > 1 ? least : 1, (least > 1 ? least : 1) + 24);
            d[j] = direction(x, taps, check_integer(1, 5), dilation, before, after, check_integer(1, 30));
        }
        wg_convolution g = {
            check_integer(1, 3), check_integer(1, 3), check_integer(1, 4), check_integer(1, 17), d[0], d[1]};
        check_each_type(g, check_integer(1, 8));
    }
}

static void adds_channels_and_taps_that_do_not_fit_together(void)
{
    /* Channels in several boxes; rows of taps of one channel; taps of one row. */
    check_each_type((wg_convolution){1, 1, 70, 29, direction(20, 3, 1, 1, 1, 1, 20), direction(30, 3, 1, 1, 1, 1, 30)},
                    1);
    check_each_type((wg_convolution){1, 1, 2, 3, direction(60, 50, 1, 1, 2, 2, 9), direction(500, 20, 1, 1, 1, 1, 400)},
                    2);
    check_each_type(
        (wg_convolution){1, 1, 2, 2, direction(1, 1, 1, 1, 0, 0, 1), direction(3000, 1300, 1, 2, 0, 0, 300)}, 2);
    check_each_type((wg_convolution){2, 1, 3, 90, direction(1, 1, 1, 1, 0, 0, 1), direction(700, 3, 1, 1, 1, 1, 400)},
                    2);
}

static void writes_the_bias_or_zeros_where_there_is_nothing_to_add(void)
{
    check_each_type((wg_convolution){2, 1, 0, 3, direction(5, 3, 1, 1, 1, 1, 5), direction(5, 3, 1, 1, 1, 1, 5)}, 3);
    check_each_type((wg_convolution){2, 1, 2, 3, direction(9, 1, 3, 1, 0, 0, 5), direction(9, 2, 4, 1, 0, 0, 5)}, 3);
    check_each_type((wg_convolution){0, 1, 2, 3, direction(9, 1, 3, 1, 0, 0, 5), direction(9, 2, 4, 1, 0, 0, 5)}, 3);
}

static void gives_the_same_bits_for_any_number_of_tiles(void)
{
    wg_convolution g = {3, 2, 5, 20, direction(21, 3, 2, 1, 1, 1, 4), direction(33, 3, 1, 2, 2, 2, 10)};
    float *x = check_floats(x_size(&g), -1, 1);
    float *w = check_floats(w_size(&g), -1, 1);
    float *dy = check_floats(y_size(&g), -1, 1);
    void *results[2][3];
    for (int i = 0; i < 2; i++) {
        int64_t tiles = i == 0 ? 1 : 7;
        float *packed = check_memory(w_size(&g) * 4);
        float *y = check_memory(y_size(&g) * 4);
        float *dx = check_memory(x_size(&g) * 4);
        float *dw = check_memory(4 * w_size(&g) * 4);
        check_run(&(check_call){.kernel = "convolution_pack_f32", .tiles = tiles, .slots = {packed, w, &g}});
        check_run(&(check_call){.kernel = "convolution_f32", .tiles = tiles, .slots = {y, x, packed, NULL, &g}});
        check_run(&(check_call){.kernel = "convolution_pack_dx_f32", .tiles = tiles, .slots = {packed, w, &g}});
        check_run(&(check_call){.kernel = "convolution_dx_f32", .tiles = tiles, .slots = {dx, dy, packed, NULL, &g}});
        check_run(
            &(check_call){.kernel = "convolution_dw_f32", .tiles = tiles, .slots = {dw, x, dy, &g}, .sizes = {4}});
        memcpy(results[i], (void *[]){y, dx, dw}, sizeof results[i]);
    }
    CHECK(check_same(results[0][0], results[1][0], y_size(&g) * 4), "y");
    CHECK(check_same(results[0][1], results[1][1], x_size(&g) * 4), "dx");
    CHECK(check_same(results[0][2], results[1][2], 4 * w_size(&g) * 4), "dw");
}

static void spreads_nan_only_to_the_windows_that_hold_it(void)
{
    wg_convolution g = {2, 1, 2, 3, direction(9, 3, 1, 1, 1, 1, 5), direction(11, 3, 1, 1, 1, 1, 7)};
    float *x = check_floats(x_size(&g), -1, 1);
    float *w = check_floats(w_size(&g), -1, 1);
    float *dy = check_floats(y_size(&g), -1, 1);
    float *packed = check_memory(w_size(&g) * 4);
    float *y = check_memory(y_size(&g) * 4);
    float *dw = check_memory(w_size(&g) * 4);
    /* Row 4, column 0 of the second channel of the first image: no window of the kernel's last column holds it. */
    x[9 * 11 + 4 * 11] = NAN;
    check_run(&(check_call){.kernel = "convolution_pack_f32", .tiles = 1, .slots = {packed, w, &g}});
    check_run(&(check_call){.kernel = "convolution_f32", .tiles = 1, .slots = {y, x, packed, NULL, &g}});
    check_run(&(check_call){.kernel = "convolution_dw_f32", .tiles = 1, .slots = {dw, x, dy, &g}, .sizes = {1}});
    for (int64_t i = 0; i < y_size(&g); i++) {
        int64_t row = i / 11 % 9;
        bool holds = i < 3 * 99 && row >= 3 && row <= 5 && i % 11 <= 1;
        CHECK(isnan(y[i]) == holds, "y %d is %g", (int)i, (double)y[i]);
    }
    for (int64_t i = 0; i < w_size(&g); i++) {
        bool holds = i / 9 % 2 == 1 && i % 3 != 2;
        CHECK(isnan(dw[i]) == holds, "dw %d is %g", (int)i, (double)dw[i]);
    }
}

static void bench(const char *label, wg_convolution g, int64_t tiles)
{
    float *x = check_floats(x_size(&g), -1, 1);
    float *w = check_floats(w_size(&g), -1, 1);
    float *dy = check_floats(y_size(&g), -1, 1);
    float *packed = check_memory(w_size(&g) * 4);
    float *dw = check_memory(tiles * w_size(&g) * 4);
    double flops = 2.0 * (double)y_size(&g) * (double)(g.in * g.rows.taps * g.cols.taps);
    double bytes = 4.0 * (double)(x_size(&g) + y_size(&g) + w_size(&g));
    check_run(&(check_call){.kernel = "convolution_pack_f32", .tiles = 1, .slots = {packed, w, &g}});
    check_bench(&(check_call){.kernel = "convolution_pack_f32", .tiles = 1, .slots = {packed, w, &g}}, label,
                8.0 * (double)w_size(&g), 0);
    check_bench(&(check_call){.kernel = "convolution_f32", .tiles = 1, .slots = {dy, x, packed, NULL, &g}}, label,
                bytes, flops);
    check_run(&(check_call){.kernel = "convolution_pack_dx_f32", .tiles = 1, .slots = {packed, w, &g}});
    check_bench(&(check_call){.kernel = "convolution_dx_f32", .tiles = 1, .slots = {x, dy, packed, NULL, &g}}, label,
                bytes, flops);
    check_bench(
        &(check_call){.kernel = "convolution_dw_f32", .tiles = tiles, .slots = {dw, x, dy, &g}, .sizes = {tiles}},
        label, bytes, flops);
    check_release();
}

static wg_convolution square(int64_t batch, int64_t groups, int64_t in, int64_t out, int64_t size, int64_t taps,
                             int64_t stride, int64_t padding)
{
    wg_direction d = direction(size, taps, stride, 1, padding, padding, 64);
    return (wg_convolution){batch, groups, in / groups, out / groups, d, d};
}

static void is_fast(void)
{
    if (!check_benches()) {
        return;
    }
    bench("LeNet-5 conv1, batch 1", square(1, 1, 1, 6, 28, 5, 1, 2), 1);
    bench("LeNet-5 conv2, batch 1", square(1, 1, 6, 16, 14, 5, 1, 0), 1);
    bench("LeNet-5 conv1, batch 64", square(64, 1, 1, 6, 28, 5, 1, 2), 8);
    bench("LeNet-5 conv2, batch 64", square(64, 1, 6, 16, 14, 5, 1, 0), 8);
    bench("32 to 32 of 28x28, batch 32", square(32, 1, 32, 32, 28, 3, 1, 1), 8);
    bench("64 to 64 of 28x28, batch 32", square(32, 1, 64, 64, 28, 3, 1, 1), 8);
    bench("64 to 64 of 28x28, stride 2", square(32, 1, 64, 64, 28, 3, 2, 1), 8);
    bench("256 to 256 of 7x7, batch 32", square(32, 1, 256, 256, 7, 3, 1, 1), 8);
    bench("64 to 64 of 28x28, 1x1", square(32, 1, 64, 64, 28, 1, 1, 0), 8);
    bench("64 of 28x28, depthwise", square(32, 64, 64, 64, 28, 3, 1, 1), 8);
}

const check_test check_tests[] = {
    CHECK_TEST(agrees_with_the_definition_for_random_shapes),
    CHECK_TEST(adds_channels_and_taps_that_do_not_fit_together),
    CHECK_TEST(writes_the_bias_or_zeros_where_there_is_nothing_to_add),
    CHECK_TEST(gives_the_same_bits_for_any_number_of_tiles),
    CHECK_TEST(spreads_nan_only_to_the_windows_that_hold_it),
    CHECK_TEST(is_fast),
    {0},
};
