/**
 * Elementwise operators of two operands with broadcasting: z = f(x, y).
 *
 * A kernel name_f32 and name_f64 for each WG_BINARY row of elementwise.def, name_i32 and name_i64 for each
 * WG_BINARY_INTEGER row. Slots {z, x, y, geometry}; sizes {n, inner, sx, sy, rank}, as broadcast.h says. Tiles cut [0,
 * n). z may be an operand that has z's full size.
 */
#include "broadcast.h"

#include "../simd/math.h"
#include "../simd/per_type.h"

static int32_t walk(const wg_instruction *instruction, void *const *slots, int64_t tile, wg_row *compute, int64_t bytes)
{
    return wg_walk(instruction, slots, tile, 2, compute, bytes, (const int64_t[]){bytes, bytes});
}

/* The kernel of a row of elementwise.def for type T. */
#define DEFINE_BINARY(name, x, y, ...)                                                                                 \
    static inline vec NAMED(name##_of)(vec x, vec y)                                                                   \
    {                                                                                                                  \
        return __VA_ARGS__;                                                                                            \
    }                                                                                                                  \
                                                                                                                       \
    static void NAMED(name##_row)(void *z, const void *const *operands, int64_t n, const bool *step)                   \
    {                                                                                                                  \
        real *zs = z;                                                                                                  \
        const real *xs = operands[0];                                                                                  \
        const real *ys = operands[1];                                                                                  \
        int64_t i = 0;                                                                                                 \
        if (step[0] && step[1]) {                                                                                      \
            for (; i + LANES <= n; i += LANES) {                                                                       \
                v_store(zs + i, NAMED(name##_of)(v_load(xs + i), v_load(ys + i)));                                     \
            }                                                                                                          \
            if (i < n) {                                                                                               \
                vec z_end = NAMED(name##_of)(v_load_part(xs + i, n - i), v_load_part(ys + i, n - i));                  \
                v_store_part(zs + i, z_end, n - i);                                                                    \
            }                                                                                                          \
        } else if (step[0]) {                                                                                          \
            vec one = v_set(*ys);                                                                                      \
            for (; i + LANES <= n; i += LANES) {                                                                       \
                v_store(zs + i, NAMED(name##_of)(v_load(xs + i), one));                                                \
            }                                                                                                          \
            if (i < n) {                                                                                               \
                v_store_part(zs + i, NAMED(name##_of)(v_load_part(xs + i, n - i), one), n - i);                        \
            }                                                                                                          \
        } else if (step[1]) {                                                                                          \
            vec one = v_set(*xs);                                                                                      \
            for (; i + LANES <= n; i += LANES) {                                                                       \
                v_store(zs + i, NAMED(name##_of)(one, v_load(ys + i)));                                                \
            }                                                                                                          \
            if (i < n) {                                                                                               \
                v_store_part(zs + i, NAMED(name##_of)(one, v_load_part(ys + i, n - i)), n - i);                        \
            }                                                                                                          \
        } else {                                                                                                       \
            vec all = NAMED(name##_of)(v_set(*xs), v_set(*ys));                                                        \
            for (; i < n; i += LANES) {                                                                                \
                v_store_part(zs + i, all, wg_min(n - i, LANES));                                                       \
            }                                                                                                          \
        }                                                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    static int32_t NAMED(name)(const wg_instruction *instruction, void *const *slots, int64_t tile)                    \
    {                                                                                                                  \
        return walk(instruction, slots, tile, NAMED(name##_row), sizeof(real));                                        \
    }

#define WG_BINARY DEFINE_BINARY
#define T f32
#include "elementwise.def"
#undef T
#define T f64
#include "elementwise.def"
#undef T
#undef WG_BINARY

#define WG_BINARY_INTEGER DEFINE_BINARY
#define T u32
#include "elementwise.def"
#undef T
#define T u64
#include "elementwise.def"
#undef T
#undef WG_BINARY_INTEGER

static const wg_kernel_entry entries[] = {
#define WG_BINARY(name, x, y, ...) WG_ENTRY(name##_f32), WG_ENTRY(name##_f64),
#define WG_BINARY_INTEGER(name, x, y, ...) {#name "_i32", name##_u32}, {#name "_i64", name##_u64},
#include "elementwise.def"
};

WG_FAMILY(binary, entries);
