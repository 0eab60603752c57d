/** What gemm and gemm_blas have in common: how the sizes of the instruction are read and cut into blocks of C. */
#ifndef WENGERT_KERNELS_GEMM_H
#define WENGERT_KERNELS_GEMM_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel.h"

/** A block of one matrix of the batch: rows [row, row + m) and columns [column, column + n) of C. */
typedef struct {
    int64_t matrix;
    int64_t row;
    int64_t column;
    int64_t m;
    int64_t n;
} wg_block;

/** The whole product, (m, k) · (k, n), and how it is cut. */
typedef struct {
    int64_t m;
    int64_t n;
    int64_t k;
    int64_t tile_m;
    int64_t tile_n;
    int64_t batch;
    bool a_across;
    bool b_across;
    /** Elements from one matrix of the batch to the next; 0 where it is shared. */
    int64_t a_step;
    int64_t b_step;
} wg_product;

static inline wg_product wg_product_of(const int64_t *sizes)
{
    enum { A_IS_TRANSPOSED = 1, B_IS_TRANSPOSED = 2, A_IS_SHARED = 4, B_IS_SHARED = 8 };

    int64_t flags = sizes[3];
    return (wg_product){
        .m = sizes[0],
        .n = sizes[1],
        .k = sizes[2],
        .tile_m = sizes[4],
        .tile_n = sizes[5],
        .batch = sizes[7],
        .a_across = flags & A_IS_TRANSPOSED,
        .b_across = flags & B_IS_TRANSPOSED,
        .a_step = flags & A_IS_SHARED ? 0 : sizes[0] * sizes[2],
        .b_step = flags & B_IS_SHARED ? 0 : sizes[1] * sizes[2],
    };
}

/** The product whose result, read as (n, m), is the transpose of `product`'s; the operands change places. */
static inline wg_product wg_product_transposed(const wg_product *product)
{
    return (wg_product){
        .m = product->n,
        .n = product->m,
        .k = product->k,
        .tile_m = product->tile_n,
        .tile_n = product->tile_m,
        .batch = product->batch,
        .a_across = !product->b_across,
        .b_across = !product->a_across,
        .a_step = product->b_step,
        .b_step = product->a_step,
    };
}

/** The blocks of C that belong to a tile, as numbers for wg_block_number. */
static inline wg_range wg_blocks_of(const wg_product *product, int64_t tiles, int64_t tile)
{
    assert(product->tile_m > 0 && product->tile_n > 0);
    int64_t blocks = wg_ceil_div(product->m, product->tile_m) * wg_ceil_div(product->n, product->tile_n);
    return wg_tile_range(product->batch * blocks, tiles, tile, 1);
}

static inline wg_block wg_block_number(const wg_product *product, int64_t number)
{
    int64_t across = wg_ceil_div(product->n, product->tile_n);
    int64_t down = wg_ceil_div(product->m, product->tile_m);
    int64_t row = number / across % down * product->tile_m;
    int64_t column = number % across * product->tile_n;
    return (wg_block){
        .matrix = number / across / down,
        .row = row,
        .column = column,
        .m = wg_min(product->tile_m, product->m - row),
        .n = wg_min(product->tile_n, product->n - column),
    };
}

#endif
