/** Recurrent layers by their formulas, unit by unit in f64: what tests/recurrent.c holds the kernels to. */
#ifndef WENGERT_TESTS_RECURRENT_LAYER_H
#define WENGERT_TESTS_RECURRENT_LAYER_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "check.h"

typedef enum { TANH, RELU, LSTM, GRU } cell;

static const char *const names[] = {"rnn", "rnn", "lstm", "gru"};

/** Gates of w, and numbers that the forward kernel keeps for each unit beside its state. */
static const int64_t gates_of[] = {1, 1, 4, 3};
static const int64_t kept_of[] = {0, 0, 4, 4};

/** A layer and its values in f64; gh is added to w·h, so that derivatives by it can be taken. */
typedef struct {
    cell cell;
    int64_t steps;
    int64_t batch;
    int64_t units;
    bool reverse;
    int64_t *lengths;
    double *gx;
    double *gh;
    double *w;
    double *bx;
    double *bh;
    double *h0;
    double *c0;
    double *hs;
    double *cs;
    double *kept;
} layer;

static inline double *reals(int64_t count)
{
    /* Numbers that are the same in f32. */
    double *x = check_memory(count * 8);
    for (int64_t i = 0; i < count; i++) {
        x[i] = (double)(float)check_real(-1, 1);
    }
    return x;
}

static inline layer draw(cell kind, int64_t steps, int64_t batch, int64_t units, bool reverse, bool ragged)
{
    int64_t gates = gates_of[kind] * units;
    int64_t all = steps * batch;
    layer y = {
        .cell = kind,
        .steps = steps,
        .batch = batch,
        .units = units,
        .reverse = reverse,
        .gx = reals(all * gates),
        .gh = reals(all * gates),
        .w = reals(gates * units),
        .bx = reals(gates),
        .bh = reals(gates),
        .h0 = reals(batch * units),
        .c0 = reals(batch * units),
        .hs = reals(all * units),
        .cs = reals(all * units),
        .kept = reals(all * kept_of[kind] * units),
    };
    memset(y.gh, 0, (size_t)(all * gates) * 8);
    for (int64_t i = 0; i < gates * units; i++) {
        y.w[i] = (double)(float)(y.w[i] / sqrt((double)units));
    }
    if (ragged) {
        y.lengths = check_memory(batch * 8);
        for (int64_t i = 0; i < batch; i++) {
            y.lengths[i] = i == 0 ? 0 : check_integer(0, steps + 1);
        }
    }
    return y;
}

static inline double sigmoid(double x)
{
    return 1 / (1 + exp(-x));
}

/* One unit of one row at one time, by the formulas of recurrent.c; h and c are the row's states before. */
static inline void compute_unit(const layer *y, int64_t at, int64_t j, const double *h, const double *c)
{
    int64_t n = y->units;
    int64_t gates = gates_of[y->cell];
    double x[4] = {0};
    double m[4] = {0};
    for (int64_t k = 0; k < gates; k++) {
        x[k] = y->gx[at * gates * n + k * n + j] + y->bx[k * n + j];
        m[k] = y->gh[at * gates * n + k * n + j] + (y->cell == GRU ? y->bh[k * n + j] : 0);
        for (int64_t p = 0; p < n; p++) {
            m[k] += y->w[(k * n + j) * n + p] * h[p];
        }
    }
    double *next = &y->hs[at * n + j];
    double *kept = &y->kept[at * 4 * n + j];
    if (y->cell == TANH || y->cell == RELU) {
        *next = y->cell == TANH ? tanh(x[0] + m[0]) : fmax(x[0] + m[0], 0);
    } else if (y->cell == LSTM) {
        for (int k = 0; k < 4; k++) {
            kept[k * n] = k == 2 ? tanh(x[k] + m[k]) : sigmoid(x[k] + m[k]);
        }
        double state = kept[n] * c[j] + kept[0] * kept[2 * n];
        y->cs[at * n + j] = state;
        *next = kept[3 * n] * tanh(state);
    } else {
        double r = sigmoid(x[0] + m[0]);
        double z = sigmoid(x[1] + m[1]);
        double candidate = tanh(x[2] + r * m[2]);
        kept[0] = r;
        kept[n] = z;
        kept[2 * n] = m[2];
        kept[3 * n] = candidate;
        *next = (1 - z) * candidate + z * h[j];
    }
}

static inline void compute(const layer *y)
{
    int64_t n = y->units;
    for (int64_t step = 0; step < y->steps; step++) {
        int64_t time = y->reverse ? y->steps - 1 - step : step;
        int64_t before = y->reverse ? time + 1 : time - 1;
        for (int64_t row = 0; row < y->batch; row++) {
            const double *h = (step ? y->hs + before * y->batch * n : y->h0) + row * n;
            const double *c = (step ? y->cs + before * y->batch * n : y->c0) + row * n;
            int64_t at = time * y->batch + row;
            for (int64_t j = 0; j < n; j++) {
                if (y->lengths && time >= y->lengths[row]) {
                    y->hs[at * n + j] = h[j];
                    y->cs[at * n + j] = c[j];
                    for (int64_t k = 0; k < kept_of[y->cell]; k++) {
                        y->kept[at * 4 * n + k * n + j] = 0;
                    }
                } else {
                    compute_unit(y, at, j, h, c);
                }
            }
        }
    }
}

#endif
