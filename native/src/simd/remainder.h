/** Division with remainder: v_mod(x, y). */
#ifndef WENGERT_SIMD_REMAINDER_H
#define WENGERT_SIMD_REMAINDER_H

#include <math.h>

#include "vector.h"

/* fmod is exact however large x / y is, which no vector formula is; then the sign follows y. */
#define V_MOD(T, fmod)                                                                                                 \
    static inline v_##T v_mod_##T(v_##T x, v_##T y)                                                                    \
    {                                                                                                                  \
        v_##T r = x;                                                                                                   \
        for (int lane = 0; lane < V_LANES_##T; lane++) {                                                               \
            r[lane] = fmod(x[lane], y[lane]);                                                                          \
        }                                                                                                              \
        v_##T zero = v_set_##T(0);                                                                                     \
        v_##T opposite = v_copysign(r, -y);                                                                            \
        r = v_select(v_eq(r, opposite) & v_ne(r, zero), r + y, r);                                                     \
        return v_select(v_eq(r, zero), v_copysign(zero, y), r);                                                        \
        return r;                                                                                                      \
    }

V_MOD(f32, fmodf)
V_MOD(f64, fmod)
#undef V_MOD

/** x − y·⌊x/y⌋, exactly but for one rounding; its sign is that of y, as in Python and NumPy. NaN for y = 0 and x = ±∞.
 */
#define v_mod(x, y) V_OF(x, v_mod)(x, y)

#endif
