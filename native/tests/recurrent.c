#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "recurrent_layer.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* x as f32 or f64. */
static void *as(bool wide, const double *x, int64_t count)
{
    void *y = check_memory(count * (wide ? 8 : 4));
    for (int64_t i = 0; i < count; i++) {
        if (wide) {
            ((double *)y)[i] = x[i];
        } else {
            ((float *)y)[i] = (float)x[i];
        }
    }
    return y;
}

static double element(bool wide, const void *x, int64_t i)
{
    return wide ? ((const double *)x)[i] : (double)((const float *)x)[i];
}

static void compare(const char *what, const layer *y, bool wide, const void *found, const double *expected,
                    int64_t count, double tolerance)
{
    for (int64_t i = 0; i < count; i++) {
        double x = element(wide, found, i);
        CHECK(fabs(x - expected[i]) <= tolerance, "%s of %s (%d, %d, %d)%s%s %s: element %d is %.17g, not %.17g", what,
              names[y->cell], (int)y->steps, (int)y->batch, (int)y->units, y->reverse ? " reversed" : "",
              y->lengths ? " ragged" : "", wide ? "f64" : "f32", (int)i, x, expected[i]);
    }
}

/* Results of a kernel, forward or VJP. */
typedef struct {
    void *slots[3];
    int64_t bytes[3];
} results;

static results run_forward(const layer *y, bool wide, int64_t tiles, bool in_place)
{
    int64_t n = y->units;
    int64_t all = y->steps * y->batch * n;
    int64_t size = wide ? 8 : 4;
    int64_t gates = gates_of[y->cell];
    /* A single step takes the weights as they are stored. */
    bool is_stored = y->steps == 1;
    double *across = check_memory(gates * n * n * 8);
    for (int64_t i = 0; i < gates * n; i++) {
        for (int64_t p = 0; p < n; p++) {
            across[is_stored ? i * n + p : p * gates * n + i] = y->w[i * n + p];
        }
    }
    void *gx = as(wide, y->gx, all * gates);
    void *wt = as(wide, across, gates * n * n);
    void *bx = as(wide, y->bx, gates * n);
    void *bh = as(wide, y->bh, gates * n);
    void *h0 = as(wide, y->h0, y->batch * n);
    void *c0 = as(wide, y->c0, y->batch * n);
    void *hs = y->cell < LSTM && in_place ? gx : check_memory(all * size);
    void *cs = check_memory(all * size);
    void *kept = y->cell == LSTM && in_place ? gx : check_memory(all * 4 * size);
    char kernel[16];
    snprintf(kernel, sizeof kernel, "%s_%s", names[y->cell], wide ? "f64" : "f32");
    check_call call = {
        .kernel = kernel, .tiles = tiles, .sizes = {y->steps, y->batch, n, y->reverse, y->cell == RELU, is_stored}};
    void *rnn[] = {hs, gx, wt, bx, h0, y->lengths};
    void *lstm[] = {kept, hs, cs, gx, wt, bx, h0, c0, y->lengths};
    void *gru[] = {hs, kept, gx, wt, bx, bh, h0, y->lengths};
    memcpy(call.slots,
           y->cell == LSTM  ? lstm
           : y->cell == GRU ? gru
                            : rnn,
           y->cell == LSTM  ? sizeof lstm
           : y->cell == GRU ? sizeof gru
                            : sizeof rnn);
    int32_t status = check_run(&call);
    CHECK(status == WG_OK, "%s: status %d", kernel, status);
    results found = {.slots = {hs}, .bytes = {all * size}};
    if (y->cell >= LSTM) {
        found.slots[1] = kept;
        found.bytes[1] = all * 4 * size;
    }
    if (y->cell == LSTM) {
        found.slots[2] = cs;
        found.bytes[2] = all * size;
    }
    return found;
}

static void forward_is(int64_t steps, int64_t batch, int64_t units)
{
    for (int k = 0; k < COUNT(names); k++) {
        for (int variant = 0; variant < 8; variant++) {
            bool wide = variant & 1;
            layer y = draw((cell)k, steps, batch, units, variant & 2, variant & 4);
            compute(&y);
            results found = run_forward(&y, wide, 1, false);
            int64_t all = steps * batch * units;
            double tolerance = wide ? 1e-13 : 4e-6;
            compare("hs", &y, wide, found.slots[0], y.hs, all, tolerance);
            if (y.cell >= LSTM) {
                compare("kept", &y, wide, found.slots[1], y.kept, all * 4, tolerance);
            }
            if (y.cell == LSTM) {
                compare("cs", &y, wide, found.slots[2], y.cs, all, tolerance);
            }
            for (int64_t tiles = 2; tiles <= batch + 1; tiles += 3) {
                results other = run_forward(&y, wide, tiles, true);
                for (int i = 0; i < 3 && found.slots[i]; i++) {
                    CHECK(check_same(other.slots[i], found.slots[i], found.bytes[i]),
                          "%s: result %d differs in place or with %d tiles", names[k], i, (int)tiles);
                }
            }
            check_release();
        }
    }
}

static void states_follow_the_formulas(void)
{
    forward_is(5, 7, 19);
    forward_is(3, 2, 1);
    forward_is(2, 17, 33);
    forward_is(1, 3, 16);
    forward_is(1, 9, 67);
}

static void takes_no_steps_and_no_rows_and_no_units(void)
{
    forward_is(0, 3, 5);
    forward_is(3, 0, 5);
    forward_is(3, 2, 0);
}

/* Σ over the results of their cotangents' products with them. */
static double loss(const layer *y, const double *dhs, const double *dcs, const double *dkept)
{
    int64_t all = y->steps * y->batch * y->units;
    compute(y);
    double sum = 0;
    for (int64_t i = 0; i < all; i++) {
        sum += (dhs ? dhs[i] * y->hs[i] : 0) + (dcs && y->cell == LSTM ? dcs[i] * y->cs[i] : 0);
    }
    for (int64_t i = 0; dkept && i < all * kept_of[y->cell]; i++) {
        sum += dkept[i] * y->kept[i];
    }
    return sum;
}

/* The gradient of the loss by x, an array of y, by central differences. */
static double *differences(const layer *y, double *x, int64_t count, const double *dhs, const double *dcs,
                           const double *dkept)
{
    const double step = 1e-5;
    double *dx = check_memory(count * 8);
    for (int64_t i = 0; i < count; i++) {
        double at = x[i];
        x[i] = at + step;
        double above = loss(y, dhs, dcs, dkept);
        x[i] = at - step;
        double below = loss(y, dhs, dcs, dkept);
        x[i] = at;
        dx[i] = (above - below) / (2 * step);
    }
    compute(y);
    return dx;
}

static results run_vjp(const layer *y, bool wide, int64_t tiles, const double *dhs, const double *dcs,
                       const double *dkept)
{
    int64_t n = y->units;
    int64_t all = y->steps * y->batch * n;
    int64_t size = wide ? 8 : 4;
    int64_t gates = gates_of[y->cell];
    void *w = as(wide, y->w, gates * n * n);
    void *hs = as(wide, y->hs, all);
    void *cs = as(wide, y->cs, all);
    void *kept = as(wide, y->kept, all * kept_of[y->cell]);
    void *h0 = as(wide, y->h0, y->batch * n);
    void *c0 = as(wide, y->c0, y->batch * n);
    void *from_h = dhs ? as(wide, dhs, all) : NULL;
    void *from_c = dcs ? as(wide, dcs, all) : NULL;
    void *from_kept = dkept ? as(wide, dkept, all * kept_of[y->cell]) : NULL;
    void *dgx = check_memory(all * gates * size);
    void *dgh = check_memory(all * gates * size);
    void *dh0 = check_memory(y->batch * n * size);
    void *dc0 = check_memory(y->batch * n * size);
    if (tiles > 1 && y->cell < GRU) {
        dgx = y->cell == LSTM ? kept : hs;
    }
    char kernel[16];
    snprintf(kernel, sizeof kernel, "%s_vjp_%s", names[y->cell], wide ? "f64" : "f32");
    check_call call = {.kernel = kernel, .tiles = tiles, .sizes = {y->steps, y->batch, n, y->reverse, y->cell == RELU}};
    void *rnn[] = {dgx, dh0, hs, w, from_h, y->lengths};
    void *lstm[] = {dgx, dh0, dc0, kept, w, c0, cs, from_h, from_c, from_kept, y->lengths};
    void *gru[] = {dgx, dgh, dh0, kept, w, h0, hs, from_h, from_kept, y->lengths};
    memcpy(call.slots,
           y->cell == LSTM  ? lstm
           : y->cell == GRU ? gru
                            : rnn,
           y->cell == LSTM  ? sizeof lstm
           : y->cell == GRU ? sizeof gru
                            : sizeof rnn);
    int32_t status = check_run(&call);
    CHECK(status == WG_OK, "%s: status %d", kernel, status);
    results found = {.slots = {dgx, dh0}, .bytes = {all * gates * size, y->batch * n * size}};
    if (y->cell >= LSTM) {
        found.slots[2] = y->cell == LSTM ? dc0 : dgh;
        found.bytes[2] = y->cell == LSTM ? y->batch * n * size : all * gates * size;
    }
    return found;
}

static void vjp_is(int64_t steps, int64_t batch, int64_t units)
{
    for (int k = 0; k < COUNT(names); k++) {
        for (int variant = 0; variant < 16; variant++) {
            bool wide = variant & 1;
            bool sparse = variant & 8;
            layer y = draw((cell)k, steps, batch, units, variant & 2, variant & 4);
            int64_t all = steps * batch * units;
            int64_t gates = all * gates_of[k];
            double *dhs = reals(all);
            double *dcs = sparse ? NULL : reals(all);
            double *dkept = sparse || kept_of[k] == 0 ? NULL : reals(all * kept_of[k]);
            double *dgx = differences(&y, y.gx, gates, dhs, dcs, dkept);
            double *dgh = differences(&y, y.gh, gates, dhs, dcs, dkept);
            double *dh0 = differences(&y, y.h0, batch * units, dhs, dcs, dkept);
            double *dc0 = differences(&y, y.c0, batch * units, dhs, dcs, dkept);
            results found = run_vjp(&y, wide, 1, dhs, dcs, dkept);
            double tolerance = wide ? 1e-8 : 1e-5;
            compare("dgx", &y, wide, found.slots[0], dgx, gates, tolerance);
            compare("dh0", &y, wide, found.slots[1], dh0, batch * units, tolerance);
            if (y.cell == LSTM) {
                compare("dc0", &y, wide, found.slots[2], dc0, batch * units, tolerance);
            } else if (y.cell == GRU) {
                compare("dgh", &y, wide, found.slots[2], dgh, gates, tolerance);
            }
            results other = run_vjp(&y, wide, 2, dhs, dcs, dkept);
            for (int i = 0; i < 3 && found.slots[i]; i++) {
                CHECK(check_same(other.slots[i], found.slots[i], found.bytes[i]),
                      "%s_vjp: result %d differs in place or with 2 tiles", names[k], i);
            }
            check_release();
        }
    }
}

static void vjps_are_the_gradients(void)
{
    vjp_is(3, 3, 5);
    vjp_is(2, 1, 17);
    vjp_is(1, 2, 2);
    vjp_is(0, 2, 3);
}

static void refuses_lengths_that_there_are_not(void)
{
    static const int64_t bad[] = {-1, 4};
    for (int i = 0; i < COUNT(bad); i++) {
        double zeros[24] = {0};
        double y[36];
        int64_t lengths[] = {3, bad[i]};
        check_call call = {.kernel = "rnn_f64",
                           .tiles = 1,
                           .slots = {y, zeros, zeros, zeros, zeros, lengths},
                           .sizes = {3, 2, 2, 0, 0}};
        CHECK(check_run(&call) == WG_INDEX_OUT_OF_RANGE, "takes a length of %d of 3 steps", (int)bad[i]);
    }
}

static void passes_nan_on_within_its_row(void)
{
    for (int k = 0; k < COUNT(names); k++) {
        layer y = draw((cell)k, 3, 2, 5, false, false);
        y.gx[gates_of[k] * 5] = NAN;
        double *hs = run_forward(&y, true, 1, false).slots[0];
        for (int64_t i = 0; i < 30; i++) {
            bool tainted = i / 5 % 2 == 1 && (i >= 10 || i % 5 == 0);
            CHECK((bool)isnan(hs[i]) == tainted, "%s: element %d is %g", names[k], (int)i, hs[i]);
        }
        check_release();
    }
}

static void is_fast(void)
{
    enum { STEPS = 64, BATCH = 32, UNITS = 128 };
    for (int k = LSTM; k <= GRU; k++) {
        for (int64_t tiles = 1; tiles <= 8; tiles *= 2) {
            int64_t all = (int64_t)STEPS * BATCH * UNITS;
            int64_t gates = gates_of[k];
            float *gx = check_floats(all * gates, -1, 1);
            float *w = check_floats(gates * UNITS * UNITS, -0.1, 0.1);
            float *b = check_floats(gates * UNITS, -1, 1);
            float *h0 = check_floats((int64_t)BATCH * UNITS, -1, 1);
            float *kept = check_memory(all * 4 * 4);
            float *hs = check_memory(all * 4);
            float *cs = check_memory(all * 4);
            float *dh = check_memory(all * 4);
            float *dgx = check_memory(all * gates * 4);
            float *dgh = check_memory(all * gates * 4);
            check_call lstm = {.kernel = "lstm_f32", .slots = {kept, hs, cs, gx, w, b, h0, h0}};
            check_call gru = {.kernel = "gru_f32", .slots = {hs, kept, gx, w, b, b, h0}};
            check_call lstm_vjp = {.kernel = "lstm_vjp_f32", .slots = {dgx, dh, dgh, kept, w, h0, cs, hs}};
            check_call gru_vjp = {.kernel = "gru_vjp_f32", .slots = {dgx, dgh, dh, kept, w, h0, hs, hs}};
            check_call calls[] = {k == LSTM ? lstm : gru, k == LSTM ? lstm_vjp : gru_vjp};
            for (int i = 0; i < 2; i++) {
                calls[i].tiles = tiles;
                memcpy(calls[i].sizes, (int64_t[]){STEPS, BATCH, UNITS}, 3 * sizeof(int64_t));
                char label[32];
                snprintf(label, sizeof label, "T64 B32 H128, %d tiles", (int)tiles);
                check_bench(&calls[i], label, (double)(all * (2 * gates + 2) * 4), 2.0 * (double)(all * gates * UNITS));
            }
            check_release();
        }
    }
}

const check_test check_tests[] = {
    CHECK_TEST(states_follow_the_formulas),
    CHECK_TEST(takes_no_steps_and_no_rows_and_no_units),
    CHECK_TEST(vjps_are_the_gradients),
    CHECK_TEST(refuses_lengths_that_there_are_not),
    CHECK_TEST(passes_nan_on_within_its_row),
    CHECK_TEST(is_fast),
    {0},
};
