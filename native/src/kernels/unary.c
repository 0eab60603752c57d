/**
 * Elementwise operators of one operand: y[i] = f(x[i]).
 *
 * A kernel name_f32 and name_f64 for each WG_UNARY row of elementwise.def.
 * Slots {y, x}; sizes {n}. Tiles cut [0, n). y may be x.
 * Special values are those of IEEE 754 and C99: exp(−∞) = 0, log(±0) = −∞, log(x < 0) = sqrt(x < 0) = NaN, tanh and sigmoid
 * saturate, NaN gives NaN. Errors in ULP: src/simd/math.h.
 */
#include "kernel.h"

#include "../simd/math.h"

#define GRAIN 64

#define T f32
#include "unary.inc"
#undef T
#define T f64
#include "unary.inc"
#undef T

static const wg_kernel_entry entries[] = {
#define WG_UNARY(name, x, ...) WG_ENTRY(name##_f32), WG_ENTRY(name##_f64),
#include "elementwise.def"
#undef WG_UNARY
};

WG_FAMILY(unary, entries);
