/**
 * Argmax and argmin: y[o, i] = the least j that maximises or minimises x[o, j, i], shapes (outer, n, inner) → i64
 * (outer, inner).
 *
 * Where there are NaNs the first of them wins. n = 0 gives 0.
 * Kernels argmax and argmin × f32, f64, i32, i64, bool. Slots {y, x}; sizes {outer, n, inner}. Tiles cut outer × inner.
 */
#include <math.h>
#include <stdbool.h>

#include "kernel.h"
#include "simd/per_type.h"

/* Columns that are searched together; their best values and positions stay in the first-level cache. */
#define COLUMNS 64

/* For a real type: a vector of the better of two values, NaN where one is NaN, and the best of its lanes. */
#define OP argmax
#define GOES_BEFORE(a, b) ((a) > (b))
#define BETTER(a, b) v_max_nan(a, b)
#define BEST(x) v_hmax(x)
#define T f32
#include "argmax.inc"
#undef T
#define T f64
#include "argmax.inc"
#undef T
#undef BEST
#undef BETTER
#undef GOES_BEFORE
#undef OP

#define OP argmin
#define GOES_BEFORE(a, b) ((a) < (b))
#define BETTER(a, b) v_select(v_eq(a, a), v_min(a, b), a)
#define BEST(x) (-v_hmax(-(x)))
#define T f32
#include "argmax.inc"
#undef T
#define T f64
#include "argmax.inc"
#undef T
#undef BEST
#undef BETTER
#undef GOES_BEFORE
#undef OP

#define DEFINE_INTEGER(name, type, BEFORE)                                                                             \
    static int32_t name(const wg_instruction *instruction, void *const *slots, int64_t tile)                           \
    {                                                                                                                  \
        int64_t *y = wg_slot(instruction, slots, 0);                                                                   \
        const type *x = wg_slot(instruction, slots, 1);                                                                \
        int64_t n = instruction->sizes[1];                                                                             \
        int64_t inner = instruction->sizes[2];                                                                         \
        wg_range range = wg_tile_range(instruction->sizes[0] * inner, instruction->tiles, tile, 1);                    \
        for (int64_t at = range.begin; at < range.end; at++) {                                                         \
            const type *line = x + at / inner * n * inner + at % inner;                                                \
            int64_t best = 0;                                                                                          \
            for (int64_t j = 1; j < n; j++) {                                                                          \
                best = line[j * inner] BEFORE line[best * inner] ? j : best;                                           \
            }                                                                                                          \
            y[at] = best;                                                                                              \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

DEFINE_INTEGER(argmax_i32, int32_t, >)
DEFINE_INTEGER(argmax_i64, int64_t, >)
DEFINE_INTEGER(argmax_bool, uint8_t, >)
DEFINE_INTEGER(argmin_i32, int32_t, <)
DEFINE_INTEGER(argmin_i64, int64_t, <)
DEFINE_INTEGER(argmin_bool, uint8_t, <)

#define EACH(name)                                                                                                     \
    WG_ENTRY(name##_f32), WG_ENTRY(name##_f64), WG_ENTRY(name##_i32), WG_ENTRY(name##_i64), WG_ENTRY(name##_bool)

static const wg_kernel_entry entries[] = {EACH(argmax), EACH(argmin)};

WG_FAMILY(argmax, entries);
