#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

enum { CAUSAL = 1, MASK_OF_BOOL = 2, MASK_ADDED = 4, KEYS_ALONE = 8, QUERIES_ALONE = 16 };

typedef struct {
    int64_t batch, queries, keys, width, values, flags;
} shape;

static const shape shapes[] = {
    {1, 1, 1, 1, 1, 0},
    {2, 64, 64, 16, 16, 0},
    {3, 65, 33, 5, 7, 0},
    {2, 7, 130, 32, 3, CAUSAL},
    {1, 130, 70, 3, 33, CAUSAL},
    {2, 70, 65, 17, 4, MASK_OF_BOOL},
    {2, 5, 129, 8, 8, MASK_ADDED},
    {2, 3, 0, 4, 4, 0},
    {2, 0, 3, 4, 4, 0},
    {0, 3, 3, 4, 4, 0},
    {2, 3, 5, 0, 4, 0},
};

static const double scale = 0.4;

typedef struct {
    bool wide;
    shape s;
    void *q, *k, *v, *dy, *mask;
    void *y, *lse, *delta, *dq, *dk, *dv;
} problem;

static double element(bool wide, const void *x, int64_t i)
{
    return wide ? ((const double *)x)[i] : (double)((const float *)x)[i];
}

static void set(bool wide, void *x, int64_t i, double value)
{
    if (wide) {
        ((double *)x)[i] = value;
    } else {
        ((float *)x)[i] = (float)value;
    }
}

static void *reals(bool wide, int64_t n)
{
    return wide ? (void *)check_doubles(n, -2, 2) : (void *)check_floats(n, -2, 2);
}

static problem problem_of(shape s, bool wide)
{
    int64_t width = wide ? 8 : 4;
    int64_t scores = s.batch * s.queries * s.keys;
    problem p = {
        .wide = wide,
        .s = s,
        .q = reals(wide, s.batch * s.queries * s.width),
        .k = reals(wide, s.batch * s.keys * s.width),
        .v = reals(wide, s.batch * s.keys * s.values),
        .dy = reals(wide, s.batch * s.queries * s.values),
        .y = check_memory(s.batch * s.queries * s.values * width),
        .lse = check_memory(s.batch * s.queries * width),
        .delta = reals(wide, s.batch * s.queries),
        .dq = check_memory(s.batch * s.queries * s.width * width),
        .dk = check_memory(s.batch * s.keys * s.width * width),
        .dv = check_memory(s.batch * s.keys * s.values * width),
    };
    if (s.flags & MASK_ADDED) {
        p.mask = reals(wide, scores);
    }
    if (s.flags & MASK_OF_BOOL) {
        p.mask = check_memory(scores);
        for (int64_t i = 0; i < scores; i++) {
            /* The first query of each element sees nothing. */
            ((unsigned char *)p.mask)[i] = i / s.keys % s.queries != 0 && check_bits() % 3 != 0;
        }
    }
    return p;
}

static void run(problem *p, bool vjp, int64_t flags, int64_t tiles)
{
    static int64_t geometry[3];
    geometry[0] = 1;
    geometry[1] = p->s.batch;
    geometry[2] = p->s.queries * p->s.keys;
    check_call call = {
        .tiles = tiles,
        .sizes = {p->s.batch, p->s.queries, p->s.keys, p->s.width, p->s.values, p->s.flags | flags, p->s.keys, 1},
        .scalars = {scale}};
    if (vjp) {
        void *slots[] = {p->dq, p->dk, p->dv, p->q, p->k, p->v, p->lse, p->delta, p->dy, p->mask, geometry};
        memcpy(call.slots, slots, sizeof slots);
        call.kernel = p->wide ? "attention_vjp_f64" : "attention_vjp_f32";
    } else {
        void *slots[] = {p->y, p->lse, p->q, p->k, p->v, p->mask, geometry};
        memcpy(call.slots, slots, sizeof slots);
        call.kernel = p->wide ? "attention_f64" : "attention_f32";
    }
    CHECK(check_run(&call) == WG_OK, "%s", call.kernel);
}

static double score(const problem *p, int64_t b, int64_t i, int64_t j)
{
    const shape *s = &p->s;
    double sum = 0;
    for (int64_t e = 0; e < s->width; e++) {
        sum += element(p->wide, p->q, (b * s->queries + i) * s->width + e) *
               element(p->wide, p->k, (b * s->keys + j) * s->width + e);
    }
    int64_t at = (b * s->queries + i) * s->keys + j;
    bool hidden = (s->flags & CAUSAL && j > i) || (s->flags & MASK_OF_BOOL && !((const unsigned char *)p->mask)[at]);
    return hidden ? (double)-INFINITY : sum * scale + (s->flags & MASK_ADDED ? element(p->wide, p->mask, at) : 0);
}

static void close_to(const problem *p, const char *what, const void *found, const double *expected, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        double got = element(p->wide, found, i);
        double bound = (p->wide ? 1e-13 : 1e-4) * (1 + fabs(expected[i]));
        CHECK(fabs(got - expected[i]) <= bound || got == expected[i], "%s[%d] of (%d,%d,%d,%d,%d) = %.9g, not %.9g",
              what, (int)i, (int)p->s.batch, (int)p->s.queries, (int)p->s.keys, (int)p->s.width, (int)p->s.values, got,
              expected[i]);
    }
}

static double *zeros(int64_t n)
{
    double *x = check_memory(n * 8);
    for (int64_t i = 0; i < n; i++) {
        x[i] = 0;
    }
    return x;
}

/* Row by row: the weights, what they give, and what goes back through them. */
static void check_against_reference(problem *p)
{
    const shape *s = &p->s;
    int64_t rows = s->batch * s->queries;
    double *y = zeros(rows * s->values);
    double *lse = zeros(rows);
    double *dq = zeros(rows * s->width);
    double *dk = zeros(s->batch * s->keys * s->width);
    double *dv = zeros(s->batch * s->keys * s->values);
    for (int64_t row = 0; row < rows; row++) {
        int64_t b = row / s->queries;
        double sum = 0;
        for (int64_t j = 0; j < s->keys; j++) {
            sum += exp(score(p, b, row % s->queries, j));
        }
        lse[row] = sum == 0 ? (double)INFINITY : log(sum);
        for (int64_t j = 0; j < s->keys; j++) {
            double weight = exp(score(p, b, row % s->queries, j) - lse[row]);
            double dp = 0;
            for (int64_t e = 0; e < s->values; e++) {
                double value = element(p->wide, p->v, (b * s->keys + j) * s->values + e);
                double dye = element(p->wide, p->dy, row * s->values + e);
                y[row * s->values + e] += weight * value;
                dv[(b * s->keys + j) * s->values + e] += weight * dye;
                dp += dye * value;
            }
            double ds = scale * weight * (dp - element(p->wide, p->delta, row));
            for (int64_t e = 0; e < s->width; e++) {
                dq[row * s->width + e] += ds * element(p->wide, p->k, (b * s->keys + j) * s->width + e);
                dk[(b * s->keys + j) * s->width + e] += ds * element(p->wide, p->q, row * s->width + e);
            }
        }
    }
    close_to(p, "y", p->y, y, rows * s->values);
    close_to(p, "lse", p->lse, lse, rows);
    close_to(p, "dq", p->dq, dq, rows * s->width);
    close_to(p, "dk", p->dk, dk, s->batch * s->keys * s->width);
    close_to(p, "dv", p->dv, dv, s->batch * s->keys * s->values);
}

static void *copy_of(const void *x, int64_t bytes)
{
    void *copy = check_memory(bytes);
    memcpy(copy, x, (size_t)bytes);
    return copy;
}

static void agrees_with_all_scores_at_once_however_it_is_cut(void)
{
    for (int k = 0; k < 2 * COUNT(shapes); k++) {
        shape s = shapes[k / 2];
        problem p = problem_of(s, k % 2 == 1);
        int64_t width = p.wide ? 8 : 4;
        run(&p, false, 0, 1);
        run(&p, true, 0, 1);
        check_against_reference(&p);
        int64_t of_y = s.batch * s.queries * s.values * width;
        int64_t of_q = s.batch * s.queries * s.width * width;
        int64_t of_k = s.batch * s.keys * s.width * width;
        int64_t of_v = s.batch * s.keys * s.values * width;
        void *y = copy_of(p.y, of_y);
        void *dq = copy_of(p.dq, of_q);
        void *dk = copy_of(p.dk, of_k);
        void *dv = copy_of(p.dv, of_v);
        run(&p, false, 0, 5);
        run(&p, true, KEYS_ALONE, 3);
        run(&p, true, QUERIES_ALONE, 50);
        CHECK(check_same(y, p.y, of_y) && check_same(dq, p.dq, of_q) && check_same(dk, p.dk, of_k) &&
                  check_same(dv, p.dv, of_v),
              "shape %d differs in tiles", k / 2);
        check_release();
    }
}

static void survives_great_scores_and_shows_nan(void)
{
    problem p = problem_of((shape){1, 3, 100, 2, 2, 0}, false);
    for (int64_t i = 0; i < 200; i++) {
        set(false, p.k, i, i < 100 ? 1e4 : -1e4);
    }
    for (int64_t i = 0; i < 6; i++) {
        set(false, p.q, i, i < 2 ? 1e4 : i < 4 ? -1e4 : (double)NAN);
    }
    run(&p, false, 0, 1);
    for (int64_t i = 0; i < 6; i++) {
        CHECK((isnan(element(false, p.y, i)) != 0) == (i >= 4), "y[%d] = %g", (int)i, element(false, p.y, i));
    }
}

static void is_fast(void)
{
    if (!check_benches()) {
        return;
    }
    static const shape timed[] = {
        {128, 64, 64, 32, 32, 0}, {4, 1024, 1024, 64, 64, 0}, {4, 1024, 1024, 64, 64, CAUSAL}};
    for (int k = 0; k < COUNT(timed); k++) {
        shape s = timed[k];
        problem p = problem_of(s, false);
        double flops = 2.0 * (double)(s.batch * s.queries * s.keys * (s.width + s.values));
        check_call call = {.kernel = "attention_f32",
                           .tiles = 1,
                           .slots = {p.y, p.lse, p.q, p.k, p.v},
                           .sizes = {s.batch, s.queries, s.keys, s.width, s.values, s.flags},
                           .scalars = {scale}};
        check_bench(&call, "attention", 0, flops);
        check_call vjp = {.kernel = "attention_vjp_f32",
                          .tiles = 1,
                          .slots = {p.dq, p.dk, p.dv, p.q, p.k, p.v, p.lse, p.delta, p.dy},
                          .sizes = {s.batch, s.queries, s.keys, s.width, s.values, s.flags},
                          .scalars = {scale}};
        check_bench(&vjp, "attention_vjp", 0, 2.5 * flops);
        check_release();
    }
}

const check_test check_tests[] = {
    CHECK_TEST(agrees_with_all_scores_at_once_however_it_is_cut),
    CHECK_TEST(survives_great_scores_and_shows_nan),
    CHECK_TEST(is_fast),
    {0},
};
