/**
 * What a kernel is written with: its part of the work and its buffers. Static inline only, for kernels of this library
 * and of others, which need not link to it.
 */
#ifndef WENGERT_TILE_H
#define WENGERT_TILE_H

#include <assert.h>
#include <stdint.h>

#include <wengert/wengert.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Begins the definition of an exported kernel: `WG_KERNEL(cube_f64) { … return WG_OK; }`. */
#define WG_KERNEL(name)                                                                                                \
    WG_API int32_t name(const wg_instruction *instruction, void *const *slots, int64_t tile);                          \
    int32_t name(const wg_instruction *instruction, void *const *slots, int64_t tile)

/** The elements [begin, end) of a tile; begin = end when the tile has none. */
typedef struct {
    int64_t begin;
    int64_t end;
} wg_range;

static inline int64_t wg_min(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static inline int64_t wg_max(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/** ⌈a / b⌉ for a ≥ 0, b > 0. */
static inline int64_t wg_ceil_div(int64_t a, int64_t b)
{
    return a / b + (a % b != 0);
}

/**
 * The part of [0, count) that belongs to `tile`: the tiles' parts are as even as boundaries at multiples of `grain`
 * allow, follow one another and cover [0, count). Any `tiles` ≥ 1 will do; with more tiles than grains the surplus is
 * empty.
 */
static inline wg_range wg_tile_range(int64_t count, int64_t tiles, int64_t tile, int64_t grain)
{
    assert(count >= 0 && tiles >= 1 && tile >= 0 && tile < tiles && grain >= 1);
    int64_t grains = wg_ceil_div(count, grain);
    int64_t each = grains / tiles;
    int64_t longer = grains % tiles;
    int64_t first = tile * each + wg_min(tile, longer);
    int64_t last = first + each + (tile < longer);
    return (wg_range){wg_min(first * grain, count), wg_min(last * grain, count)};
}

/** The buffer in position `position` of the instruction's slots; null for slot −1, an operand that is left out. */
static inline void *wg_slot(const wg_instruction *instruction, void *const *slots, int position)
{
    int32_t slot = instruction->slots[position];
    return slot < 0 ? 0 : slots[slot];
}

#ifdef __cplusplus
}
#endif

#endif
