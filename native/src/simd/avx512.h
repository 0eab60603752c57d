/* vector.h's functions with AVX-512 F and DQ. Masks live in mask registers. */
#include <immintrin.h>

#define V_FUSED 1

typedef __mmask16 v_mask32;
typedef __mmask8 v_mask64;

#define v_any(m) ((m) != 0)

static inline v_mask32 v_first_f32(int64_t n)
{
    return (v_mask32)((1u << n) - 1u);
}

static inline v_mask64 v_first_f64(int64_t n)
{
    return (v_mask64)((1u << n) - 1u);
}

#define V_AVX512(T, suffix, mask)                                                                     \
    static inline v_##T v_set_##T(wg_##T c)                                                                            \
    {                                                                                                                  \
        return _mm512_set1_##suffix(c);                                                                                \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_load_part_##T(const wg_##T *p, int64_t n)                                                    \
    {                                                                                                                  \
        return _mm512_maskz_loadu_##suffix(v_first_##T(n), p);                                                         \
    }                                                                                                                  \
                                                                                                                       \
    static inline void v_store_part_##T(wg_##T *p, v_##T x, int64_t n)                                                 \
    {                                                                                                                  \
        _mm512_mask_storeu_##suffix(p, v_first_##T(n), x);                                                             \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_fma_##T(v_##T a, v_##T b, v_##T c)                                                           \
    {                                                                                                                  \
        return _mm512_fmadd_##suffix(a, b, c);                                                                         \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_sqrt_##T(v_##T x)                                                                            \
    {                                                                                                                  \
        return _mm512_sqrt_##suffix(x);                                                                                \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_round_##T(v_##T x)                                                                           \
    {                                                                                                                  \
        return _mm512_roundscale_##suffix(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);                           \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_scale_##T(v_##T x, v_##T n)                                                                  \
    {                                                                                                                  \
        return _mm512_scalef_##suffix(x, n);                                                                           \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_min_##T(v_##T a, v_##T b)                                                                    \
    {                                                                                                                  \
        return _mm512_min_##suffix(a, b);                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_max_##T(v_##T a, v_##T b)                                                                    \
    {                                                                                                                  \
        return _mm512_max_##suffix(a, b);                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_lt_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return _mm512_cmp_##suffix##_mask(a, b, _CMP_LT_OQ);                                                           \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_le_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return _mm512_cmp_##suffix##_mask(a, b, _CMP_LE_OQ);                                                           \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_eq_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return _mm512_cmp_##suffix##_mask(a, b, _CMP_EQ_OQ);                                                           \
    }                                                                                                                  \
                                                                                                                       \
    static inline mask v_ne_##T(v_##T a, v_##T b)                                                                      \
    {                                                                                                                  \
        return _mm512_cmp_##suffix##_mask(a, b, _CMP_NEQ_UQ);                                                          \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_select_##T(mask m, v_##T a, v_##T b)                                                         \
    {                                                                                                                  \
        return _mm512_mask_blend_##suffix(m, b, a);                                                                    \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_keep_##T(mask m, v_##T x)                                                                    \
    {                                                                                                                  \
        return _mm512_maskz_mov_##suffix(m, x);                                                                        \
    }                                                                                                                  \
                                                                                                                       \
    static inline v_##T v_drop_##T(mask m, v_##T x)                                                                    \
    {                                                                                                                  \
        return _mm512_mask_mov_##suffix(x, m, _mm512_setzero_##suffix());                                              \
    }                                                                                                                  \
                                                                                                                       \
    static inline wg_##T v_hsum_##T(v_##T x)                                                                           \
    {                                                                                                                  \
        return _mm512_reduce_add_##suffix(x);                                                                          \
    }                                                                                                                  \
                                                                                                                       \
    static inline wg_##T v_hmax_##T(v_##T x)                                                                           \
    {                                                                                                                  \
        return v_any(v_ne_##T(x, x)) ? (wg_##T)__builtin_nan("") : _mm512_reduce_max_##suffix(x);                      \
    }

V_AVX512(f32, ps, v_mask32)
V_AVX512(f64, pd, v_mask64)
#undef V_AVX512

static inline v_f64 v_widen_low(v_f32 x)
{
    return _mm512_cvtps_pd(_mm512_castps512_ps256(x));
}

static inline v_f64 v_widen_high(v_f32 x)
{
    return _mm512_cvtps_pd(_mm512_extractf32x8_ps(x, 1));
}

static inline v_f32 v_narrow(v_f64 low, v_f64 high)
{
    return _mm512_insertf32x8(_mm512_castps256_ps512(_mm512_cvtpd_ps(low)), _mm512_cvtpd_ps(high), 1);
}

static inline v_u64 v_multiply_wide(v_u64 a, v_u64 b)
{
    return (v_u64)_mm512_mul_epu32((__m512i)a, (__m512i)b);
}
