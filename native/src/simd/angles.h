/** What sine, cosine and tangent have in common for f64 and f32; a part of trigonometric.h. */
#ifndef WENGERT_SIMD_ANGLES_H
#define WENGERT_SIMD_ANGLES_H

#include <math.h>

#include "pair.h"

/*
 * sin r = r + r·z·p(z) and cos r = 1 − z/2 + z²·q(z) with z = r² for |r| ≤ π/4: minimax polynomials (Remez exchange;
 * relative to the functions 2^-57.9 and 2^-64).
 */
static inline v_f64 v_sine_polynomial(v_f64 z)
{
    return V_POLYNOMIAL(z, 0x1.5d8e10004b454p-33, -0x1.ae5e54c012dddp-26, 0x1.71de3560bace4p-19, -0x1.a01a019bf62b4p-13,
                        0x1.111111110f796p-7, -0x1.5555555555548p-3);
}

static inline v_f64 v_cosine_polynomial(v_f64 z)
{
    return V_POLYNOMIAL(z, -0x1.8facd1c4ebf9fp-37, 0x1.1ee9e894687afp-29, -0x1.27e4f8053edecp-22, 0x1.a01a019cab8e6p-16,
                        -0x1.6c16c16c15142p-10, 0x1.555555555554cp-5);
}

/* Up to here the number of quarter turns times a part of π/2 is exact. */
#define V_NEAR_ANGLE 0x1p20

/* Far angles take the library's reduction, lane by lane: they are rare, and it keeps 1 ULP for all of them. */
#define V_FAR_ANGLES(function)                                                                                         \
    static inline v_f64 v_far_##function(v_f64 x, v_f64 y)                                                             \
    {                                                                                                                  \
        for (int lane = 0; lane < V_LANES_f64; lane++) {                                                               \
            if (!(fabs(x[lane]) <= V_NEAR_ANGLE)) {                                                                    \
                y[lane] = function(x[lane]);                                                                           \
            }                                                                                                          \
        }                                                                                                              \
        return y;                                                                                                      \
    }

V_FAR_ANGLES(sin)
V_FAR_ANGLES(cos)
V_FAR_ANGLES(tan)
#undef V_FAR_ANGLES

#endif
