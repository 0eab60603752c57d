/**
 * What every kernel family shares: its table of kernels and the way a kernel cuts its work into tiles.
 *
 * A family is one file. Its kernels are static functions; the only symbol it defines is its table, whose name carries
 * the kernel set (WG_ISA: avx512, avx2, baseline or portable) that the file is being compiled for, as do those of the
 * functions that it shares with other families (gemm_block.h). families.def lists the families; the build and the
 * lookup derive everything else from that list.
 */
#ifndef WENGERT_KERNELS_KERNEL_H
#define WENGERT_KERNELS_KERNEL_H

#include <assert.h>
#include <stdint.h>

#include <wengert/wengert.h>

/** A kernel and the name that wg_kernel_find knows it by. */
typedef struct {
    const char *name;
    wg_kernel kernel;
} wg_kernel_entry;

/** The kernels of one family, compiled for one kernel set. */
typedef struct {
    const wg_kernel_entry *entries;
    int64_t count;
} wg_family;

#define WG_PASTE_TOKENS(a, b) a##_##b
#define WG_PASTE(a, b) WG_PASTE_TOKENS(a, b)

/** The name of family `name`'s table in kernel set `isa`. */
#define WG_FAMILY_TABLE(name, isa) WG_PASTE(WG_PASTE(wg_family, name), isa)

/** The name of the null-terminated list of the tables of kernel set `isa`; families.c defines it. */
#define WG_FAMILIES(isa) WG_PASTE(wg_families, isa)

/** Defines the table of family `name` from the array `table` of its entries. */
#define WG_FAMILY(name, table)                                                                                         \
    extern const wg_family WG_FAMILY_TABLE(name, WG_ISA);                                                              \
    const wg_family WG_FAMILY_TABLE(name, WG_ISA) = {(table), (int64_t)(sizeof(table) / sizeof *(table))}

/** The entry of a kernel whose function has the kernel's own name. */
#define WG_ENTRY(function)                                                                                             \
    {                                                                                                                  \
#function, function                                                                                            \
    }

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

#endif
