#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const struct {
    int64_t rows, n;
} shapes[] = {{0, 10}, {1, 1}, {5, 3}, {7, 10}, {4, 16}, {3, 17}, {2, 32}, {6, 33}, {1, 5000}, {40, 10}};

/* How labels become probabilities. */
static const struct {
    bool weighted;
    double smoothing;
} targets[] = {{false, 0}, {true, 0}, {false, 0.25}, {true, 0.1}};

#define IGNORED (-7)

/* A problem in one type, with its answers in higher precision: for labels and for probabilities. */
typedef struct {
    bool wide;
    int64_t rows, n;
    double smoothing;
    void *logits, *weights, *dloss, *targets;
    int32_t *labels32;
    int64_t *labels64;
    double *loss, *dlogits, *target_loss, *target_dlogits;
} problem;

static double element(bool wide, const void *x, int64_t i)
{
    return wide ? ((const double *)x)[i] : (double)((const float *)x)[i];
}

static void *random_reals(bool wide, int64_t n, double low, double high)
{
    return wide ? (void *)check_doubles(n, low, high) : (void *)check_floats(n, low, high);
}

/* The loss and its derivatives of one row, for targets t. */
static double solve_row(const problem *p, int64_t r, const long double *t, double *dlogits)
{
    long double top = -INFINITY;
    long double sum = 0;
    long double mass = 0;
    long double loss = 0;
    long double dloss = (long double)element(p->wide, p->dloss, r);
    for (int64_t j = 0; j < p->n; j++) {
        top = fmaxl(top, (long double)element(p->wide, p->logits, r * p->n + j));
        mass += t[j];
    }
    for (int64_t j = 0; j < p->n; j++) {
        sum += expl((long double)element(p->wide, p->logits, r * p->n + j) - top);
    }
    for (int64_t j = 0; j < p->n; j++) {
        long double log_p = (long double)element(p->wide, p->logits, r * p->n + j) - top - logl(sum);
        loss -= t[j] * log_p;
        dlogits[r * p->n + j] = (double)((expl(log_p) * mass - t[j]) * dloss);
    }
    return (double)loss;
}

/* The problem without weights and labels. */
static problem make_problem(bool wide, int64_t rows, int64_t n)
{
    problem p = {.wide = wide, .rows = rows, .n = n};
    p.logits = random_reals(wide, rows * n, -4, 4);
    p.targets = random_reals(wide, rows * n, 0, 1);
    p.dloss = random_reals(wide, rows, -2, 2);
    p.labels32 = check_memory(rows * 4);
    p.labels64 = check_memory(rows * 8);
    p.loss = check_memory(rows * 8);
    p.target_loss = check_memory(rows * 8);
    p.dlogits = check_memory(rows * n * 8);
    p.target_dlogits = check_memory(rows * n * 8);
    for (int64_t r = 0; r < rows; r++) {
        p.labels64[r] = check_integer(0, 4) == 0 ? IGNORED : check_integer(0, n);
        p.labels32[r] = (int32_t)p.labels64[r];
    }
    return p;
}

static void solve(problem *p)
{
    long double *t = check_memory(p->n * (int64_t)sizeof *t);
    for (int64_t r = 0; r < p->rows; r++) {
        for (int64_t j = 0; j < p->n; j++) {
            long double weight = p->weights ? (long double)element(p->wide, p->weights, j) : 1;
            long double smooth = (long double)p->smoothing;
            bool counts = p->labels64[r] != IGNORED;
            t[j] = counts ? weight * ((1 - smooth) * (j == p->labels64[r]) + smooth / (long double)p->n) : 0;
        }
        p->loss[r] = solve_row(p, r, t, p->dlogits);
        for (int64_t j = 0; j < p->n; j++) {
            t[j] = (long double)element(p->wide, p->targets, r * p->n + j);
        }
        p->target_loss[r] = solve_row(p, r, t, p->target_dlogits);
    }
}

static void check_close(const char *name, const problem *p, const void *got, const double *expected, int64_t count,
                        double size)
{
    double epsilon = p->wide ? 0x1p-53 : 0x1p-24;
    for (int64_t i = 0; i < count; i++) {
        double bound = 16 * epsilon * fmax(size, fabs(expected[i]));
        CHECK(fabs(element(p->wide, got, i) - expected[i]) <= bound, "%s (%d,%d)[%d] = %.17g, not %.17g", name,
              (int)p->rows, (int)p->n, (int)i, element(p->wide, got, i), expected[i]);
    }
}

static void check_kernel(const problem *p, const char *name, void *target, void *dloss, void *weights,
                         const double *expected, int64_t count, double size)
{
    int64_t bytes = count * (p->wide ? 8 : 4);
    void *first = NULL;
    static const int64_t tiles[] = {1, 3, 7};
    check_call call = {.kernel = name,
                       .slots = {NULL, p->logits, target, dloss ? dloss : weights, dloss ? weights : NULL},
                       .sizes = {p->rows, p->n, IGNORED},
                       .scalars = {p->smoothing}};
    for (int t = 0; t < COUNT(tiles); t++) {
        void *y = check_memory(bytes);
        call.slots[0] = y;
        call.tiles = tiles[t];
        int32_t status = check_run(&call);
        CHECK(status == WG_OK, "%s: status %d", name, status);
        first = first ? first : y;
        CHECK(check_same(y, first, bytes), "%s (%d,%d) differs with %d tiles", name, (int)p->rows, (int)p->n,
              (int)tiles[t]);
    }
    check_close(name, p, first, expected, count, size);
    if (dloss) {
        void *x = check_memory(bytes);
        memcpy(x, p->logits, (size_t)bytes);
        call.slots[0] = call.slots[1] = x;
        check_run(&call);
        CHECK(check_same(x, first, bytes), "%s (%d,%d) differs in place", name, (int)p->rows, (int)p->n);
    }
}

static void agrees_with_the_formula_in_higher_precision(void)
{
    for (int s = 0; s < COUNT(shapes); s++) {
        for (int v = 0; v < 2 * COUNT(targets); v++) {
            bool wide = v % 2;
            const char *type = wide ? "f64" : "f32";
            problem p = make_problem(wide, shapes[s].rows, shapes[s].n);
            p.weights = targets[v / 2].weighted ? random_reals(wide, p.n, 0.5, 2) : NULL;
            p.smoothing = targets[v / 2].smoothing;
            solve(&p);
            int64_t count = p.rows * p.n;
            char name[64];
            snprintf(name, sizeof name, "softmax_cross_entropy_%s_i32", type);
            check_kernel(&p, name, p.labels32, NULL, p.weights, p.loss, p.rows, 4);
            snprintf(name, sizeof name, "softmax_cross_entropy_%s_i64", type);
            check_kernel(&p, name, p.labels64, NULL, p.weights, p.loss, p.rows, 4);
            snprintf(name, sizeof name, "softmax_cross_entropy_%s", type);
            check_kernel(&p, name, p.targets, NULL, NULL, p.target_loss, p.rows, 4);
            snprintf(name, sizeof name, "softmax_cross_entropy_vjp_%s_i32", type);
            check_kernel(&p, name, p.labels32, p.dloss, p.weights, p.dlogits, count, 1);
            snprintf(name, sizeof name, "softmax_cross_entropy_vjp_%s_i64", type);
            check_kernel(&p, name, p.labels64, p.dloss, p.weights, p.dlogits, count, 1);
            snprintf(name, sizeof name, "softmax_cross_entropy_vjp_%s", type);
            check_kernel(&p, name, p.targets, p.dloss, NULL, p.target_dlogits, count, 2);
            check_release();
        }
    }
}

static void reports_labels_out_of_range(void)
{
    static const int64_t wrong[] = {-1, 10, IGNORED - 1, INT64_MAX, INT64_MIN};
    for (int w = 0; w < COUNT(wrong); w++) {
        problem p = make_problem(false, 6, 10);
        p.labels64[4] = wrong[w];
        float *y = check_memory(60 * 4);
        int32_t status = check_run(&(check_call){.kernel = "softmax_cross_entropy_f32_i64",
                                                 .tiles = 3,
                                                 .slots = {y, p.logits, p.labels64},
                                                 .sizes = {6, 10, IGNORED}});
        CHECK(status == WG_INDEX_OUT_OF_RANGE, "label %lld: status %d", (long long)wrong[w], status);
        status = check_run(&(check_call){.kernel = "softmax_cross_entropy_vjp_f32_i64",
                                         .tiles = 3,
                                         .slots = {y, p.logits, p.labels64, p.dloss},
                                         .sizes = {6, 10, IGNORED}});
        CHECK(status == WG_INDEX_OUT_OF_RANGE, "label %lld: status %d", (long long)wrong[w], status);
        check_release();
    }
}

static void is_fast_in_cache(void)
{
    static const int64_t sizes[][2] = {{128, 10}, {64, 100}, {8, 1000}};
    for (int s = 0; s < COUNT(sizes); s++) {
        int64_t rows = sizes[s][0];
        int64_t n = sizes[s][1];
        problem p = make_problem(false, rows, n);
        for (int64_t r = 0; r < rows; r++) {
            p.labels32[r] = (int32_t)check_integer(0, n);
        }
        float *y = check_memory(rows * n * 4);
        char label[64];
        snprintf(label, sizeof label, "(%d,%d)", (int)rows, (int)n);
        double bytes = (double)(rows * n * 4);
        check_bench(&(check_call){.kernel = "softmax_cross_entropy_f32_i32",
                                  .tiles = 1,
                                  .slots = {y, p.logits, p.labels32},
                                  .sizes = {rows, n, IGNORED}},
                    label, bytes, 0);
        check_bench(&(check_call){.kernel = "softmax_cross_entropy_vjp_f32_i32",
                                  .tiles = 1,
                                  .slots = {y, p.logits, p.labels32, p.dloss},
                                  .sizes = {rows, n, IGNORED}},
                    label, 2 * bytes, 0);
        check_bench(&(check_call){.kernel = "softmax_cross_entropy_f32",
                                  .tiles = 1,
                                  .slots = {y, p.logits, p.targets},
                                  .sizes = {rows, n, IGNORED}},
                    label, 2 * bytes, 0);
        check_bench(&(check_call){.kernel = "softmax_cross_entropy_vjp_f32",
                                  .tiles = 1,
                                  .slots = {y, p.logits, p.targets, p.dloss},
                                  .sizes = {rows, n, IGNORED}},
                    label, 3 * bytes, 0);
        check_release();
    }
}

const check_test check_tests[] = {
    CHECK_TEST(agrees_with_the_formula_in_higher_precision),
    CHECK_TEST(reports_labels_out_of_range),
    CHECK_TEST(is_fast_in_cache),
    {0},
};
