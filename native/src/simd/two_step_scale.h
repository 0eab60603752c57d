/* v_scale for instruction sets that have no such instruction. */

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

/* In two steps, since 2ⁿ itself may overflow or be subnormal; only the second can be inexact. */
static inline v_f32 v_scale_f32(v_f32 x, v_f32 n)
{
    v_f32 half = (n * 0.5f + 0x1.8p23f) - 0x1.8p23f;
    return x * v_power_of_two_f32(half) * v_power_of_two_f32(n - half);
}

static inline v_f64 v_scale_f64(v_f64 x, v_f64 n)
{
    v_f64 half = (n * 0.5 + 0x1.8p52) - 0x1.8p52;
    return x * v_power_of_two_f64(half) * v_power_of_two_f64(n - half);
}
