/**
 * Elementwise operators whose result is bool: comparisons and logical operators of two operands with broadcasting, and
 * predicates of one.
 *
 * Kernels name_f32, name_f64, name_i32, name_i64 and name_bool for each row WG_COMPARISON of elementwise.def: slots {z,
 * x, y, geometry}; sizes {n, inner, sx, sy, rank}, as broadcast.h says. The same for each row WG_PREDICATE, and
 * name_f32 and name_f64 for each row WG_PREDICATE_OF_REAL: slots {z, x}; sizes {n}.
 * z is 0 or 1 in a byte. Tiles cut [0, n). z overlaps no operand. NaN compares as IEEE 754 says and counts as true.
 */
#include <math.h>

#include "broadcast.h"

#define DEFINE_COMPARISON(name, type, element, x, y, ...)                                                              \
    static inline bool name##_##type##_of(element x, element y)                                                        \
    {                                                                                                                  \
        return __VA_ARGS__;                                                                                            \
    }                                                                                                                  \
                                                                                                                       \
    static void name##_##type##_row(void *z, const void *const *operands, int64_t n, const bool *step)                 \
    {                                                                                                                  \
        unsigned char *zs = z;                                                                                         \
        const element *xs = operands[0];                                                                               \
        const element *ys = operands[1];                                                                               \
        if (step[0] && step[1]) {                                                                                      \
            for (int64_t i = 0; i < n; i++) {                                                                          \
                zs[i] = name##_##type##_of(xs[i], ys[i]);                                                              \
            }                                                                                                          \
        } else if (step[0]) {                                                                                          \
            element one = *ys;                                                                                         \
            for (int64_t i = 0; i < n; i++) {                                                                          \
                zs[i] = name##_##type##_of(xs[i], one);                                                                \
            }                                                                                                          \
        } else {                                                                                                       \
            element one = *xs;                                                                                         \
            for (int64_t i = 0; i < n; i++) {                                                                          \
                zs[i] = name##_##type##_of(one, ys[step[1] ? i : 0]);                                                  \
            }                                                                                                          \
        }                                                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    static int32_t name##_##type(const wg_instruction *instruction, void *const *slots, int64_t tile)                  \
    {                                                                                                                  \
        const int64_t bytes[] = {sizeof(element), sizeof(element)};                                                    \
        return wg_walk(instruction, slots, tile, 2, name##_##type##_row, 1, bytes);                                    \
    }

#define DEFINE_PREDICATE(name, type, element, x, ...)                                                                  \
    static int32_t name##_##type(const wg_instruction *instruction, void *const *slots, int64_t tile)                  \
    {                                                                                                                  \
        unsigned char *zs = wg_slot(instruction, slots, 0);                                                            \
        const element *xs = wg_slot(instruction, slots, 1);                                                            \
        wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, WG_BROADCAST_GRAIN);           \
        for (int64_t i = range.begin; i < range.end; i++) {                                                            \
            element x = xs[i];                                                                                         \
            bool holds = __VA_ARGS__;                                                                                  \
            zs[i] = holds;                                                                                             \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

#define WG_COMPARISON(name, x, y, ...)                                                                                 \
    DEFINE_COMPARISON(name, f32, float, x, y, __VA_ARGS__)                                                             \
    DEFINE_COMPARISON(name, f64, double, x, y, __VA_ARGS__)                                                            \
    DEFINE_COMPARISON(name, i32, int32_t, x, y, __VA_ARGS__)                                                           \
    DEFINE_COMPARISON(name, i64, int64_t, x, y, __VA_ARGS__)                                                           \
    DEFINE_COMPARISON(name, bool, unsigned char, x, y, __VA_ARGS__)
#define WG_PREDICATE_OF_REAL(name, x, ...)                                                                             \
    DEFINE_PREDICATE(name, f32, float, x, __VA_ARGS__)                                                                 \
    DEFINE_PREDICATE(name, f64, double, x, __VA_ARGS__)
#define WG_PREDICATE(name, x, ...)                                                                                     \
    DEFINE_PREDICATE(name, f32, float, x, __VA_ARGS__)                                                                 \
    DEFINE_PREDICATE(name, f64, double, x, __VA_ARGS__)                                                                \
    DEFINE_PREDICATE(name, i32, int32_t, x, __VA_ARGS__)                                                               \
    DEFINE_PREDICATE(name, i64, int64_t, x, __VA_ARGS__)                                                               \
    DEFINE_PREDICATE(name, bool, unsigned char, x, __VA_ARGS__)
#include "elementwise.def"
#undef WG_COMPARISON
#undef WG_PREDICATE
#undef WG_PREDICATE_OF_REAL

#define FOR_EACH_TYPE(name)                                                                                            \
    WG_ENTRY(name##_f32), WG_ENTRY(name##_f64), WG_ENTRY(name##_i32), WG_ENTRY(name##_i64), WG_ENTRY(name##_bool),

static const wg_kernel_entry entries[] = {
#define WG_COMPARISON(name, x, y, ...) FOR_EACH_TYPE(name)
#define WG_PREDICATE(name, x, ...) FOR_EACH_TYPE(name)
#define WG_PREDICATE_OF_REAL(name, x, ...) WG_ENTRY(name##_f32), WG_ENTRY(name##_f64),
#include "elementwise.def"
};

WG_FAMILY(predicate, entries);
