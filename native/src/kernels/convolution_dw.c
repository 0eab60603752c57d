/**
 * The adjoint of a convolution for w; convolution.h has the formula.
 *
 *   dw[g·out + o, c, i, j] = Σ_{n,u,v} dy[n, g·out + o, u, v] · x[n, g·in + c, u·sh + i·dh − top, v·sw + j·dw − left]
 *
 * Kernels convolution_dw_f32, convolution_dw_f64. Slots {dw, x, dy, geometry}; sizes {parts}. `geometry` holds a
 * wg_convolution; its blocks are not used. dw is (parts, groups · out, in, kh, kw): the sum is cut into `parts` along
 * images and blocks of their rows, to be added up afterwards. It overlaps no operand; all of it is written, also
 * where there is nothing to add. Tiles cut parts × groups; which terms a part has, and their order, depends on the
 * sizes alone.
 *
 * How it is computed: for a block of positions (u, v), the product of a matrix of dy, (out, positions), and one of
 * windows of x, (positions, in · kh · kw). The first is packed as gemm packs it. The second is never written as a
 * whole: sources are copied onto the stack as for the convolution itself, and strips of columns are transposed out of
 * there.
 */
#include "convolution.h"

#include <string.h>

#include "gemm_micro.h"
#include "simd/per_type.h"

/* What lies on the stack: sources, packed windows of a strip, packed dy. */
#define SOURCE_BYTES (96 << 10)
#define COTANGENT_BYTES (80 << 10)
#define MOST_STEPS 640
#define MOST_POSITIONS 320
#define PACKED_VECTORS 2

#define VECTOR_BYTES V_BYTES
#define element real

#define T f32
#define LANE_TYPE int32_t
#include "square.inc"
#include "gemm_micro.inc"
#include "gemm_pack.inc"
#include "convolution_sources.inc"
#include "convolution_dw.inc"
#undef SIDE
#undef LANE_TYPE
#undef T

#define T f64
#define LANE_TYPE int64_t
#include "square.inc"
#include "gemm_micro.inc"
#include "gemm_pack.inc"
#include "convolution_sources.inc"
#include "convolution_dw.inc"
#undef SIDE
#undef LANE_TYPE
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(convolution_dw_f32),
    WG_ENTRY(convolution_dw_f64),
};

WG_FAMILY(convolution_dw, entries);
