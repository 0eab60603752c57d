/**
 * Elementwise operators of one operand: y[i] = f(x[i]).
 *
 * A kernel name_f32 and name_f64 for each row WG_UNARY and WG_UNARY_WITH of elementwise.def.
 * Slots {y, x}; sizes {n}; scalars: the attributes of a row WG_UNARY_WITH. Tiles cut [0, n). y may be x.
 * Special values are those of IEEE 754 and C99: exp(−∞) = 0, log(±0) = −∞, log(x < 0) = sqrt(x < 0) = NaN, tanh and
 * sigmoid saturate, NaN gives NaN. Errors in ULP: src/simd/math.h.
 */
#include "kernel.h"

#include "../simd/math.h"
#include "../simd/per_type.h"

#define GRAIN 64

#define MOST_ATTRIBUTES ((int)(sizeof((wg_instruction){0}.scalars) / sizeof(double)))

/* The kernel of a row of elementwise.def for type T. */
#define DEFINE_UNARY_WITH(name, x, p, ...)                                                                             \
    static inline vec NAMED(name##_of)(vec x, const real *p)                                                           \
    {                                                                                                                  \
        (void)p;                                                                                                       \
        return __VA_ARGS__;                                                                                            \
    }                                                                                                                  \
                                                                                                                       \
    static int32_t NAMED(name)(const wg_instruction *instruction, void *const *slots, int64_t tile)                    \
    {                                                                                                                  \
        real *ys = wg_slot(instruction, slots, 0);                                                                     \
        const real *xs = wg_slot(instruction, slots, 1);                                                               \
        wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, GRAIN);                        \
        real attributes[MOST_ATTRIBUTES];                                                                              \
        for (int a = 0; a < MOST_ATTRIBUTES; a++) {                                                                    \
            attributes[a] = (real)instruction->scalars[a];                                                             \
        }                                                                                                              \
        int64_t i = range.begin;                                                                                       \
        for (; i + LANES <= range.end; i += LANES) {                                                                   \
            v_store(ys + i, NAMED(name##_of)(v_load(xs + i), attributes));                                             \
        }                                                                                                              \
        if (i < range.end) {                                                                                           \
            vec end = NAMED(name##_of)(v_load_part(xs + i, range.end - i), attributes);                                \
            v_store_part(ys + i, end, range.end - i);                                                                  \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

#define DEFINE_UNARY(name, x, ...) DEFINE_UNARY_WITH(name, x, none, __VA_ARGS__)

#define WG_UNARY DEFINE_UNARY
#define WG_UNARY_WITH DEFINE_UNARY_WITH
#define T f32
#include "elementwise.def"
#undef T
#define T f64
#include "elementwise.def"
#undef T
#undef WG_UNARY
#undef WG_UNARY_WITH

static const wg_kernel_entry entries[] = {
#define WG_UNARY(name, x, ...) WG_ENTRY(name##_f32), WG_ENTRY(name##_f64),
#define WG_UNARY_WITH(name, x, p, ...) WG_ENTRY(name##_f32), WG_ENTRY(name##_f64),
#include "elementwise.def"
};

WG_FAMILY(unary, entries);
