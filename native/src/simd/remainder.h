/** Division with remainder: v_mod(x, y), v_fmod(x, y). */
#ifndef WENGERT_SIMD_REMAINDER_H
#define WENGERT_SIMD_REMAINDER_H

#include <math.h>

#include "vector.h"

/* The library's is exact however large x / y is, which no vector formula is; in v_mod the sign then follows y. */
#define V_MOD(T, fmod)                                                                                                 \
    static inline v_##T v_fmod_##T(v_##T x, v_##T y)                                                                   \
    {                                                                                                                  \
        for (int lane = 0; lane < V_LANES_##T; lane++) {                                                               \
            x[lane] = fmod(x[lane], y[lane]);                                                                          \
        }                                                                                                              \
        return x;                                                                                                      \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_mod_##T(v_##T x, v_##T y)                                                                    \
    {                                                                                                                  \
        v_##T r = v_fmod_##T(x, y);                                                                                    \
        v_##T zero = v_set_##T(0);                                                                                     \
        v_##T opposite = v_copysign(r, -y);                                                                            \
        r = v_select(v_eq(r, opposite) & v_ne(r, zero), r + y, r);                                                     \
        return v_select(v_eq(r, zero), v_copysign(zero, y), r);                                                        \
    }

V_MOD(f32, fmodf)
V_MOD(f64, fmod)
#undef V_MOD

/** x − y·⌊x/y⌋, exactly but for one rounding; its sign is that of y, as in Python and NumPy. NaN for y = 0, x = ±∞. */
#define v_mod(x, y) V_OF(x, v_mod)(x, y)

/** x − y·trunc(x/y), exactly; its sign is that of x, as in C. NaN for y = 0 and x = ±∞; x for y = ±∞. */
#define v_fmod(x, y) V_OF(x, v_fmod)(x, y)

#endif
