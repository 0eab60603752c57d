/** How large the micro kernels of matrix products are. */
#ifndef WENGERT_KERNELS_GEMM_MICRO_H
#define WENGERT_KERNELS_GEMM_MICRO_H

#include "simd/vector.h"

/** Rows of C that fit into registers beside two vectors of B, a scalar of A and, without FMA, a product. */
#if V_BYTES == 64
#define MOST_ROWS 14
#elif defined(__aarch64__)
#define MOST_ROWS 12
#elif V_BYTES == 32
#define MOST_ROWS 6
#else
#define MOST_ROWS 5
#endif

/** The widest strip, in vectors, that there is a micro kernel for. */
#define MOST_VECTORS 8
#define LOG2(vectors) ((vectors) == 1 ? 0 : (vectors) == 2 ? 1 : (vectors) == 4 ? 2 : 3)

#endif
