/**
 * Lanes of two vectors in another order, for f32 and f64. What is no vector is a constant where these are called.
 *
 *   v_even_lanes(a, b)               every other lane from lane 0 on, those of a first
 *
 *   v_half_segments(a, b, n, half)   of each n lanes the lower half (`half` = 0) or the upper one, those of a first
 *
 *   v_sums(x, count)                 v_hsum of `count` vectors, a power of two up to the lanes, in one vector
 */
#ifndef WENGERT_SIMD_SHUFFLE_H
#define WENGERT_SIMD_SHUFFLE_H

#include "vector.h"

/* Lane i is lane from[i] of a, or beyond its lanes of b. */
#if defined(__clang__)
#define V_SHUFFLE(a, b, from, lanes)                                                                                   \
    __extension__({                                                                                                    \
        __typeof__(a) shuffled = a;                                                                                    \
        for (int lane = 0; lane < (lanes); lane++) {                                                                   \
            shuffled[lane] = (from)[lane] < (lanes) ? (a)[(from)[lane]] : (b)[(from)[lane] - (lanes)];                 \
        }                                                                                                              \
        shuffled;                                                                                                      \
    })
#else
#define V_SHUFFLE(a, b, from, lanes) __builtin_shuffle(a, b, from)
#endif

#define V_SHUFFLES(T, numbers)                                                                                         \
    __attribute__((always_inline)) static inline v_##T v_even_lanes_##T(v_##T a, v_##T b)                              \
    {                                                                                                                  \
        numbers from = {0};                                                                                            \
        for (int i = 0; i < V_LANES_##T; i++) {                                                                        \
            from[i] = 2 * i;                                                                                           \
        }                                                                                                              \
        return V_SHUFFLE(a, b, from, V_LANES_##T);                                                                     \
    }                                                                                                                  \
                                                                                                                       \
    __attribute__((always_inline)) static inline v_##T v_half_segments_##T(v_##T a, v_##T b, int n, int half)          \
    {                                                                                                                  \
        numbers from = {0};                                                                                            \
        for (int i = 0; i < V_LANES_##T; i++) {                                                                        \
            from[i] = i / (n / 2) * n + half * (n / 2) + i % (n / 2);                                                  \
        }                                                                                                              \
        return V_SHUFFLE(a, b, from, V_LANES_##T);                                                                     \
    }                                                                                                                  \
                                                                                                                       \
    /* Adds the halves of each n lanes: of `count` vectors in pairs, of one with itself; as many are left. */          \
    __attribute__((always_inline)) static inline int v_fold_##T(v_##T *x, int count, int n)                            \
    {                                                                                                                  \
        v_##T folded[V_LANES_##T];                                                                                     \
        if (n > V_LANES_##T) {                                                                                         \
            return count;                                                                                              \
        }                                                                                                              \
        int step = count > 1;                                                                                          \
        int left = count > 1 ? count / 2 : 1;                                                                          \
        UNROLLED for (int i = 0; i < left; i++)                                                                        \
        {                                                                                                              \
            v_##T a = x[(1 + step) * i];                                                                               \
            v_##T b = x[(1 + step) * i + step];                                                                        \
            folded[i] = v_half_segments_##T(a, b, n, 0) + v_half_segments_##T(a, b, n, 1);                             \
        }                                                                                                              \
        UNROLLED for (int i = 0; i < left; i++)                                                                        \
        {                                                                                                              \
            x[i] = folded[i];                                                                                          \
        }                                                                                                              \
        return left;                                                                                                   \
    }                                                                                                                  \
                                                                                                                       \
    __attribute__((always_inline)) static inline v_##T v_sums_##T(const v_##T *of, int count)                          \
    {                                                                                                                  \
        v_##T x[V_LANES_##T];                                                                                          \
        UNROLLED for (int i = 0; i < count; i++)                                                                       \
        {                                                                                                              \
            x[i] = of[i];                                                                                              \
        }                                                                                                              \
        /* Written out: only then are the orders of lanes constants soon enough for the compiler. */                   \
        count = v_fold_##T(x, count, 16);                                                                              \
        count = v_fold_##T(x, count, 8);                                                                               \
        count = v_fold_##T(x, count, 4);                                                                               \
        v_fold_##T(x, count, 2);                                                                                       \
        return x[0];                                                                                                   \
    }

V_SHUFFLES(f32, v_s32)
V_SHUFFLES(f64, v_s64)
#undef V_SHUFFLES

#define v_even_lanes(a, b) V_OF(a, v_even_lanes)(a, b)
#define v_sums(x, count) V_OF(*(x), v_sums)(x, count)

#endif
