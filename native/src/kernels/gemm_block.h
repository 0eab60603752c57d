/**
 * Matrix products for kernels of other families, on the calling thread: gemm.c defines what is declared here.
 *
 *     WG_MULTIPLY(f32)(&(wg_factors_f32){.m = rows, …});
 *
 * The order in which the terms of an element are added depends on k alone where B is not `b_across`, so the rows of C
 * may then be cut into any parts.
 */
#ifndef WENGERT_KERNELS_GEMM_BLOCK_H
#define WENGERT_KERNELS_GEMM_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel.h"

/**
 * C (m, n) = A (m, k) · B (k, n), or C + A · B if `add`; strides are elements from row to row of what is stored: A as
 * (k, m) if `a_across`, B as (n, k) if `b_across`. C overlaps neither operand. k = 0 gives zeros, or C.
 */
#define WG_FACTORS(T, real)                                                                                            \
    typedef struct {                                                                                                   \
        int64_t m;                                                                                                     \
        int64_t n;                                                                                                     \
        int64_t k;                                                                                                     \
        real *c;                                                                                                       \
        int64_t c_stride;                                                                                              \
        const real *a;                                                                                                 \
        int64_t a_stride;                                                                                              \
        bool a_across;                                                                                                 \
        const real *b;                                                                                                 \
        int64_t b_stride;                                                                                              \
        bool b_across;                                                                                                 \
        bool add;                                                                                                      \
    } wg_factors_##T

WG_FACTORS(f32, float);
WG_FACTORS(f64, double);

/** The function that multiplies factors of that type, of the kernel set that is being compiled. */
#define WG_MULTIPLY(T) WG_PASTE(WG_PASTE(wg_multiply, T), WG_ISA)

void WG_MULTIPLY(f32)(const wg_factors_f32 *factors);
void WG_MULTIPLY(f64)(const wg_factors_f64 *factors);

#endif
