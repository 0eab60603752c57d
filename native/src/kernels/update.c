/**
 * The update rules of optimisers, each in one pass over memory, as torch.optim computes them.
 *
 * With g ← g + weight_decay·p first:
 *
 *   sgd_T      {p', p, g, lr}            scalars {weight_decay}
 *              p' = p − lr·g
 *   momentum_T {p', v', p, v, g, lr}     scalars {momentum, dampening, nesterov (0 or 1), weight_decay}
 *              v' = momentum·v + (1 − dampening)·g;  p' = p − lr·(nesterov ? g + momentum·v' : v')
 *   adam_T     {p', m', v', p, m, v, g, lr, step}   scalars {beta1, beta2, eps, weight_decay}
 *              m' = m + (1 − beta1)·(g − m);  v' = beta2·v + (1 − beta2)·g²
 *              p' = p − lr/(1 − beta1^step) · m' / (√v' / √(1 − beta2^step) + eps)
 *
 * for T in f32, f64; sizes {n}; lr is one element of type T and step one i64, the number of this step, from 1. Tiles
 * cut [0, n). A primed result may be its operand. Momentum's first step is not special: v starts as zeros. Source of
 * Adam: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 with the bias corrections
 * of its section 2.
 */
#include "kernel.h"

#include <math.h>
#include <stdbool.h>

#include "../simd/vector.h"

#define GRAIN 64

#define T f32
#include "update.inc"
#undef T
#define T f64
#include "update.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(sgd_f32),      WG_ENTRY(sgd_f64),  WG_ENTRY(momentum_f32),
    WG_ENTRY(momentum_f64), WG_ENTRY(adam_f32), WG_ENTRY(adam_f64),
};

WG_FAMILY(update, entries);
