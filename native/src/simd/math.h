/**
 * The vector functions beyond arithmetic, for f32 and f64 alike:
 *
 *   v_exp(x), v_log(x), v_tanh(x), v_sigmoid(x), v_pow(x, y)
 *
 * Special values are those of C99 Annex F: signed zeros, infinities, NaN and subnormal numbers, in and out. Largest error in
 * units in the last place of the result, the same bound on every kernel set, held to by tests/simd_math.c:
 *
 *              f32    f64
 *   exp        1      1
 *   log        1      1
 *   tanh       3      3
 *   sigmoid    3      3
 *   pow        1      2
 */
#ifndef WENGERT_SIMD_MATH_H
#define WENGERT_SIMD_MATH_H

#include "exp.h"
#include "log.h"
#include "logistic.h"
#include "pow.h"

#endif
