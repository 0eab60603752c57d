/**
 * Matrix products: C[b] = op(A[b]) · op(B[b]), (m, k) · (k, n) → (m, n), for every b of a batch.
 *
 * Kernels gemm_f32, gemm_f64 compute the product here; gemm_blas_f32, gemm_blas_f64 call a CBLAS sgemm or dgemm, whose
 * address is `function`, on each tile. Slots {c, a, b}; sizes {m, n, k, flags, tile_m, tile_n, function, batch}.
 *
 *   flags: 1  A is stored as (k, m)      4  the batch shares one A
 *          2  B is stored as (n, k)      8  the batch shares one B
 *
 * Tiles cut batch × ⌈m/tile_m⌉ × ⌈n/tile_n⌉ blocks of C. C is never read, so NaN in it does not matter, and overlaps
 * neither operand. k = 0 gives zeros. gemm_blas needs m, n, k < 2³¹.
 *
 * How a block is computed (after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008): k
 * is cut into steps; for each, the rows of A, unless there are few columns, are packed into panels whose columns lie
 * side by side, and B is taken strip by strip, packed too where many panels will read it or it lies across. A micro
 * kernel keeps rows × vectors of C in registers and adds the products of one panel and one strip. Where dot products
 * serve better (few rows, B stored by columns) gemm_dot.inc does the work. Each element's terms are added in an order
 * that depends on the sizes alone.
 */
#include <stdbool.h>
#include <string.h>

#include "gemm.h"
#include "gemm_block.h"
#include "gemm_micro.h"
#include "simd/per_type.h"
#include "simd/shuffle.h"

/* The packed blocks live on the stack: 160 KiB of A for the second-level cache, and a strip of B. */
#define STEP 320
#define PACKED_A_BYTES (160 << 10)

/* Up to so many panels read B where it lies: that costs less than packing it, even where the rows lie far apart. */
#define DIRECT_PANELS 4

/*
 * Where B is so small and its rows so near, more rows than that are cut so that each part reads B in place. Only the
 * many rows of the widest registers make up for reading it so often (bench/NOTES.md).
 */
#define DIRECT_BYTES (V_BYTES == 64 ? 4 << 20 : 0)
#define DIRECT_STRIDE 8192

/*
 * A is read in place where few strips of B would make up for packing it and its rows are near one another; with the few
 * registers of the narrowest vectors that gains nothing.
 */
#define IN_PLACE_COLUMNS (V_BYTES >= 32 ? 512 : 0)
#define IN_PLACE_STRIDE 4096

/* The widest strip, in vectors, that is ever packed. */
#define PACKED_VECTORS 2

/* Dot products win where packing B would cost more than it saves, unless the sums are short. */
#define DOT_ROWS 16
#define DOT_TERMS 64

/* Rows that share a load of B, four columns at a time, as far as the registers go. */
#if V_BYTES == 64 || defined(__aarch64__)
#define DOT_BLOCK 4
#else
#define DOT_BLOCK 3
#endif

/* And those of a single row. */
#define MOST_DOT_COLUMNS 8

/* CBLAS's enumerations. */
enum { CBLAS_ROW_MAJOR = 101, CBLAS_AS_IS = 111, CBLAS_TRANSPOSED = 112 };

#define VECTOR_BYTES V_BYTES
#define element real
#define factors_of V_JOIN(wg_factors, T)

#define T f32
#define LANE_TYPE int32_t
#include "square.inc"
#include "gemm_micro.inc"
#include "gemm_pack.inc"
#include "gemm_dot.inc"
#include "gemm.inc"
#include "gemm_blas.inc"
#undef SIDE
#undef LANE_TYPE
#undef T

#define T f64
#define LANE_TYPE int64_t
#include "square.inc"
#include "gemm_micro.inc"
#include "gemm_pack.inc"
#include "gemm_dot.inc"
#include "gemm.inc"
#include "gemm_blas.inc"
#undef SIDE
#undef LANE_TYPE
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(gemm_f32),
    WG_ENTRY(gemm_f64),
    WG_ENTRY(gemm_blas_f32),
    WG_ENTRY(gemm_blas_f64),
};

WG_FAMILY(gemm, entries);
