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
 * How it is computed: each element of dw is a dot product of dy, a channel of it, with x at one tap. For a block of
 * positions (u, v) of an image, or of several small ones, sources are copied onto the stack as for the convolution
 * itself, and dy beside them at the pitch of their planes with zeros between the rows; so all taps are shifts of the
 * same two lines, vectors run along them, and as many sums as there are registers for are taken at once. Where a sum is
 * not finite it is taken again without what lies between the rows, so NaN and infinity reach exactly the elements whose
 * windows hold them.
 */
#include "convolution.h"

#include <string.h>

#include "gemm_micro.h"
#include "simd/per_type.h"

/* What lies on the stack: sources and dy. */
#define SOURCE_BYTES (96 << 10)
#define COTANGENT_BYTES (80 << 10)
#define MOST_STEPS 640
#define MOST_POSITIONS 1024

#if V_BYTES == 64 || defined(__aarch64__)
#define MOST_DOT_ROWS 5
#else
#define MOST_DOT_ROWS 3
#endif
#define MOST_DOT_COLUMNS 9

#define T f32
#include "convolution_sources.inc"
#include "convolution_dots.inc"
#include "convolution_dw.inc"
#undef T

#define T f64
#include "convolution_sources.inc"
#include "convolution_dots.inc"
#include "convolution_dw.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(convolution_dw_f32),
    WG_ENTRY(convolution_dw_f64),
};

WG_FAMILY(convolution_dw, entries);
