/*
 * vector.h's functions on 16 bytes. The compiler's plain vectors give most of them on any machine; SSE2 and NEON replace
 * those that plain vectors express badly. Masks are vectors of all-ones or all-zero lanes.
 */
#if defined(__SSE2__) && !defined(WG_SIMD_PORTABLE)
#define V_SSE2 1
#include <emmintrin.h>
#elif defined(__aarch64__) && !defined(WG_SIMD_PORTABLE)
#define V_NEON 1
#include <arm_neon.h>
#endif

#include <math.h>

#include "two_step_scale.h"

typedef v_s32 v_mask32;
typedef v_s64 v_mask64;

#ifdef V_SSE2
#define v_any(m) (_mm_movemask_epi8((__m128i)(m)) != 0)
#else
#define v_any(m) ((((v_s64)(m))[0] | ((v_s64)(m))[1]) != 0)
#endif

static inline v_f32 v_set_f32(float c)
{
    return (v_f32){c, c, c, c};
}

static inline v_f64 v_set_f64(double c)
{
    return (v_f64){c, c};
}

static inline v_f32 v_load_part_f32(const float *p, int64_t n)
{
    switch (n) {
    case 0:
        return (v_f32){0};
    case 1:
        return (v_f32){p[0], 0, 0, 0};
    case 2:
        return (v_f32){p[0], p[1], 0, 0};
    case 3:
        return (v_f32){p[0], p[1], p[2], 0};
    default:
        return (v_f32){p[0], p[1], p[2], p[3]};
    }
}

static inline v_f64 v_load_part_f64(const double *p, int64_t n)
{
    switch (n) {
    case 0:
        return (v_f64){0};
    case 1:
        return (v_f64){p[0], 0};
    default:
        return (v_f64){p[0], p[1]};
    }
}

static inline void v_store_part_f32(float *p, v_f32 x, int64_t n)
{
    for (int64_t lane = 0; lane < n; lane++) {
        p[lane] = x[lane];
    }
}

static inline void v_store_part_f64(double *p, v_f64 x, int64_t n)
{
    for (int64_t lane = 0; lane < n; lane++) {
        p[lane] = x[lane];
    }
}

#ifdef V_NEON
#define V_FUSED 1
#elif defined(__FP_FAST_FMA) && defined(__FP_FAST_FMAF) && !defined(WG_SIMD_PORTABLE)
#define V_FUSED 1
#else
#define V_FUSED 0
#endif

static inline v_f32 v_fma_f32(v_f32 a, v_f32 b, v_f32 c)
{
#ifdef V_NEON
    return (v_f32)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b);
#elif V_FUSED
    return (v_f32){fmaf(a[0], b[0], c[0]), fmaf(a[1], b[1], c[1]), fmaf(a[2], b[2], c[2]), fmaf(a[3], b[3], c[3])};
#else
    return a * b + c;
#endif
}

static inline v_f64 v_fma_f64(v_f64 a, v_f64 b, v_f64 c)
{
#ifdef V_NEON
    return (v_f64)vfmaq_f64((float64x2_t)c, (float64x2_t)a, (float64x2_t)b);
#elif V_FUSED
    return (v_f64){fma(a[0], b[0], c[0]), fma(a[1], b[1], c[1])};
#else
    return a * b + c;
#endif
}

static inline v_f32 v_sqrt_f32(v_f32 x)
{
#if defined(V_SSE2)
    return _mm_sqrt_ps(x);
#elif defined(V_NEON)
    return (v_f32)vsqrtq_f32((float32x4_t)x);
#else
    return (v_f32){sqrtf(x[0]), sqrtf(x[1]), sqrtf(x[2]), sqrtf(x[3])};
#endif
}

static inline v_f64 v_sqrt_f64(v_f64 x)
{
#if defined(V_SSE2)
    return _mm_sqrt_pd(x);
#elif defined(V_NEON)
    return (v_f64)vsqrtq_f64((float64x2_t)x);
#else
    return (v_f64){sqrt(x[0]), sqrt(x[1])};
#endif
}

#define V_PLAIN(T, U, mask, lane_is_integral)                                                                          \
    static inline mask v_lt_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return a < b;                                                                                                  \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_le_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return a <= b;                                                                                                 \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_eq_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return a == b;                                                                                                 \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_ne_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return a != b;                                                                                                 \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_select_##T(mask m, v_##T a, v_##T b)                                                         \
    {                                                                                                                  \
        return (v_##T)(((v_##U)m & (v_##U)a) | (~(v_##U)m & (v_##U)b));                                                \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_keep_##T(mask m, v_##T x)                                                                    \
    {                                                                                                                  \
        return (v_##T)((v_##U)m & (v_##U)x);                                                                           \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_drop_##T(mask m, v_##T x)                                                                    \
    {                                                                                                                  \
        return (v_##T)(~(v_##U)m & (v_##U)x);                                                                          \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_round_##T(v_##T x)                                                                           \
    {                                                                                                                  \
        v_##T magnitude = (v_##T)((v_##U)x & ~V_SIGN_##T);                                                             \
        v_##T rounded = (magnitude + lane_is_integral) - lane_is_integral;                                             \
        rounded = (v_##T)((v_##U)rounded | ((v_##U)x & V_SIGN_##T));                                                   \
        return v_select_##T(magnitude < lane_is_integral, rounded, x);                                                 \
    }

/* From 2^23 (f32) and 2^52 (f64) on every number is integral. */
V_PLAIN(f32, u32, v_mask32, 0x1p23f)
V_PLAIN(f64, u64, v_mask64, 0x1p52)
#undef V_PLAIN

static inline v_f32 v_min_f32(v_f32 a, v_f32 b)
{
#ifdef V_SSE2
    return _mm_min_ps(a, b);
#else
    return v_select_f32(a < b, a, b);
#endif
}

static inline v_f64 v_min_f64(v_f64 a, v_f64 b)
{
#ifdef V_SSE2
    return _mm_min_pd(a, b);
#else
    return v_select_f64(a < b, a, b);
#endif
}

static inline v_f32 v_max_f32(v_f32 a, v_f32 b)
{
#ifdef V_SSE2
    return _mm_max_ps(a, b);
#else
    return v_select_f32(a > b, a, b);
#endif
}

static inline v_f64 v_max_f64(v_f64 a, v_f64 b)
{
#ifdef V_SSE2
    return _mm_max_pd(a, b);
#else
    return v_select_f64(a > b, a, b);
#endif
}

static inline float v_hsum_f32(v_f32 x)
{
    return (x[0] + x[2]) + (x[1] + x[3]);
}

static inline double v_hsum_f64(v_f64 x)
{
    return x[0] + x[1];
}

static inline float v_hmax_f32(v_f32 x)
{
    float even = x[0] > x[2] ? x[0] : x[2];
    float odd = x[1] > x[3] ? x[1] : x[3];
    return v_any(x != x) ? __builtin_nanf("") : even > odd ? even : odd;
}

static inline double v_hmax_f64(v_f64 x)
{
    return v_any(x != x) ? __builtin_nan("") : x[0] > x[1] ? x[0] : x[1];
}

static inline v_f64 v_widen_low(v_f32 x)
{
    return (v_f64){(double)x[0], (double)x[1]};
}

static inline v_f64 v_widen_high(v_f32 x)
{
    return (v_f64){(double)x[2], (double)x[3]};
}

static inline v_f32 v_narrow(v_f64 low, v_f64 high)
{
    return (v_f32){(float)low[0], (float)low[1], (float)high[0], (float)high[1]};
}

static inline v_u64 v_multiply_wide(v_u64 a, v_u64 b)
{
#ifdef V_SSE2
    return (v_u64)_mm_mul_epu32((__m128i)a, (__m128i)b);
#else
    return (a & 0xffffffffu) * (b & 0xffffffffu);
#endif
}
