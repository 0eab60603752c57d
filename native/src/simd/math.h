/**
 * The vector functions beyond arithmetic, for f32 and f64 alike:
 *
 *   exp.h log.h pow.h       v_exp v_log v_pow
 *   exponential.h           v_exp2 v_expm1 v_sinh v_cosh
 *   logarithm.h             v_log2 v_log10 v_log1p v_asinh v_acosh v_atanh v_logit v_logaddexp v_logaddexp2
 *   trigonometric.h arcs.h  v_sin v_cos v_tan v_sinc; v_asin v_acos v_atan v_atan2
 *   root.h remainder.h      v_cbrt v_hypot; v_mod v_fmod
 *   erf.h gamma.h           v_erf v_erfc v_erfinv v_gelu; v_lgamma v_digamma v_polygamma
 *   logistic.h activation.h v_tanh v_sigmoid v_silu v_mish; v_gelu_tanh v_softplus
 *
 * Special values are those of C99 Annex F: signed zeros, infinities, NaN and subnormal numbers, in and out. The largest
 * errors, in units in the last place of the result, are those of tests/accuracy.def, which tests/accuracy.c holds the
 * operators to: 1 for most functions, 2 or less for the others, in f64 more for lgamma (the C library's) and polygamma.
 * Without fused multiply-add (SSE2, portable) they may be twice as large. Relative bounds do not hold for digamma in
 * f64 near its zeros, where the bound is in units of 1; for lgamma near those left of 0, nor for logaddexp near 0. pow
 * is within 1 in f32 and 2 in f64.
 *
 * What is on the hot path of training has an f32 form of its own; the others go through f64 in f32, with as many places
 * as it takes.
 *
 * No tables, and but for angles beyond 2^20, lgamma, mod and fmod, which ask the C library, no branches: every lane
 * does the same work.
 */
#ifndef WENGERT_SIMD_MATH_H
#define WENGERT_SIMD_MATH_H

#include "activation.h"
#include "arcs.h"
#include "erf.h"
#include "exp.h"
#include "exponential.h"
#include "gamma.h"
#include "log.h"
#include "logarithm.h"
#include "logistic.h"
#include "pow.h"
#include "remainder.h"
#include "root.h"
#include "trigonometric.h"

#endif
