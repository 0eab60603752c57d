/**
 * Attention without its matrix of weights: for each element of a batch, q (T, d), k (S, d) and v (S, dv) give
 *
 *   s = scale·q·kᵀ + mask,   lse = log Σ exp s over the keys,   p = exp(s − lse),   y = p·v
 *
 *   attention_T      {y, lse, q, k, v, mask, geometry}
 *   attention_vjp_T  {dq, dk, dv, q, k, v, lse, delta, dy, mask, geometry}
 *
 * for T in f32, f64; y, dy are (T, dv), lse, delta (T). With dp = dy·vᵀ and ds = scale·p·(dp − delta), the VJP is
 * dq = ds·k, dk = dsᵀ·q, dv = pᵀ·dy; delta = Σ dy·y over dv, less the cotangent of lse.
 *
 * Sizes {batch, T, S, d, dv, flags, mask's row stride, mask's column stride}, scalars {scale}.
 *
 *   flags: 1  a query sees the keys up to its own number only      4  the mask is added, of type T
 *          2  the mask is of bool: the keys that are seen           8  of the VJP, dk and dv alone; 16  dq alone
 *
 * `mask` is a (T, S) matrix for each element of the batch, where `geometry` says: {rank, dims[rank], strides[rank]},
 * the dimensions of the batch and the mask's strides along them, outermost first; left out where they share one.
 * Strides count elements and may be 0.
 *
 * A query that sees no key has y = 0 and lse = ∞, so that p is 0; no cotangent goes through it. A NaN among the scores
 * of a query makes its y NaN.
 *
 * The tiled algorithm is that of Dao et al., "FlashAttention", 2022, Algorithms 1 and 4: blocks of queries meet blocks
 * of keys, and the sums of a query are scaled down whenever a greater score comes up. Tiles of attention cut batch ×
 * blocks of queries; those of the VJP cut the batch, with flag 8 batch × blocks of keys, with flag 16 batch × blocks of
 * queries. No result overlaps an operand.
 */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "gemm_block.h"

#include "../simd/math.h"

/* A block of scores, 16 KiB, lies on the stack beside what gemm_block.h takes there. */
#define QUERIES 64
#define KEYS ((int64_t)(256 / sizeof(real)))

#define MULTIPLY(...) WG_MULTIPLY(T)(&(V_JOIN(wg_factors, T)){__VA_ARGS__})

enum { CAUSAL = 1, MASK_OF_BOOL = 2, MASK_ADDED = 4, KEYS_ALONE = 8, QUERIES_ALONE = 16 };

#define T f32
#include "row.inc"
#include "attention.inc"
#undef T
#define T f64
#include "row.inc"
#include "attention.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(attention_f32),
    WG_ENTRY(attention_f64),
    WG_ENTRY(attention_vjp_f32),
    WG_ENTRY(attention_vjp_f64),
};

WG_FAMILY(attention, entries);
