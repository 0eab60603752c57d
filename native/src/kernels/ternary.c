/**
 * Elementwise operators of three operands with broadcasting: z = f(x, y, w), and the choice z = c ? x : y.
 *
 * Kernels name_f32 and name_f64 for each WG_TERNARY row of elementwise.def, and where_b1, where_b4, where_b8, which
 * move elements of that many bytes and whose first operand c is bool. Slots {z, x, y, w, geometry}; sizes {n, inner,
 * sx, sy, sw, rank}, as broadcast.h says. Tiles cut [0, n). z may be an operand that has z's full size, but not c.
 */
#include "broadcast.h"

#include "../simd/math.h"
#include "../simd/per_type.h"

/* The kernel of a row of elementwise.def for type T. Which operands stay the same along a row is settled before the
 * loop. */
#define DEFINE_TERNARY(name, x, y, w, ...)                                                                             \
    static inline vec NAMED(name##_of)(vec x, vec y, vec w)                                                            \
    {                                                                                                                  \
        return __VA_ARGS__;                                                                                            \
    }                                                                                                                  \
                                                                                                                       \
    static void NAMED(name##_row)(void *z, const void *const *operands, int64_t n, const bool *step)                   \
    {                                                                                                                  \
        real *zs = z;                                                                                                  \
        const real *xs = operands[0];                                                                                  \
        const real *ys = operands[1];                                                                                  \
        const real *ws = operands[2];                                                                                  \
        const bool sx = step[0];                                                                                       \
        const bool sy = step[1];                                                                                       \
        const bool sw = step[2];                                                                                       \
        const vec first = v_set(*xs);                                                                                  \
        const vec second = v_set(*ys);                                                                                 \
        const vec third = v_set(*ws);                                                                                  \
        int64_t i = 0;                                                                                                 \
        for (; i + LANES <= n; i += LANES) {                                                                           \
            vec all = NAMED(name##_of)(sx ? v_load(xs + i) : first, sy ? v_load(ys + i) : second,                      \
                                       sw ? v_load(ws + i) : third);                                                   \
            v_store(zs + i, all);                                                                                      \
        }                                                                                                              \
        if (i < n) {                                                                                                   \
            vec end =                                                                                                  \
                NAMED(name##_of)(sx ? v_load_part(xs + i, n - i) : first, sy ? v_load_part(ys + i, n - i) : second,    \
                                 sw ? v_load_part(ws + i, n - i) : third);                                             \
            v_store_part(zs + i, end, n - i);                                                                          \
        }                                                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    static int32_t NAMED(name)(const wg_instruction *instruction, void *const *slots, int64_t tile)                    \
    {                                                                                                                  \
        const int64_t bytes[] = {sizeof(real), sizeof(real), sizeof(real)};                                            \
        return wg_walk(instruction, slots, tile, 3, NAMED(name##_row), sizeof(real), bytes);                           \
    }

#define WG_TERNARY DEFINE_TERNARY
#define T f32
#include "elementwise.def"
#undef T
#define T f64
#include "elementwise.def"
#undef T
#undef WG_TERNARY

#define DEFINE_WHERE(name, element)                                                                                    \
    static void name##_row(void *z, const void *const *operands, int64_t n, const bool *step)                          \
    {                                                                                                                  \
        element *zs = z;                                                                                               \
        const unsigned char *cs = operands[0];                                                                         \
        const element *xs = operands[1];                                                                               \
        const element *ys = operands[2];                                                                               \
        int64_t sc = step[0];                                                                                          \
        int64_t sx = step[1];                                                                                          \
        int64_t sy = step[2];                                                                                          \
        if (sc && sx && sy) {                                                                                          \
            for (int64_t i = 0; i < n; i++) {                                                                          \
                element x = xs[i];                                                                                     \
                element y = ys[i];                                                                                     \
                zs[i] = cs[i] ? x : y;                                                                                 \
            }                                                                                                          \
        } else {                                                                                                       \
            for (int64_t i = 0; i < n; i++) {                                                                          \
                element x = xs[i * sx];                                                                                \
                element y = ys[i * sy];                                                                                \
                zs[i] = cs[i * sc] ? x : y;                                                                            \
            }                                                                                                          \
        }                                                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    static int32_t name(const wg_instruction *instruction, void *const *slots, int64_t tile)                           \
    {                                                                                                                  \
        const int64_t bytes[] = {1, sizeof(element), sizeof(element)};                                                 \
        return wg_walk(instruction, slots, tile, 3, name##_row, sizeof(element), bytes);                               \
    }

DEFINE_WHERE(where_b1, uint8_t)
DEFINE_WHERE(where_b4, uint32_t)
DEFINE_WHERE(where_b8, uint64_t)

static const wg_kernel_entry entries[] = {
#define WG_TERNARY(name, x, y, w, ...) WG_ENTRY(name##_f32), WG_ENTRY(name##_f64),
#include "elementwise.def"
    WG_ENTRY(where_b1),
    WG_ENTRY(where_b4),
    WG_ENTRY(where_b8),
};

WG_FAMILY(ternary, entries);
