/** The inverse trigonometric functions of f32, where products are fused; a part of arcs.h. */
#ifndef WENGERT_SIMD_ARCS_F32_H
#define WENGERT_SIMD_ARCS_F32_H

#include "vector.h"

#define V_HALF_PI_F32 0x1.921fb6p0f
#define V_HALF_PI_REST_F32 (-0x1.777a5cp-25f)

/* n·π/2 − y − bend − low for 0 ≤ y ≤ n·π/2, a smaller bend and a tiny low; n is 1 or 2. What is tiny is added up first.
 */
static inline v_f32 v_beyond_quarters_f32(float n, v_f32 y, v_f32 bend, v_f32 low)
{
    v_f32 quarters = v_set_f32(n * V_HALF_PI_F32);
    v_f32 sum = quarters - y;
    v_f32 tiny = ((quarters - sum) - y) + (n * V_HALF_PI_REST_F32 - low);
    return sum + (tiny - bend);
}

/* asin |x| for |x| ≤ ½, beyond ½·acos |x| = asin √((1 − |x|) / 2), as the sum of high and low. */
typedef struct {
    v_f32 high, low;
} v_arc_f32;

/* asin t = t + t³·p(t²) for |t| ≤ ½: minimax (Remez exchange), relative 2^-27.6. */
static inline v_arc_f32 v_asin_or_half_acos_f32(v_f32 a, v_mask_f32 outer)
{
    v_f32 half = v_max(v_set_f32(0), 0.5f - 0.5f * a);
    v_f32 root = v_sqrt(half);
    v_f32 root_low = v_fma(-root, root, half) / (2.0f * v_max(root, v_set_f32(0x1p-60f)));
    v_f32 t = v_select(outer, root, a);
    v_f32 z = v_select(outer, half, a * a);
    v_f32 p = v_fma(z, v_set_f32(0x1.59f912p-5f), v_set_f32(0x1.8b8e36p-6f));
    p = v_fma(p, z, v_set_f32(0x1.748cbap-5f));
    p = v_fma(p, z, v_set_f32(0x1.33015ep-4f));
    p = v_fma(p, z, v_set_f32(0x1.5555cap-3f));
    return (v_arc_f32){t, v_fma(t * z, p, v_keep(outer, root_low))};
}

static inline v_f32 v_asin_f32(v_f32 x)
{
    const v_f32 zero = v_set_f32(0);
    v_f32 a = v_abs(x);
    v_mask_f32 outer = v_lt(v_set_f32(0.5f), a);
    v_arc_f32 y = v_asin_or_half_acos_f32(a, outer);
    v_f32 sum = v_select(outer, v_beyond_quarters_f32(1, 2.0f * y.high, 2.0f * y.low, zero), y.high + y.low);
    return v_select(v_le(a, v_set_f32(1)), v_copysign(sum, x), v_set_f32(__builtin_nanf("")));
}

static inline v_f32 v_acos_f32(v_f32 x)
{
    const v_f32 zero = v_set_f32(0);
    v_f32 a = v_abs(x);
    v_mask_f32 outer = v_lt(v_set_f32(0.5f), a);
    v_arc_f32 y = v_asin_or_half_acos_f32(a, outer);
    v_f32 inner = v_beyond_quarters_f32(1, v_copysign(y.high, x), v_copysign(y.low, x), zero);
    v_f32 far = v_beyond_quarters_f32(2, 2.0f * y.high, 2.0f * y.low, zero);
    v_f32 beyond = v_select(v_lt(x, zero), far, 2.0f * (y.high + y.low));
    return v_select(v_le(a, v_set_f32(1)), v_select(outer, beyond, inner), v_set_f32(__builtin_nanf("")));
}

/*
 * The angle is 0, π/4 or π/2 and that of t, which is a, (a − 1) / (a + 1) or −1/a, so that |t| ≤ ½; what the quotient
 * leaves over is added. atan t = t + t³·p(t²): minimax (Remez exchange), relative 2^-27.4.
 */
static inline v_f32 v_atan_f32(v_f32 x)
{
    v_f32 a = v_min(v_abs(x), v_set_f32(0x1p100f));
    v_mask_f32 turned = v_lt(v_set_f32(0.5f), a);
    v_mask_f32 steep = v_lt(v_set_f32(0x1.35p1f), a);
    v_f32 sum = a + 1.0f;
    v_f32 added = sum - 1.0f;
    v_f32 away = (1.0f - (sum - added)) + (a - added);
    v_f32 above = v_select(steep, v_set_f32(-1), v_select(turned, a - 1.0f, a));
    v_f32 below = v_select(steep, a, v_select(turned, sum, v_set_f32(1)));
    v_f32 inverse = 1.0f / below;
    v_f32 t = above * inverse;
    v_f32 left = v_fma(-t, below, above) - v_drop(steep, v_keep(turned, t * away));
    v_f32 z = t * t;
    v_f32 p = v_fma(z, v_set_f32(-0x1.a3fb6cp-5f), v_set_f32(0x1.a0007p-4f));
    p = v_fma(p, z, v_set_f32(-0x1.2249cap-3f));
    p = v_fma(p, z, v_set_f32(0x1.997b06p-3f));
    p = v_fma(p, z, v_set_f32(-0x1.555512p-2f));
    v_f32 quarters = v_select(steep, v_set_f32(2), v_keep(turned, v_set_f32(1)));
    v_f32 angle = quarters * (0.5f * V_HALF_PI_F32);
    v_f32 y = angle + t;
    /* The slope of atan at t is 1 / (1 + t²), nearly 1 − t². */
    v_f32 low = v_fma(quarters, v_set_f32(0.5f * V_HALF_PI_REST_F32), left * inverse * (1.0f - z));
    y = y + (((angle - y) + t + low) + t * z * p);
    return v_select(v_is_nan(x), x, v_copysign(y, x));
}

#endif
