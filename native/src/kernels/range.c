/**
 * Evenly spaced numbers: y[i] = start + i·step.
 *
 * Kernels arange_f32, arange_f64, arange_i32, arange_i64. Slots {y}; sizes {n}; scalars {start, step}; each number is
 * computed in double and then rounded, so no error adds up. Kernels linspace_f32, linspace_f64: from start to stop,
 * both of them exactly; scalars {start, step, stop}. The second half is stop − (n − 1 − i)·step, as PyTorch has it, so
 * that the numbers lie symmetrically. Tiles cut [0, n).
 */
#include "kernel.h"

#define GRAIN 64

#define DEFINE_ARANGE(name, type)                                                                                      \
    static int32_t name(const wg_instruction *instruction, void *const *slots, int64_t tile)                           \
    {                                                                                                                  \
        type *y = wg_slot(instruction, slots, 0);                                                                      \
        double start = instruction->scalars[0];                                                                        \
        double step = instruction->scalars[1];                                                                         \
        wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, GRAIN);                        \
        for (int64_t i = range.begin; i < range.end; i++) {                                                            \
            y[i] = (type)(start + (double)i * step);                                                                   \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

#define DEFINE_LINSPACE(name, type)                                                                                    \
    static int32_t name(const wg_instruction *instruction, void *const *slots, int64_t tile)                           \
    {                                                                                                                  \
        type *y = wg_slot(instruction, slots, 0);                                                                      \
        int64_t n = instruction->sizes[0];                                                                             \
        double start = instruction->scalars[0];                                                                        \
        double step = instruction->scalars[1];                                                                         \
        double stop = instruction->scalars[2];                                                                         \
        wg_range range = wg_tile_range(n, instruction->tiles, tile, GRAIN);                                            \
        for (int64_t i = range.begin; i < range.end; i++) {                                                            \
            y[i] = (type)(i < (n + 1) / 2 ? start + (double)i * step : stop - (double)(n - 1 - i) * step);             \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

DEFINE_ARANGE(arange_f32, float)
DEFINE_ARANGE(arange_f64, double)
DEFINE_ARANGE(arange_i32, int32_t)
DEFINE_ARANGE(arange_i64, int64_t)
DEFINE_LINSPACE(linspace_f32, float)
DEFINE_LINSPACE(linspace_f64, double)

static const wg_kernel_entry entries[] = {
    WG_ENTRY(arange_f32), WG_ENTRY(arange_f64),   WG_ENTRY(arange_i32),
    WG_ENTRY(arange_i64), WG_ENTRY(linspace_f32), WG_ENTRY(linspace_f64),
};

WG_FAMILY(range, entries);
