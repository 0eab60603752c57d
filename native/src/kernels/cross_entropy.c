/**
 * Softmax followed by cross-entropy, row by row, and its VJP with respect to the logits.
 *
 * With p = softmax(logits) along each row of n:
 *
 *   softmax_cross_entropy_T_I      {loss, logits, labels}            loss[r] = −log p[r, labels[r]]
 *   softmax_cross_entropy_vjp_T_I  {dlogits, logits, labels, dloss}  dlogits = (p − onehot(labels))·dloss[r]
 *   softmax_cross_entropy_T        {loss, logits, targets}           loss[r] = −Σ targets·log p
 *   softmax_cross_entropy_vjp_T    {dlogits, logits, targets, dloss} dlogits = (p·Σ targets − targets)·dloss[r]
 *
 * for T in f32, f64 and labels of type I in i32, i64; sizes {rows, n}; loss and dloss are (rows), all else (rows, n)
 * but the labels, (rows). Tiles cut the rows. dlogits may be logits. A label outside [0, n) reports
 * WG_INDEX_OUT_OF_RANGE. A row of logits that holds NaN or ∞ or is all −∞ gives NaN.
 */
#include "kernel.h"

#include <math.h>
#include <stddef.h>

#include "../simd/math.h"
#include "index.h"

#define T f32
#include "row.inc"
#include "cross_entropy.inc"
#define I i32
#include "cross_entropy_labels.inc"
#undef I
#define I i64
#include "cross_entropy_labels.inc"
#undef I
#undef T

#define T f64
#include "row.inc"
#include "cross_entropy.inc"
#define I i32
#include "cross_entropy_labels.inc"
#undef I
#define I i64
#include "cross_entropy_labels.inc"
#undef I
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
