/**
 * The vector functions beyond arithmetic, for f32 and f64 alike:
 *
 *   exp.h log.h pow.h logistic.h     v_exp v_log v_pow v_tanh v_sigmoid
 *   exponential.h logarithm.h        v_exp2 v_expm1 v_sinh v_cosh; v_log2 v_log10 v_log1p v_asinh v_acosh v_atanh
 * v_logit v_logaddexp v_logaddexp2 trigonometric.h arcs.h           v_sin v_cos v_tan v_sinc; v_asin v_acos v_atan
 * v_atan2 root.h remainder.h               v_cbrt v_hypot; v_mod erf.h gamma.h                    v_erf v_erfc v_erfinv
 * v_gelu; v_lgamma v_digamma v_polygamma activation.h                     v_gelu_tanh v_silu v_mish v_softplus
 *
 * Special values are those of C99 Annex F: signed zeros, infinities, NaN and subnormal numbers, in and out. Largest
 * error in units in the last place of the result, with and without fused multiply-add (SSE2, portable);
 * tests/simd_math.c holds them to it:
 *
 *              f32        f64
 *   exp        1   1      1   1
 *   log        1   1      1   1
 *   tanh       1   2      2   2
 *   sigmoid    1   2      1   2
 *   pow        1   1      2   2
 *
 * All others go through f64 in f32 and are within 1. In f64 exp2, expm1, log2, log10, log1p, logit, sin, cos, tan and
 * cbrt are within 1; sinh, cosh, asinh, acosh, atanh, sinc, asin, acos, atan, erf and softplus within 2; silu within 3;
 * erfc, erfinv, gelu, gelu_tanh and mish within 4; lgamma too for positive x. digamma is within 8·2^-53 of max(1,
 * |ψ(x)|): a relative bound does not hold near its zeros, nor for lgamma near those left of 0, nor for logaddexp near
 * 0.
 *
 * No tables, and but for angles beyond 2^20, lgamma and mod, which ask the C library, no branches: every lane does the
 * same work.
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
