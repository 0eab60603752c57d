/**
 * The names by which a template speaks of its index type, I: i32 or i64. INDEXED(gather) adds it to NAMED(gather).
 *
 * each_index.inc includes a template once for each of them.
 */
#ifndef WENGERT_KERNELS_INDEX_H
#define WENGERT_KERNELS_INDEX_H

#include <stdint.h>

#include "kernel.h"

typedef int32_t wg_index_i32;
typedef int64_t wg_index_i64;

/* Columns that a tile should have at least; fewer, and two tiles would share cache lines. */
#define INDEX_COLUMNS 16

/** What a tile writes of (batch, rows, d) elements: parts of the batch, of the rows and of the columns. */
typedef struct wg_index_cut {
    wg_range part;
    wg_range row;
    wg_range column;
} wg_index_cut;

/**
 * Cuts the batch where there is one, else the columns where each tile can have a cache line or more, else the rows:
 * every element is written by one tile alone, in the order of the indices.
 */
static inline wg_index_cut wg_cut_at_indices(int64_t batch, int64_t rows, int64_t d, int64_t tiles, int64_t tile)
{
    wg_index_cut cut = {{0, batch}, {0, rows}, {0, d}};
    if (batch != 1) {
        cut.part = wg_tile_range(batch, tiles, tile, 1);
    } else if (d / INDEX_COLUMNS >= tiles) {
        cut.column = wg_tile_range(d, tiles, tile, INDEX_COLUMNS);
    } else {
        cut.row = wg_tile_range(rows, tiles, tile, 1);
    }
    return cut;
}

#define index_type WG_PASTE(wg_index, I)
#define INDEXED(name) WG_PASTE(NAMED(name), I)

#endif
