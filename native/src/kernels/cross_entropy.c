/**
 * Softmax followed by cross-entropy, row by row, and its VJP with respect to the logits.
 *
 * With p = softmax(logits) along each row of n, target probabilities t or a label l = labels[r], weights w of the
 * classes (all 1 where slot weights is −1) and smoothing s:
 *
 *   softmax_cross_entropy_T        {loss, logits, targets}            loss[r] = −Σ t·log p
 *   softmax_cross_entropy_vjp_T    {dlogits, logits, targets, dloss}  dlogits = (p·Σt − t)·dloss[r]
 *   softmax_cross_entropy_T_I      {loss, logits, labels, weights}    the same with
 *   softmax_cross_entropy_vjp_T_I  {dlogits, logits, labels, dloss, weights}
 *                                                                     t = w·((1 − s)·onehot(l) + s/n)
 *
 * for T in f32, f64 and labels of type I in i32, i64; sizes {rows, n} and, with labels, ignored; scalars, with labels,
 * {s}, in [0, 1]. loss, dloss and labels are (rows), weights (n), all else (rows, n). Tiles cut the rows. dlogits may
 * be logits. A row whose label is `ignored` has loss 0 and dlogits 0. Any other label outside [0, n) reports
 * WG_INDEX_OUT_OF_RANGE. A row of logits that holds NaN or ∞ or is all −∞ gives NaN.
 */
#include "kernel.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "../simd/math.h"
#include "index.h"

#define TEMPLATE "cross_entropy_labels.inc"
#define T f32
#include "row.inc"
#include "cross_entropy.inc"
#include "each_index.inc"
#undef T

#define T f64
#include "row.inc"
#include "cross_entropy.inc"
#include "each_index.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(softmax_cross_entropy_f32),         WG_ENTRY(softmax_cross_entropy_vjp_f32),
    WG_ENTRY(softmax_cross_entropy_f64),         WG_ENTRY(softmax_cross_entropy_vjp_f64),
    WG_ENTRY(softmax_cross_entropy_f32_i32),     WG_ENTRY(softmax_cross_entropy_f32_i64),
    WG_ENTRY(softmax_cross_entropy_f64_i32),     WG_ENTRY(softmax_cross_entropy_f64_i64),
    WG_ENTRY(softmax_cross_entropy_vjp_f32_i32), WG_ENTRY(softmax_cross_entropy_vjp_f32_i64),
    WG_ENTRY(softmax_cross_entropy_vjp_f64_i32), WG_ENTRY(softmax_cross_entropy_vjp_f64_i64),
};

WG_FAMILY(cross_entropy, entries);
