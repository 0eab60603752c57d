/* vector.h's functions with AVX2 and FMA. Masks are vectors of all-ones or all-zero lanes. */
#include <immintrin.h>

#include "two_step_scale.h"

#define V_FUSED 1

typedef v_s32 v_mask32;
typedef v_s64 v_mask64;

#define v_any(m) (_mm256_movemask_epi8((__m256i)(m)) != 0)

static inline __m256i v_first_f32(int64_t n)
{
    return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

static inline __m256i v_first_f64(int64_t n)
{
    return _mm256_cmpgt_epi64(_mm256_set1_epi64x(n), _mm256_setr_epi64x(0, 1, 2, 3));
}

#define V_AVX2(T, suffix, mask)                                                                                        \
    static inline v_##T v_set_##T(wg_##T c)                                                                            \
    {                                                                                                                  \
        return _mm256_set1_##suffix(c);                                                                                \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_load_part_##T(const wg_##T *p, int64_t n)                                                    \
    {                                                                                                                  \
        return _mm256_maskload_##suffix(p, v_first_##T(n));                                                            \
    }                                                                                                                  \
                                                                                                                       \
    static inline void v_store_part_##T(wg_##T *p, v_##T x, int64_t n)                                                 \
    {                                                                                                                  \
        _mm256_maskstore_##suffix(p, v_first_##T(n), x);                                                               \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_fma_##T(v_##T a, v_##T b, v_##T c)                                                           \
    {                                                                                                                  \
        return _mm256_fmadd_##suffix(a, b, c);                                                                         \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_sqrt_##T(v_##T x)                                                                            \
    {                                                                                                                  \
        return _mm256_sqrt_##suffix(x);                                                                                \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_round_##T(v_##T x)                                                                           \
    {                                                                                                                  \
        return _mm256_round_##suffix(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);                                \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_min_##T(v_##T a, v_##T b)                                                                    \
    {                                                                                                                  \
        return _mm256_min_##suffix(a, b);                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_max_##T(v_##T a, v_##T b)                                                                    \
    {                                                                                                                  \
        return _mm256_max_##suffix(a, b);                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_lt_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return (mask)_mm256_cmp_##suffix(a, b, _CMP_LT_OQ);                                                            \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_le_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return (mask)_mm256_cmp_##suffix(a, b, _CMP_LE_OQ);                                                            \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_eq_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return (mask)_mm256_cmp_##suffix(a, b, _CMP_EQ_OQ);                                                            \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_ne_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return (mask)_mm256_cmp_##suffix(a, b, _CMP_NEQ_UQ);                                                           \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_select_##T(mask m, v_##T a, v_##T b)                                                         \
    {                                                                                                                  \
        return _mm256_blendv_##suffix(b, a, (v_##T)m);                                                                 \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_keep_##T(mask m, v_##T x)                                                                    \
    {                                                                                                                  \
        return _mm256_and_##suffix((v_##T)m, x);                                                                       \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_drop_##T(mask m, v_##T x)                                                                    \
    {                                                                                                                  \
        return _mm256_andnot_##suffix((v_##T)m, x);                                                                    \
    }

V_AVX2(f32, ps, v_mask32)
V_AVX2(f64, pd, v_mask64)
#undef V_AVX2

static inline float v_hsum_f32(v_f32 x)
{
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
}

static inline double v_hsum_f64(v_f64 x)
{
    __m128d two = _mm_add_pd(_mm256_castpd256_pd128(x), _mm256_extractf128_pd(x, 1));
    return _mm_cvtsd_f64(_mm_add_sd(two, _mm_unpackhi_pd(two, two)));
}

static inline float v_hmax_f32(v_f32 x)
{
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    float one = _mm_cvtss_f32(_mm_max_ss(two, _mm_shuffle_ps(two, two, 1)));
    return v_any(v_ne_f32(x, x)) ? __builtin_nanf("") : one;
}

static inline double v_hmax_f64(v_f64 x)
{
    __m128d two = _mm_max_pd(_mm256_castpd256_pd128(x), _mm256_extractf128_pd(x, 1));
    double one = _mm_cvtsd_f64(_mm_max_sd(two, _mm_unpackhi_pd(two, two)));
    return v_any(v_ne_f64(x, x)) ? __builtin_nan("") : one;
}

static inline v_f64 v_widen_low(v_f32 x)
{
    return _mm256_cvtps_pd(_mm256_castps256_ps128(x));
}

static inline v_f64 v_widen_high(v_f32 x)
{
    return _mm256_cvtps_pd(_mm256_extractf128_ps(x, 1));
}

static inline v_f32 v_narrow(v_f64 low, v_f64 high)
{
    return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm256_cvtpd_ps(low)), _mm256_cvtpd_ps(high), 1);
}

static inline v_u64 v_multiply_wide(v_u64 a, v_u64 b)
{
    return (v_u64)_mm256_mul_epu32((__m256i)a, (__m256i)b);
}
