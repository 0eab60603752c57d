/** The S-shaped functions: v_tanh(x) and v_sigmoid(x). */
#ifndef WENGERT_SIMD_LOGISTIC_H
#define WENGERT_SIMD_LOGISTIC_H

#include "exp.h"

#define T f32
#include "logistic.inc"
#undef T
#define T f64
#include "logistic.inc"
#undef T

/** tanh x; ±1 for ±∞, the sign of zero is kept. */
#define v_tanh(x) V_OF(x, v_tanh)(x)

/** 1 / (1 + e^−x); 0 for −∞ and 1 for ∞. */
#define v_sigmoid(x) V_OF(x, v_sigmoid)(x)

#endif
