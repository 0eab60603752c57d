/**
 * Recurrent layers over a whole sequence: plain, with gates as in the LSTM, with gates as in the GRU; and their VJPs.
 *
 * Notation: T steps, B rows, H units. States are (T, B, H); sizes {T, B, H, reverse}: with reverse the sequence is gone
 * through from its last step to its first. h and c are states of the step before, those of the first are h0 and c0 (B,
 * H). w is the recurrent weights (gates·H, H) as PyTorch stores them, wt its transpose (H, gates·H); biases are vectors
 * of gates·H. gx are the inputs' contributions to the gates, (T, B, gates·H).
 *
 *   rnn {hs, gx, wt, b, h0, lengths}                                           one gate; sizes[4]: 0 tanh, 1 relu
 *       h' = f(gx + b + w·h); hs may be gx
 *   rnn_vjp {dgx, dh0, hs, w, dhs, lengths}                                    dgx may be hs
 *   lstm {gates, hs, cs, gx, wt, b, h0, c0, lengths}                           gates i, f, g, o; gates may be gx
 *       (i, f, g, o) = (σ, σ, tanh, σ)(gx + b + w·h); c' = f·c + i·g; h' = o·tanh(c'); the gates are left for the VJP
 *   lstm_vjp {dgx, dh0, dc0, gates, w, c0, cs, dhs, dcs, dgates, lengths}      dgx may be gates or dgates
 *   gru {hs, kept, gx, wt, bx, bh, h0, lengths}                                gates r, z, n
 *       (r, z) = σ(gx + bx + w·h + bh); m = w·h + bh; n = tanh(gx + bx + r·m); h' = (1 − z)·n + z·h; kept (T, B, 4·H)
 *       are r, z, m and n for the VJP
 *   gru_vjp {dgx, dgh, dh0, kept, w, h0, hs, dhs, dkept, lengths}              dgh: the cotangent of w·h + bh
 *
 * each for f32 and f64. What has a d is a cotangent; dhs, dcs, dgates and dkept may be left out where they are zeros.
 * Where sizes[5] is not 0, wt is w as it is stored: for a single step, transposing it would cost more than it saves.
 *
 * lengths, i64 (B), may be left out: row i has steps [0, lengths[i]) only. At the others its state stays as it is, its
 * gates are zeros, and nothing of gx is used. A length outside [0, T] gives WG_INDEX_OUT_OF_RANGE.
 *
 * Rows know nothing of each other, so tiles cut B, and each goes through all the steps by itself without waiting for
 * others, while w stays in its core's cache. Sources: Hochreiter and Schmidhuber, "Long short-term memory", 1997, with
 * the forget gate of Gers et al., 2000; Cho et al., "Learning phrase representations using RNN encoder–decoder", 2014,
 * with the reset gate behind the product as in cuDNN and PyTorch.
 */
#include "kernel.h"

#include <stdbool.h>
#include <string.h>

#include "../simd/math.h"
#include "gemm_block.h"

/* The part of a sequence that a tile computes. */
typedef struct {
    int64_t steps;
    int64_t batch;
    int64_t units;
    bool reverse;
    /* Whether wt is w as it is stored. */
    bool across;
    const int64_t *lengths;
    wg_range rows;
} sequence;

static sequence sequence_of(const wg_instruction *instruction, const int64_t *lengths, int64_t tile)
{
    const int64_t *sizes = instruction->sizes;
    return (sequence){
        .steps = sizes[0],
        .batch = sizes[1],
        .units = sizes[2],
        .reverse = sizes[3] != 0,
        .across = sizes[5] != 0,
        .lengths = lengths,
        .rows = wg_tile_range(sizes[1], instruction->tiles, tile, 1),
    };
}

static bool has_bad_length(const sequence *s)
{
    for (int64_t row = s->rows.begin; s->lengths && row < s->rows.end; row++) {
        if (s->lengths[row] < 0 || s->lengths[row] > s->steps) {
            return true;
        }
    }
    return false;
}

/* Where step number `step`, in the order in which they are gone through, lies in time. */
static int64_t time_of(const sequence *s, int64_t step)
{
    return s->reverse ? s->steps - 1 - step : step;
}

static bool is_past_end(const sequence *s, int64_t row, int64_t time)
{
    return s->lengths && time >= s->lengths[row];
}

/* The place of a tile's first row at that time in an array of `width` elements for each row. */
static int64_t place(const sequence *s, int64_t time, int64_t width)
{
    return (time * s->batch + s->rows.begin) * width;
}

#define T f32
#include "recurrent.inc"
#include "rnn.inc"
#include "lstm.inc"
#include "gru.inc"
#undef T
#define T f64
#include "recurrent.inc"
#include "rnn.inc"
#include "lstm.inc"
#include "gru.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(rnn_f32),      WG_ENTRY(rnn_f64),      WG_ENTRY(lstm_f32),    WG_ENTRY(lstm_f64),
    WG_ENTRY(gru_f32),      WG_ENTRY(gru_f64),      WG_ENTRY(rnn_vjp_f32), WG_ENTRY(rnn_vjp_f64),
    WG_ENTRY(lstm_vjp_f32), WG_ENTRY(lstm_vjp_f64), WG_ENTRY(gru_vjp_f32), WG_ENTRY(gru_vjp_f64),
};

WG_FAMILY(recurrent, entries);
