/**
 * The vector functions beyond arithmetic, for f32 and f64 alike:
 *
 *   v_exp(x), v_log(x), v_tanh(x), v_sigmoid(x), v_pow(x, y)
 *
 * Special values are those of C99 Annex F: signed zeros, infinities, NaN and subnormal numbers, in and out. Largest error in
 * units in the last place of the result, with and without fused multiply-add (SSE2, portable); tests/simd_math.c holds them to it:
 *
 *              f32        f64
 *   exp        1   1      1   1
 *   log        1   1      1   1
 *   tanh       1   2      2   2
 *   sigmoid    1   2      1   2
 *   pow        1   1      2   2
 *
 * No tables and no branches: every lane does the same work.
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
