/**
 * Vectors of f32 and f64, as wide as the instruction set that the file is being compiled for: 64 bytes with AVX-512
 * (F and DQ), 32 with AVX2 and FMA, else 16 (SSE2, NEON, or what the compiler makes of plain vectors). WG_SIMD_PORTABLE
 * asks for the plain ones.
 *
 * The types are the compiler's own vector types, so + − * / and unary − are the operators, & | ^ << >> work on the
 * integer vectors, a scalar operand stands for a vector of it, and a cast between vectors keeps the bits: a kernel
 * reads like its formula. What has no operator is a function below, for f32 and f64 alike:
 *
 *   v_load(p), v_store(p, x)                  all lanes; no alignment is needed
 *   v_load_part(p, n), v_store_part(p, x, n)  the first n lanes, 0 ≤ n ≤ lanes; the others read as 0 and are not
 * written v_load_part_or(p, n, x)                   as v_load_part; the others are those of x v_load_up_to(p, n),
 * v_store_up_to(p, x, n)   v_load_part and v_store_part for any n ≥ 0: all lanes if n is more v_fill(x, c) c in every
 * lane of a vector like x; v_set_f32(c), v_set_f64(c) v_fma(a, b, c)                            a·b + c; rounded once
 * where V_FUSED is 1, else twice v_sqrt, v_abs, v_round(x)                 v_round: to the nearest integer, ties to
 * even v_floor, v_ceil, v_trunc(x)               to the nearest integer below, above and towards 0; the sign of zero is
 * kept v_copysign(x, s)                          |x| with the sign bit of s v_scale(x, n) x·2ⁿ for integral n, |n| ≤
 * 250 (f32) or 2040 (f64), and 0.5 ≤ |x| < 2 v_min(a, b), v_max(a, b)                  a < b ? a : b and a > b ? a : b,
 * so b where either is NaN v_min_nan(a, b), v_max_nan(a, b)          the minimum and maximum; NaN where either is NaN
 *   v_lt le gt ge eq ne(a, b), v_is_nan(x)    a mask (v_mask_f32, v_mask_f64), combined by & and |
 *   v_select(m, a, b)                         m ? a : b
 *   v_keep(m, x), v_drop(m, x)                m ? x : +0 and m ? +0 : x
 *   v_any(m)                                  whether any lane is set
 *   v_hsum(x), v_hmax(x)                      over the lanes, halves folded onto each other; v_hmax propagates NaN
 *   v_widen_low(x), v_widen_high(x), v_narrow(low, high)    f32 ⇄ f64
 *   v_multiply_wide(a, b)                     the 64-bit products of the low 32 bits of two v_u64
 *   v_pack(a, b)                              a v_u32 of the low halves of two v_u64: a[0], b[0], a[1], b[1], …
 *
 * Everything is static inline: a function that survived out of line could be linked into a kernel set for an older CPU.
 */
#ifndef WENGERT_SIMD_VECTOR_H
#define WENGERT_SIMD_VECTOR_H

#include <stdint.h>

#if defined(__AVX512F__) && defined(__AVX512DQ__) && !defined(WG_SIMD_PORTABLE)
#define V_BYTES 64
#elif defined(__AVX2__) && defined(__FMA__) && !defined(WG_SIMD_PORTABLE)
#define V_BYTES 32
#else
#define V_BYTES 16
#endif

/** Before a loop over registers, whose bounds are constants. */
#if defined(__clang__)
#define UNROLLED _Pragma("clang loop unroll(full)")
#else
#define UNROLLED _Pragma("GCC unroll 16")
#endif

typedef float wg_f32;
typedef double wg_f64;
typedef uint32_t wg_u32;
typedef uint64_t wg_u64;

typedef wg_f32 v_f32 __attribute__((vector_size(V_BYTES)));
typedef wg_f64 v_f64 __attribute__((vector_size(V_BYTES)));
/* Unsigned, so that overflow wraps; u64 lanes stand beside f64 lanes and u32 beside f32. */
typedef wg_u32 v_u32 __attribute__((vector_size(V_BYTES)));
typedef wg_u64 v_u64 __attribute__((vector_size(V_BYTES)));
typedef int32_t v_s32 __attribute__((vector_size(V_BYTES)));
typedef int64_t v_s64 __attribute__((vector_size(V_BYTES)));

enum { V_LANES_f32 = V_BYTES / 4, V_LANES_f64 = V_BYTES / 8, V_LANES_u32 = V_BYTES / 4, V_LANES_u64 = V_BYTES / 8 };

#define V_SIGN_f32 0x80000000u
#define V_SIGN_f64 0x8000000000000000u

/*
 * 2ⁿ for integral n within the exponent range of normal numbers: adding 1.5·2^(mantissa bits) leaves n in the low bits.
 */
static inline v_f32 v_power_of_two_f32(v_f32 n)
{
    return (v_f32)(((v_u32)(n + 0x1.8p23f) + 127u) << 23);
}

static inline v_f64 v_power_of_two_f64(v_f64 n)
{
    return (v_f64)(((v_u64)(n + 0x1.8p52) + 1023u) << 52);
}

#if V_BYTES == 64
#include "avx512.inc"
#elif V_BYTES == 32
#include "avx2.inc"
#else
#include "vector128.inc"
#endif

#define V_MEMORY(T)                                                                                                    \
    typedef v_##T v_##T##_in_memory __attribute__((aligned(sizeof(wg_##T)), may_alias));                               \
                                                                                                                       \
    static inline v_##T v_load_##T(const wg_##T *p)                                                                    \
    {                                                                                                                  \
        return *(const v_##T##_in_memory *)p;                                                                          \
    }                                                                                                                  \
                                                                                                                       \
    static inline void v_store_##T(wg_##T *p, v_##T x)                                                                 \
    {                                                                                                                  \
        *(v_##T##_in_memory *)p = x;                                                                                   \
    }

V_MEMORY(f32)
V_MEMORY(f64)
V_MEMORY(u32)
V_MEMORY(u64)

static inline v_u32 v_load_part_u32(const wg_u32 *p, int64_t n)
{
    return (v_u32)v_load_part_f32((const float *)p, n);
}

static inline v_u64 v_load_part_u64(const wg_u64 *p, int64_t n)
{
    return (v_u64)v_load_part_f64((const double *)p, n);
}

static inline void v_store_part_u32(wg_u32 *p, v_u32 x, int64_t n)
{
    v_store_part_f32((float *)p, (v_f32)x, n);
}

static inline void v_store_part_u64(wg_u64 *p, v_u64 x, int64_t n)
{
    v_store_part_f64((double *)p, (v_f64)x, n);
}

static inline v_u32 v_set_u32(uint32_t c)
{
    return (v_u32){0} + c;
}

static inline v_u64 v_set_u64(uint64_t c)
{
    return (v_u64){0} + c;
}

static inline v_u32 v_pack(v_u64 a, v_u64 b)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return (v_u32)(a << 32 | (b & 0xffffffffu));
#else
    return (v_u32)((a & 0xffffffffu) | b << 32);
#endif
}

#define V_DERIVED(T, U)                                                                                                \
    static inline v_##T v_abs_##T(v_##T x)                                                                             \
    {                                                                                                                  \
        return (v_##T)((v_##U)x & ~V_SIGN_##T);                                                                        \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_copysign_##T(v_##T x, v_##T s)                                                               \
    {                                                                                                                  \
        return (v_##T)(((v_##U)x & ~V_SIGN_##T) | ((v_##U)s & V_SIGN_##T));                                            \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_max_nan_##T(v_##T a, v_##T b)                                                                \
    {                                                                                                                  \
        return v_select_##T(v_eq_##T(a, a), v_max_##T(a, b), a);                                                       \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_min_nan_##T(v_##T a, v_##T b)                                                                \
    {                                                                                                                  \
        return v_select_##T(v_eq_##T(a, a), v_min_##T(a, b), a);                                                       \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_floor_##T(v_##T x)                                                                           \
    {                                                                                                                  \
        v_##T rounded = v_round_##T(x);                                                                                \
        return rounded - v_keep_##T(v_lt_##T(x, rounded), v_set_##T(1));                                               \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_ceil_##T(v_##T x)                                                                            \
    {                                                                                                                  \
        return -v_floor_##T(-x);                                                                                       \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_trunc_##T(v_##T x)                                                                           \
    {                                                                                                                  \
        return v_copysign_##T(v_floor_##T(v_abs_##T(x)), x);                                                           \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_load_up_to_##T(const wg_##T *p, int64_t n)                                                   \
    {                                                                                                                  \
        return n >= V_LANES_##T ? v_load_##T(p) : v_load_part_##T(p, n);                                               \
    }                                                                                                                  \
                                                                                                                       \
    static inline void v_store_up_to_##T(wg_##T *p, v_##T x, int64_t n)                                                \
    {                                                                                                                  \
        if (n >= V_LANES_##T) {                                                                                        \
            v_store_##T(p, x);                                                                                         \
        } else {                                                                                                       \
            v_store_part_##T(p, x, n);                                                                                 \
        }                                                                                                              \
    }

V_DERIVED(f32, u32)
V_DERIVED(f64, u64)

#define V_OF(x, function) _Generic((x), v_f32 : function##_f32, v_f64 : function##_f64)
#define V_AT(p, function)                                                                                              \
    _Generic((p),                                                                                                      \
        float *: function##_f32,                                                                                       \
        const float *: function##_f32,                                                                                 \
        double *: function##_f64,                                                                                      \
        const double *: function##_f64,                                                                                \
        uint32_t *: function##_u32,                                                                                    \
        const uint32_t *: function##_u32,                                                                              \
        uint64_t *: function##_u64,                                                                                    \
        const uint64_t *: function##_u64)

#define v_load(p) V_AT(p, v_load)(p)
#define v_store(p, x) V_AT(p, v_store)(p, x)
#define v_load_part(p, n) V_AT(p, v_load_part)(p, n)
#define v_store_part(p, x, n) V_AT(p, v_store_part)(p, x, n)
#define v_load_part_or(p, n, x) V_OF(x, v_load_part_or)(p, n, x)
#define v_load_up_to(p, n)                                                                                             \
    _Generic((p),                                                                                                      \
        float *: v_load_up_to_f32,                                                                                     \
        const float *: v_load_up_to_f32,                                                                               \
        double *: v_load_up_to_f64,                                                                                    \
        const double *: v_load_up_to_f64)(p, n)
#define v_store_up_to(p, x, n) V_OF(x, v_store_up_to)(p, x, n)
#define v_fill(x, c) V_OF(x, v_set)(c)
#define v_fma(a, b, c) V_OF(a, v_fma)(a, b, c)
#define v_sqrt(x) V_OF(x, v_sqrt)(x)
#define v_abs(x) V_OF(x, v_abs)(x)
#define v_round(x) V_OF(x, v_round)(x)
#define v_floor(x) V_OF(x, v_floor)(x)
#define v_ceil(x) V_OF(x, v_ceil)(x)
#define v_trunc(x) V_OF(x, v_trunc)(x)
#define v_copysign(x, s) V_OF(x, v_copysign)(x, s)
#define v_scale(x, n) V_OF(x, v_scale)(x, n)
#define v_min(a, b) V_OF(a, v_min)(a, b)
#define v_max(a, b) V_OF(a, v_max)(a, b)
#define v_min_nan(a, b) V_OF(a, v_min_nan)(a, b)
#define v_max_nan(a, b) V_OF(a, v_max_nan)(a, b)
#define v_lt(a, b) V_OF(a, v_lt)(a, b)
#define v_le(a, b) V_OF(a, v_le)(a, b)
#define v_gt(a, b) V_OF(a, v_lt)(b, a)
#define v_ge(a, b) V_OF(a, v_le)(b, a)
#define v_eq(a, b) V_OF(a, v_eq)(a, b)
#define v_ne(a, b) V_OF(a, v_ne)(a, b)
#define v_is_nan(x) V_OF(x, v_ne)(x, x)
#define v_select(m, a, b) V_OF(a, v_select)(m, a, b)
#define v_keep(m, x) V_OF(x, v_keep)(m, x)
#define v_drop(m, x) V_OF(x, v_drop)(m, x)
#define v_hsum(x) V_OF(x, v_hsum)(x)
#define v_hmax(x) V_OF(x, v_hmax)(x)

#endif
