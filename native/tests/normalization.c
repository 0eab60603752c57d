#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* How elements are grouped: element i is of line line(i) and has weight weight(i). */
typedef enum { LAYER, RMS, GROUP, BATCH, KINDS } kind;

/* Sizes of the kernels: {rows, n}, {examples · groups, channels of a group, length, groups}, {examples, channels,
 * length}. */
typedef struct {
    kind kind;
    int64_t sizes[4];
} shape;

static const shape shapes[] = {
    {LAYER, {5, 128}},     {LAYER, {3, 1}},        {LAYER, {7, 17}},       {LAYER, {2, 5000}},
    {LAYER, {0, 9}},       {LAYER, {4, 0}},        {LAYER, {3, 31}},       {RMS, {5, 128}},
    {RMS, {3, 1}},         {RMS, {9, 33}},         {RMS, {2, 3000}},       {RMS, {0, 4}},
    {GROUP, {6, 2, 5, 3}}, {GROUP, {4, 3, 1, 2}},  {GROUP, {2, 4, 70, 1}}, {GROUP, {8, 1, 1300, 4}},
    {GROUP, {0, 2, 3, 2}}, {GROUP, {2, 3, 0, 2}},  {BATCH, {5, 3, 1}},     {BATCH, {70, 37, 1}},
    {BATCH, {4, 5, 17}},   {BATCH, {1, 16, 1025}}, {BATCH, {3, 2, 64}},    {BATCH, {2, 0, 3}},
    {BATCH, {200, 16, 1}},
};

static const char *const names[KINDS] = {"layer_norm", "rms_norm", "group_norm", "batch_norm"};

typedef struct {
    int64_t size, lines, line, weights;
} counts;

static counts count(const shape *s)
{
    const int64_t *n = s->sizes;
    switch (s->kind) {
    case GROUP:
        return (counts){n[0] * n[1] * n[2], n[0], n[1] * n[2], n[1] * n[3]};
    case BATCH:
        return (counts){n[0] * n[1] * n[2], n[1], n[0] * n[2], n[1]};
    default:
        return (counts){n[0] * n[1], n[0], n[1], n[1]};
    }
}

static int64_t line_of(const shape *s, int64_t i)
{
    return s->kind == BATCH ? i / s->sizes[2] % s->sizes[1] : i / count(s).line;
}

static int64_t weight_of(const shape *s, int64_t i)
{
    return s->kind == GROUP   ? i / s->sizes[2] % (s->sizes[1] * s->sizes[3])
           : s->kind == BATCH ? line_of(s, i)
                              : i % s->sizes[1];
}

typedef struct {
    double *x, *w, *b, *dy;
    long double *y, *dx, *dw, *db, *mean, *var;
} data;

static long double *zeros(int64_t n)
{
    long double *x = check_memory(n * (int64_t)sizeof *x);
    for (int64_t i = 0; i < n; i++) {
        x[i] = 0;
    }
    return x;
}

static const double eps = 0.01;

/* The formulas, in higher precision. */
static void reference(const shape *s, data *d)
{
    counts c = count(s);
    long double *slope = zeros(c.lines);
    long double *average = zeros(c.lines);
    d->mean = zeros(c.lines);
    d->var = zeros(c.lines);
    d->y = zeros(c.size);
    d->dx = zeros(c.size);
    d->dw = zeros(c.weights);
    d->db = zeros(c.weights);
    for (int64_t i = 0; i < c.size && s->kind != RMS; i++) {
        d->mean[line_of(s, i)] += (long double)d->x[i] / c.line;
    }
    for (int64_t i = 0; i < c.size; i++) {
        long double away = d->x[i] - d->mean[line_of(s, i)];
        d->var[line_of(s, i)] += away * away / c.line;
    }
    for (int64_t i = 0; i < c.size; i++) {
        int64_t l = line_of(s, i);
        int64_t k = weight_of(s, i);
        long double h = (d->x[i] - d->mean[l]) / sqrtl(d->var[l] + (long double)eps);
        d->y[i] = h * d->w[k] + (s->kind == RMS ? 0 : d->b[k]);
        d->dw[k] += d->dy[i] * h;
        d->db[k] += d->dy[i];
        slope[l] += d->dy[i] * d->w[k] * h / c.line;
        average[l] += s->kind == RMS ? 0 : (long double)d->dy[i] * d->w[k] / c.line;
    }
    for (int64_t i = 0; i < c.size; i++) {
        int64_t l = line_of(s, i);
        long double r = 1 / sqrtl(d->var[l] + (long double)eps);
        long double h = (d->x[i] - d->mean[l]) * r;
        d->dx[i] = r * (d->dy[i] * (long double)d->w[weight_of(s, i)] - average[l] - h * slope[l]);
    }
}

static double element(bool wide, const void *x, int64_t i)
{
    return wide ? ((const double *)x)[i] : (double)((const float *)x)[i];
}

static void *random_reals(bool wide, int64_t n, double **exact)
{
    void *x = wide ? (void *)check_doubles(n, -2, 3) : (void *)check_floats(n, -2, 3);
    *exact = check_memory(n * 8);
    for (int64_t i = 0; i < n; i++) {
        (*exact)[i] = element(wide, x, i);
    }
    return x;
}

static void close_to(bool wide, const char *what, const void *found, const long double *expected, int64_t n,
                     double within)
{
    for (int64_t i = 0; i < n; i++) {
        double got = element(wide, found, i);
        double bound = within * (wide ? 0x1p-53 : 0x1p-24) * (1 + fabs((double)expected[i]));
        CHECK(fabs(got - (double)expected[i]) <= bound, "%s[%d] = %.9g, not %.9Lg", what, (int)i, got, expected[i]);
    }
}

static void *copy_of(const void *x, int64_t bytes)
{
    void *copy = check_memory(bytes);
    memcpy(copy, x, (size_t)bytes);
    return copy;
}

/* Sums of `parts` rows, as the second instruction makes them. */
static void *added_up(bool wide, void *rows, int64_t parts, int64_t n)
{
    void *sum = check_memory(n * (wide ? 8 : 4));
    check_run(&(check_call){.kernel = wide ? "sum_f64" : "sum_f32",
                            .tiles = 1,
                            .slots = {sum, rows},
                            .sizes = {1, parts, n},
                            .scalars = {1}});
    return sum;
}

static void check_tiles(const shape *s, bool wide, int64_t tiles)
{
    counts c = count(s);
    int64_t width = wide ? 8 : 4;
    data d = {0};
    void *x = random_reals(wide, c.size, &d.x);
    void *w = random_reals(wide, c.weights, &d.w);
    void *b = random_reals(wide, c.weights, &d.b);
    void *dy = random_reals(wide, c.size, &d.dy);
    reference(s, &d);
    void *y = copy_of(x, c.size * width);
    void *dx = copy_of(dy, c.size * width);
    int64_t parts = s->kind == GROUP ? s->sizes[0] / s->sizes[3] : s->kind == BATCH ? 1 : tiles;
    void *dw = check_memory(parts * c.weights * width);
    void *db = check_memory(parts * c.weights * width);
    void *mean = check_memory(c.lines * width);
    void *var = check_memory(c.lines * width);
    char name[32];
    char vjp[32];
    snprintf(name, sizeof name, "%s_%s", names[s->kind], wide ? "f64" : "f32");
    snprintf(vjp, sizeof vjp, "%s_vjp_%s", names[s->kind], wide ? "f64" : "f32");
    check_call forward = {.kernel = name, .tiles = tiles, .slots = {y, y, w, b}, .scalars = {eps}};
    check_call reverse = {.kernel = vjp, .tiles = tiles, .slots = {dx, dw, db, x, w, dx}, .scalars = {eps}};
    if (s->kind == RMS) {
        reverse = (check_call){.kernel = vjp, .tiles = tiles, .slots = {dx, dw, x, w, dx}, .scalars = {eps}};
    } else if (s->kind == BATCH) {
        check_call moments = {
            .kernel = wide ? "batch_moments_f64" : "batch_moments_f32", .tiles = tiles, .slots = {mean, var, x}};
        memcpy(moments.sizes, s->sizes, sizeof s->sizes);
        CHECK(check_run(&moments) == WG_OK, "batch_moments");
        close_to(wide, "mean", mean, d.mean, c.lines, 16);
        close_to(wide, "var", var, d.var, c.lines, 32);
        forward = (check_call){.kernel = name, .tiles = tiles, .slots = {y, y, mean, var, w, b}, .scalars = {eps}};
        reverse =
            (check_call){.kernel = vjp, .tiles = tiles, .slots = {dx, dw, db, x, mean, var, w, dx}, .scalars = {eps}};
    }
    memcpy(forward.sizes, s->sizes, sizeof s->sizes);
    memcpy(reverse.sizes, s->sizes, sizeof s->sizes);
    CHECK(check_run(&forward) == WG_OK, "%s", name);
    CHECK(check_run(&reverse) == WG_OK, "%s", vjp);
    double sums = 16 * sqrt((double)(c.size + 16));
    close_to(wide, name, y, d.y, c.size, 64);
    close_to(wide, vjp, dx, d.dx, c.size, 256);
    close_to(wide, "dw", added_up(wide, dw, parts, c.weights), d.dw, c.weights, sums);
    if (s->kind != RMS) {
        close_to(wide, "db", added_up(wide, db, parts, c.weights), d.db, c.weights, sums);
    }
    check_release();
}

static void agrees_with_the_formula_in_higher_precision_in_place_and_in_tiles(void)
{
    static const int64_t tiles[] = {1, 3, 100};
    for (int s = 0; s < COUNT(shapes); s++) {
        for (int t = 0; t < COUNT(tiles); t++) {
            check_tiles(&shapes[s], false, tiles[t]);
            check_tiles(&shapes[s], true, tiles[t]);
        }
    }
}

static void does_not_cancel_where_the_mean_is_large(void)
{
    enum { N = 1000 };
    float *x = check_memory(N * 4);
    float *y = check_memory(N * 4);
    float *w = check_memory(N * 4);
    float *b = check_memory(N * 4);
    for (int i = 0; i < N; i++) {
        x[i] = 4096 + (float)(i % 2 == 0 ? 1 : -1);
        w[i] = 1;
        b[i] = 0;
    }
    check_run(&(check_call){.kernel = "layer_norm_f32", .tiles = 1, .slots = {y, x, w, b}, .sizes = {1, N}});
    for (int i = 0; i < N; i++) {
        CHECK(fabsf(y[i] - (x[i] - 4096)) < 1e-5f, "y[%d] = %g", i, (double)y[i]);
    }
}

static void nan_and_infinity_make_their_own_row_nan_and_no_other(void)
{
    enum { N = 37 };
    for (int k = 0; k < 2; k++) {
        float *x = check_floats(3 * N, -1, 1);
        float *w = check_floats(N, 1, 2);
        float *y = check_memory(3 * N * 4);
        x[N + 5] = k == 0 ? NAN : INFINITY;
        check_run(&(check_call){
            .kernel = "layer_norm_f32", .tiles = 1, .slots = {y, x, w, w}, .sizes = {3, N}, .scalars = {1e-5}});
        for (int i = 0; i < 3 * N; i++) {
            CHECK((isnan(y[i]) != 0) == (i / N == 1), "y[%d] = %g", i, (double)y[i]);
        }
    }
}

static void is_fast(void)
{
    if (!check_benches()) {
        return;
    }
    enum { ROWS = 2048, N = 128, TILES = 32 };
    float *x = check_floats(ROWS * N, -1, 1);
    float *dy = check_floats(ROWS * N, -1, 1);
    float *w = check_floats(N, -1, 1);
    float *y = check_memory(ROWS * N * 4);
    float *dw = check_memory(TILES * N * 4);
    float *db = check_memory(TILES * N * 4);
    check_bench(
        &(check_call){
            .kernel = "layer_norm_f32", .tiles = TILES, .slots = {y, x, w, w}, .sizes = {ROWS, N}, .scalars = {1e-5}},
        "layer_norm 2048×128", 8.0 * ROWS * N, 0);
    check_bench(&(check_call){.kernel = "layer_norm_vjp_f32",
                              .tiles = TILES,
                              .slots = {y, dw, db, x, w, dy},
                              .sizes = {ROWS, N},
                              .scalars = {1e-5}},
                "layer_norm_vjp 2048×128", 12.0 * ROWS * N, 0);
}

const check_test check_tests[] = {
    CHECK_TEST(agrees_with_the_formula_in_higher_precision_in_place_and_in_tiles),
    CHECK_TEST(does_not_cancel_where_the_mean_is_large),
    CHECK_TEST(nan_and_infinity_make_their_own_row_nan_and_no_other),
    CHECK_TEST(is_fast),
    {0},
};
