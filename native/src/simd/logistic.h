/** The S-shaped functions and activations made of them: v_tanh(x), v_sigmoid(x), v_silu(x), v_mish(x). */
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

/** x / (1 + e^−x); −0 for −∞. */
#define v_silu(x) V_OF(x, v_silu)(x)

/** x·tanh log(1 + eˣ); −0 for −∞. */
#define v_mish(x) V_OF(x, v_mish)(x)

#endif
