/**
 * Conversions between element types: y[i] = x[i] as the type of y.
 *
 * Kernels cast_A_B from A to B, for A and B among f32, f64, i32, i64 and bool.
 * Slots {y, x}; sizes {n}. Tiles cut [0, n). y and x do not overlap.
 * To bool: x ≠ 0, so NaN is true. Real to integer truncates towards zero and saturates; NaN gives 0. Integer to integer
 * keeps the low bits. To a real type: the nearest number, ties to even.
 */
#include "kernel.h"

#include <stdbool.h>

#define GRAIN 64

/* 2^31 and 2^63 are exact in both real types, as is every real number below them on conversion. */
static inline int32_t saturated_i32(double x)
{
    int32_t within = (int32_t)(x > -0x1p31 && x < 0x1p31 ? x : 0);
    return x >= 0x1p31 ? INT32_MAX : x <= -0x1p31 ? INT32_MIN : within;
}

static inline int64_t saturated_i64(double x)
{
    int64_t within = (int64_t)(x > -0x1p63 && x < 0x1p63 ? x : 0);
    return x >= 0x1p63 ? INT64_MAX : x <= -0x1p63 ? INT64_MIN : within;
}

#define DEFINE_CAST(name, from, to, ...)                                                                               \
    static int32_t name(const wg_instruction *instruction, void *const *slots, int64_t tile)                           \
    {                                                                                                                  \
        to *restrict ys = wg_slot(instruction, slots, 0);                                                              \
        const from *restrict xs = wg_slot(instruction, slots, 1);                                                      \
        wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, GRAIN);                        \
        for (int64_t i = range.begin; i < range.end; i++) {                                                            \
            from x = xs[i];                                                                                            \
            ys[i] = (to)(__VA_ARGS__);                                                                                 \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

DEFINE_CAST(cast_f32_f32, float, float, x)
DEFINE_CAST(cast_f32_f64, float, double, x)
DEFINE_CAST(cast_f32_i32, float, int32_t, saturated_i32((double)x))
DEFINE_CAST(cast_f32_i64, float, int64_t, saturated_i64((double)x))
DEFINE_CAST(cast_f32_bool, float, bool, x != 0)

DEFINE_CAST(cast_f64_f32, double, float, x)
DEFINE_CAST(cast_f64_f64, double, double, x)
DEFINE_CAST(cast_f64_i32, double, int32_t, saturated_i32(x))
DEFINE_CAST(cast_f64_i64, double, int64_t, saturated_i64(x))
DEFINE_CAST(cast_f64_bool, double, bool, x != 0)

DEFINE_CAST(cast_i32_f32, int32_t, float, x)
DEFINE_CAST(cast_i32_f64, int32_t, double, x)
DEFINE_CAST(cast_i32_i32, int32_t, int32_t, x)
DEFINE_CAST(cast_i32_i64, int32_t, int64_t, x)
DEFINE_CAST(cast_i32_bool, int32_t, bool, x != 0)

DEFINE_CAST(cast_i64_f32, int64_t, float, x)
DEFINE_CAST(cast_i64_f64, int64_t, double, x)
DEFINE_CAST(cast_i64_i32, int64_t, int32_t, (uint32_t)x)
DEFINE_CAST(cast_i64_i64, int64_t, int64_t, x)
DEFINE_CAST(cast_i64_bool, int64_t, bool, x != 0)

DEFINE_CAST(cast_bool_f32, unsigned char, float, x)
DEFINE_CAST(cast_bool_f64, unsigned char, double, x)
DEFINE_CAST(cast_bool_i32, unsigned char, int32_t, x)
DEFINE_CAST(cast_bool_i64, unsigned char, int64_t, x)
DEFINE_CAST(cast_bool_bool, unsigned char, unsigned char, x)

#define TO_EACH(from)                                                                                                  \
    WG_ENTRY(cast_##from##_f32), WG_ENTRY(cast_##from##_f64), WG_ENTRY(cast_##from##_i32),                             \
        WG_ENTRY(cast_##from##_i64), WG_ENTRY(cast_##from##_bool)

static const wg_kernel_entry entries[] = {TO_EACH(f32), TO_EACH(f64), TO_EACH(i32), TO_EACH(i64), TO_EACH(bool)};

WG_FAMILY(cast, entries);
