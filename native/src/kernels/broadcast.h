/**
 * How kernels of several operands with broadcasting find their elements.
 *
 * The result z is dense. Its n elements are rows of `inner` elements, along which each operand advances by a step of 0
 * or 1. The rows are counted by `rank` outer dimensions: geometry is an int64 block of dims[rank], then the
 * strides[rank] of each operand, outermost first, in elements and possibly 0; n = inner · Π dims. Rank 0 needs no
 * geometry. Slots {z, operands…, geometry}; sizes {n, inner, step of each operand…, rank}. Tiles cut [0, n), so one may
 * begin within a row.
 */
#ifndef WENGERT_KERNELS_BROADCAST_H
#define WENGERT_KERNELS_BROADCAST_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel.h"

#define WG_BROADCAST_GRAIN 64
#define WG_MOST_OPERANDS 3

/** z[i] = f(x[0][i·step[0]], x[1][i·step[1]], …) for i in [0, n). */
typedef void wg_row(void *z, const void *const *x, int64_t n, const bool *step);

/** Runs `compute` on every part of a row that lies in the tile. Sizes of elements are in bytes; `operands` is a
 * constant. */
static inline int32_t wg_walk(const wg_instruction *instruction, void *const *slots, int64_t tile, int operands,
                              wg_row *compute, int64_t result_bytes, const int64_t *operand_bytes)
{
    char *z = wg_slot(instruction, slots, 0);
    const int64_t *dims = wg_slot(instruction, slots, operands + 1);
    int64_t inner = instruction->sizes[1];
    int64_t rank = instruction->sizes[2 + operands];
    const char *x[WG_MOST_OPERANDS];
    const int64_t *strides[WG_MOST_OPERANDS];
    bool step[WG_MOST_OPERANDS];
    for (int o = 0; o < operands; o++) {
        x[o] = wg_slot(instruction, slots, o + 1);
        step[o] = instruction->sizes[2 + o] != 0;
        strides[o] = rank > 0 ? dims + (o + 1) * rank : NULL;
    }
    wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, WG_BROADCAST_GRAIN);

    for (int64_t at = range.begin; at < range.end;) {
        int64_t column = at % inner;
        int64_t outer = at / inner;
        int64_t first[WG_MOST_OPERANDS] = {0};
        int64_t next[WG_MOST_OPERANDS] = {0};
        int64_t rows = 1;
        for (int64_t d = rank - 1; d >= 0; d--) {
            int64_t index = outer % dims[d];
            outer /= dims[d];
            for (int o = 0; o < operands; o++) {
                first[o] += index * strides[o][d];
            }
        }
        /* Along the last outer dimension rows follow one another by a stride: only its end is a carry to work out anew.
         */
        if (rank > 0) {
            rows = dims[rank - 1] - at / inner % dims[rank - 1];
            for (int o = 0; o < operands; o++) {
                next[o] = strides[o][rank - 1];
            }
        }
        for (; rows > 0 && at < range.end; rows--) {
            int64_t count = wg_min(inner - column, range.end - at);
            const void *row[WG_MOST_OPERANDS];
            for (int o = 0; o < operands; o++) {
                row[o] = x[o] + (first[o] + (step[o] ? column : 0)) * operand_bytes[o];
                first[o] += next[o];
            }
            compute(z + at * result_bytes, row, count, step);
            at += count;
            column = 0;
        }
    }
    return WG_OK;
}

#endif
