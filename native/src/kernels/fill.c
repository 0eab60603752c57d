/**
 * Fill: y[i] = value.
 *
 * Kernels fill_b1, fill_b4, fill_b8 for elements of 1, 4 and 8 bytes.
 * Slots {y}; sizes {n, bits}: the low bits of `bits` are the element. Tiles cut [0, n).
 */
#include "kernel.h"

#define GRAIN 64

#define DEFINE_FILL(name, element)                                                                                     \
    static int32_t name(const wg_instruction *instruction, void *const *slots, int64_t tile)                           \
    {                                                                                                                  \
        element *y = wg_slot(instruction, slots, 0);                                                                   \
        element value = (element)(uint64_t)instruction->sizes[1];                                                      \
        wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, GRAIN);                        \
        for (int64_t i = range.begin; i < range.end; i++) {                                                            \
            y[i] = value;                                                                                              \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

DEFINE_FILL(fill_b1, uint8_t)
DEFINE_FILL(fill_b4, uint32_t)
DEFINE_FILL(fill_b8, uint64_t)

static const wg_kernel_entry entries[] = {
    WG_ENTRY(fill_b1),
    WG_ENTRY(fill_b4),
    WG_ENTRY(fill_b8),
};

WG_FAMILY(fill, entries);
