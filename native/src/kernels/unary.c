/**
 * Elementwise operators of one operand: y[i] = f(x[i]).
 *
 * A kernel name_f32 and name_f64 for each WG_UNARY row of elementwise.def.
 * Slots {y, x}; sizes {n}. Tiles cut [0, n). y may be x.
 * Special values are those of IEEE 754 and C99: exp(−∞) = 0, log(±0) = −∞, log(x < 0) = sqrt(x < 0) = NaN, tanh and sigmoid
 * saturate, NaN gives NaN. Errors in ULP: src/simd/math.h.
 */
#include "kernel.h"

#include "../simd/math.h"
#include "../simd/per_type.h"

#define GRAIN 64

/* The kernel of a row of elementwise.def for type T. */
#define DEFINE_UNARY(name, x, ...)                                                                                     \
    static inline vec NAMED(name##_of)(vec x)                                                                          \
    {                                                                                                                  \
        return __VA_ARGS__;                                                                                            \
    }                                                                                                                  \
                                                                                                                       \
    static int32_t NAMED(name)(const wg_instruction *instruction, void *const *slots, int64_t tile)                    \
    {                                                                                                                  \
        real *ys = wg_slot(instruction, slots, 0);                                                                     \
        const real *xs = wg_slot(instruction, slots, 1);                                                               \
        wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, GRAIN);                        \
        int64_t i = range.begin;                                                                                       \
        for (; i + LANES <= range.end; i += LANES) {                                                                   \
            v_store(ys + i, NAMED(name##_of)(v_load(xs + i)));                                                         \
        }                                                                                                              \
        if (i < range.end) {                                                                                           \
            v_store_part(ys + i, NAMED(name##_of)(v_load_part(xs + i, range.end - i)), range.end - i);                 \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

#define WG_UNARY DEFINE_UNARY
#define T f32
#include "elementwise.def"
#undef T
#define T f64
#include "elementwise.def"
#undef T
#undef WG_UNARY

static const wg_kernel_entry entries[] = {
#define WG_UNARY(name, x, ...) WG_ENTRY(name##_f32), WG_ENTRY(name##_f64),
#include "elementwise.def"
#undef WG_UNARY
};

WG_FAMILY(unary, entries);
