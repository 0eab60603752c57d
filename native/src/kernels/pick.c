/**
 * One element of each row, chosen by a label; shapes (rows, n) and (rows).
 *
 *   pick      y[r] = x[r, labels[r]]               slots {y, x, labels}
 *   pick_vjp  dx[r, j] = j = labels[r] ? dy[r] : 0  slots {dx, labels, dy}
 *   one_hot   y[r, j] = j = labels[r] ? 1 : 0       slots {y, labels}
 *
 * Kernels × f32, f64 × _i32, _i64. Sizes {rows, n}. Tiles cut rows. Results overlap no operand.
 *
 * A label outside [0, n) gives WG_INDEX_OUT_OF_RANGE; what its tile has then written is unspecified.
 */
#include <string.h>

#include "index.h"
#include "simd/per_type.h"

#define T f32
#define I i32
#include "pick.inc"
#undef I
#define I i64
#include "pick.inc"
#undef I
#undef T

#define T f64
#define I i32
#include "pick.inc"
#undef I
#define I i64
#include "pick.inc"
#undef I
#undef T

#define PICKS(T, I) WG_ENTRY(pick_##T##_##I), WG_ENTRY(pick_vjp_##T##_##I), WG_ENTRY(one_hot_##T##_##I)

static const wg_kernel_entry entries[] = {PICKS(f32, i32), PICKS(f32, i64), PICKS(f64, i32), PICKS(f64, i64)};

WG_FAMILY(pick, entries);
