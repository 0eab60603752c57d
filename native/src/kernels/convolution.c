/**
 * Convolutions and their adjoint for x; convolution.h has the formula.
 *
 * Kernels, each for f32 and f64:
 *
 *   convolution          y = x ∗ w + bias         slots {y, x, packed, bias or −1, geometry}
 *   convolution_dx       dx, the adjoint of dy    slots {dx, dy, packed, bias or −1, geometry}
 *   convolution_pack     packs w for the first    slots {packed, w, geometry}
 *   convolution_pack_dx  packs w for the second   slots {packed, w, geometry}
 *
 * `geometry` holds a wg_convolution; `packed` has as many elements as w, in an order that depends on the kernel set.
 * The bias has one element for each channel of the result. No sizes. The result overlaps no operand, every element of
 * it is written; NaN and infinity reach exactly the elements whose windows hold them. Tiles cut images × groups ×
 * blocks of targets (for the adjoint once for each phase), and, when packing, groups × panels.
 *
 * How it is computed: a product of matrices, rows being channels of the result and columns its elements, that never
 * writes the matrix of windows. The sources of a block of targets are copied onto the stack, with the zeros around
 * them, one plane for each phase of the stride; there, all columns of the matrix for one tap are a shift of one plane.
 * So the micro kernel takes its vectors from the planes themselves, and rows of targets follow one another at the pitch
 * of the plane; what it computes between their ends is dropped. Channels are added in boxes that fit into the copy,
 * each sum in an order that depends on the sizes alone.
 */
#include "convolution.h"

#include <stddef.h>

#include "gemm_micro.h"
#include "simd/per_type.h"

/* The copy of sources, for the second-level cache; the packed weights of a box should fit beside it. */
#define SOURCE_BYTES (144 << 10)
#define MOST_STEPS 640

/* The vectors of the largest micro kernel. */
#define MOST_SUMS 28

static void wg_lines_of(wg_line *rows, wg_line *cols, const wg_convolution *all, bool adjoint, int64_t phase)
{
    if (adjoint) {
        *rows = wg_line_adjoint(&all->rows, phase / all->cols.stride);
        *cols = wg_line_adjoint(&all->cols, phase % all->cols.stride);
    } else {
        *rows = wg_line_forward(&all->rows);
        *cols = wg_line_forward(&all->cols);
    }
}

#define T f32
#include "convolution_sources.inc"
#include "convolution_micro.inc"
#include "convolution.inc"
#undef T

#define T f64
#include "convolution_sources.inc"
#include "convolution_micro.inc"
#include "convolution.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(convolution_f32),         WG_ENTRY(convolution_f64),         WG_ENTRY(convolution_dx_f32),
    WG_ENTRY(convolution_dx_f64),      WG_ENTRY(convolution_pack_f32),    WG_ENTRY(convolution_pack_f64),
    WG_ENTRY(convolution_pack_dx_f32), WG_ENTRY(convolution_pack_dx_f64),
};

WG_FAMILY(convolution, entries);
