/**
 * Softmax along the middle axis of (outer, n, inner), its logarithm, and their VJPs.
 *
 *   softmax         {y, x}        y = exp(x − m) / Σ exp(x − m), m = max x
 *   log_softmax     {y, x}        y = (x − m) − log Σ exp(x − m)
 *   softmax_vjp     {dx, y, dy}   dx = y·(dy − Σ dy·y)
 *   log_softmax_vjp {dx, y, dy}   dx = dy − exp(y)·Σ dy
 *
 * for f32 and f64; sizes {outer, n, inner}. Tiles cut `outer` when inner = 1, else the outer · inner columns. The
 * result may be either operand. A row that holds NaN or ∞ or is all −∞ gives NaN.
 *
 *   logsumexp       {y, x}        y = m + log Σ exp(x − m) over the last axis of (rows, n); sizes {rows, n}
 *
 * takes ∞ as NumPy's and PyTorch's do: of nothing but −∞ it is −∞, with ∞ it is ∞. Tiles cut rows; y does not overlap
 * x. Sums run in one vector of chains, in blocks, so that the rounding errors of a long row do not pile up.
 */
#include "kernel.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

#include "../simd/math.h"

#define T f32
#define MOST FLT_MAX
#include "row.inc"
#include "softmax.inc"
#undef MOST
#undef T
#define T f64
#define MOST DBL_MAX
#include "row.inc"
#include "softmax.inc"
#undef MOST
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(softmax_f32),     WG_ENTRY(softmax_f64),     WG_ENTRY(log_softmax_f32),     WG_ENTRY(log_softmax_f64),
    WG_ENTRY(softmax_vjp_f32), WG_ENTRY(softmax_vjp_f64), WG_ENTRY(log_softmax_vjp_f32), WG_ENTRY(log_softmax_vjp_f64),
    WG_ENTRY(logsumexp_f32),   WG_ENTRY(logsumexp_f64),
};

WG_FAMILY(softmax, entries);
