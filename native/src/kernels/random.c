/**
 * Random numbers that are a function of their index: y[i] for i in [0, n).
 *
 *   uniform_T {y, step}            scalars {low, high}: in [low, high), on a grid of 2^24 (f32) or 2^53 (f64) points
 *   normal_T {y, step}             scalars {mean, std}: by Box and Muller, "A note on the generation of random
 *                                  normal deviates", 1958
 *   truncated_normal_T {y, step}   scalars {mean, std, low, high}: in [low, high], by inversion (truncated_normal.h);
 *                                  std > 0, low < high, which may be infinite
 *
 * for T in f32, f64; sizes {n, seed, stream}; step is one i64, or left out for 0. Tiles cut [0, n).
 *
 * Block b of Philox4x32-10 with counter (b low, b high, stream, step), 32 bits each, and key seed gives four words:
 * four numbers in f32, two in f64, whose words are the low and the high half. So element i is the same for any tiles;
 * uniform numbers are the same on every machine, normal ones on every machine with the same kernel set. A pair of
 * uniform numbers u, v becomes the normal pair √(−2·log(1 − u))·(cos 2πv, sin 2πv); so f32 numbers stay below 5.8 in
 * size, f64 below 8.6. Truncated normal numbers grow with their uniform number, where half a point stands for 0.
 */
#include "kernel.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "../simd/math.h"
#include "../simd/philox.h"
#include "../simd/sincos.h"
#include "truncated_normal.h"

/* A multiple of what the blocks of one vector give, for every type and width. */
#define GRAIN 64

typedef struct {
    v_u64 stream;
    v_u64 step;
    uint64_t key;
} generator;

static generator generator_of(const wg_instruction *instruction, void *const *slots)
{
    const int64_t *step = wg_slot(instruction, slots, 1);
    return (generator){
        .stream = v_set_u64((uint32_t)instruction->sizes[2]),
        .step = v_set_u64(step ? (uint32_t)*step : 0),
        .key = (uint64_t)instruction->sizes[1],
    };
}

/* Blocks first, first + 1, … in the lanes. */
static inline v_philox blocks_from(const generator *from, int64_t first)
{
    static const uint64_t lanes[] = {0, 1, 2, 3, 4, 5, 6, 7};
    v_u64 block = v_set_u64((uint64_t)first) + v_load(lanes);
    return v_philox_4x32_10((v_philox){{block, block >> 32, from->stream, from->step}}, from->key);
}

/* A pair of vectors of uniform numbers in [0, 1): the numbers of even and those of odd index. */
static inline void uniform_pair_f32(const generator *from, int64_t at, v_f32 *even, v_f32 *odd)
{
    v_philox random = blocks_from(from, at / 4);
    v_u32 first = v_pack(random.word[0], random.word[2]);
    v_u32 second = v_pack(random.word[1], random.word[3]);
    *even = __builtin_convertvector((v_s32)(first >> 8), v_f32) * 0x1p-24f;
    *odd = __builtin_convertvector((v_s32)(second >> 8), v_f32) * 0x1p-24f;
}

/* The upper 53 bits, each half made a double by way of the mantissa of 2^52 or 2^84. */
static inline v_f64 unit_f64(v_u64 low, v_u64 high)
{
    v_f64 upper = (v_f64)((high & 0xffffffffu) | 0x4530000000000000u) - 0x1p84;
    v_f64 lower = (v_f64)((low & 0xfffff800u) | 0x4330000000000000u) - 0x1p52;
    return (upper + lower) * 0x1p-64;
}

static inline void uniform_pair_f64(const generator *from, int64_t at, v_f64 *even, v_f64 *odd)
{
    v_philox random = blocks_from(from, at / 2);
    *even = unit_f64(random.word[0], random.word[1]);
    *odd = unit_f64(random.word[2], random.word[3]);
}

static inline v_f64 truncated_f64(const truncated_normal *within, v_f64 u)
{
    return truncated_normal_at(within, v_max(v_set_f64(0x1p-54), u));
}

static inline v_f32 truncated_f32(const truncated_normal *within, v_f32 u)
{
    v_f32 positive = v_max(v_set_f32(0x1p-25f), u);
    return v_narrow(truncated_normal_at(within, v_widen_low(positive)),
                    truncated_normal_at(within, v_widen_high(positive)));
}

#define T f32
#include "random.inc"
#undef T
#define T f64
#include "random.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(uniform_f32), WG_ENTRY(uniform_f64),          WG_ENTRY(normal_f32),
    WG_ENTRY(normal_f64),  WG_ENTRY(truncated_normal_f32), WG_ENTRY(truncated_normal_f64),
};

WG_FAMILY(random, entries);
