/**
 * Elementwise operators of two operands with broadcasting: z = f(x, y).
 *
 * A kernel name_f32 and name_f64 for each WG_BINARY row of elementwise.def, name_i32 and name_i64 for each WG_BINARY_INTEGER
 * row; and equal_f32, equal_f64, equal_i32, equal_i64, equal_bool, whose z is bool (NaN equals nothing).
 * Slots {z, x, y, geometry}; sizes {n, inner, sx, sy, rank}.
 *
 * z is dense. Its n elements are rows of `inner` elements, along which x and y advance by sx and sy, 0 or 1. The rows are
 * counted by `rank` outer dimensions: geometry is an int64 block dims[rank], x strides[rank], y strides[rank], outermost
 * first, strides in elements and possibly 0; n = inner · Π dims. Rank 0 needs no geometry.
 * Tiles cut [0, n), so one may begin within a row. z may be an operand that has z's full size.
 */
#include "kernel.h"

#include <stdbool.h>
#include <stddef.h>

#include "../simd/math.h"
#include "../simd/per_type.h"

#define GRAIN 64

/* z[i] = f(x[i·sx], y[i·sy]) for i in [0, n). */
typedef void row(void *z, const void *x, const void *y, int64_t n, bool sx, bool sy);

/* Runs `compute` on every part of a row that lies in the tile. */
static int32_t walk(const wg_instruction *instruction, void *const *slots, int64_t tile, row *compute,
                    int64_t result_bytes, int64_t operand_bytes)
{
    char *z = wg_slot(instruction, slots, 0);
    const char *x = wg_slot(instruction, slots, 1);
    const char *y = wg_slot(instruction, slots, 2);
    const int64_t *geometry = wg_slot(instruction, slots, 3);
    int64_t inner = instruction->sizes[1];
    bool sx = instruction->sizes[2] != 0;
    bool sy = instruction->sizes[3] != 0;
    int64_t rank = instruction->sizes[4];
    const int64_t *dims = geometry;
    const int64_t *x_strides = rank > 0 ? dims + rank : NULL;
    const int64_t *y_strides = rank > 0 ? x_strides + rank : NULL;
    wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, GRAIN);

    for (int64_t at = range.begin; at < range.end;) {
        int64_t column = at % inner;
        int64_t outer = at / inner;
        int64_t x_row = 0;
        int64_t y_row = 0;
        int64_t x_next = 0;
        int64_t y_next = 0;
        int64_t rows = 1;
        for (int64_t d = rank - 1; d >= 0; d--) {
            int64_t index = outer % dims[d];
            outer /= dims[d];
            x_row += index * x_strides[d];
            y_row += index * y_strides[d];
        }
        /* Along the last outer dimension rows follow one another by a stride: only its end is a carry to work out anew. */
        if (rank > 0) {
            rows = dims[rank - 1] - at / inner % dims[rank - 1];
            x_next = x_strides[rank - 1];
            y_next = y_strides[rank - 1];
        }
        for (; rows > 0 && at < range.end; rows--) {
            int64_t count = wg_min(inner - column, range.end - at);
            compute(z + at * result_bytes, x + (x_row + (sx ? column : 0)) * operand_bytes,
                    y + (y_row + (sy ? column : 0)) * operand_bytes, count, sx, sy);
            at += count;
            column = 0;
            x_row += x_next;
            y_row += y_next;
        }
    }
    return WG_OK;
}

/* The kernel of a row of elementwise.def for type T. */
#define DEFINE_BINARY(name, x, y, ...)                                                                                 \
    static inline vec NAMED(name##_of)(vec x, vec y)                                                                   \
    {                                                                                                                  \
        return __VA_ARGS__;                                                                                            \
    }                                                                                                                  \
                                                                                                                       \
    static void NAMED(name##_row)(void *z, const void *x_row, const void *y_row, int64_t n, bool sx, bool sy)          \
    {                                                                                                                  \
        real *zs = z;                                                                                                  \
        const real *xs = x_row;                                                                                        \
        const real *ys = y_row;                                                                                        \
        int64_t i = 0;                                                                                                 \
        if (sx && sy) {                                                                                                \
            for (; i + LANES <= n; i += LANES) {                                                                       \
                v_store(zs + i, NAMED(name##_of)(v_load(xs + i), v_load(ys + i)));                                     \
            }                                                                                                          \
            if (i < n) {                                                                                               \
                vec z_end = NAMED(name##_of)(v_load_part(xs + i, n - i), v_load_part(ys + i, n - i));                  \
                v_store_part(zs + i, z_end, n - i);                                                                    \
            }                                                                                                          \
        } else if (sx) {                                                                                               \
            vec one = v_set(*ys);                                                                                      \
            for (; i + LANES <= n; i += LANES) {                                                                       \
                v_store(zs + i, NAMED(name##_of)(v_load(xs + i), one));                                                \
            }                                                                                                          \
            if (i < n) {                                                                                               \
                v_store_part(zs + i, NAMED(name##_of)(v_load_part(xs + i, n - i), one), n - i);                        \
            }                                                                                                          \
        } else if (sy) {                                                                                               \
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
        return walk(instruction, slots, tile, NAMED(name##_row), sizeof(real), sizeof(real));                          \
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

#define DEFINE_EQUAL(name, element)                                                                                    \
    static void name##_row(void *z, const void *x, const void *y, int64_t n, bool sx, bool sy)                         \
    {                                                                                                                  \
        unsigned char *zs = z;                                                                                         \
        const element *xs = x;                                                                                         \
        const element *ys = y;                                                                                         \
        if (sx && sy) {                                                                                                \
            for (int64_t i = 0; i < n; i++) {                                                                          \
                zs[i] = xs[i] == ys[i];                                                                                \
            }                                                                                                          \
        } else {                                                                                                       \
            const element *many = sx ? xs : ys;                                                                        \
            element one = sx ? *ys : *xs;                                                                              \
            for (int64_t i = 0; i < n; i++) {                                                                          \
                zs[i] = many[sx || sy ? i : 0] == one;                                                                 \
            }                                                                                                          \
        }                                                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    static int32_t name(const wg_instruction *instruction, void *const *slots, int64_t tile)                           \
    {                                                                                                                  \
        return walk(instruction, slots, tile, name##_row, 1, sizeof(element));                                         \
    }

DEFINE_EQUAL(equal_f32, float)
DEFINE_EQUAL(equal_f64, double)
DEFINE_EQUAL(equal_i32, int32_t)
DEFINE_EQUAL(equal_i64, int64_t)
DEFINE_EQUAL(equal_bool, unsigned char)

static const wg_kernel_entry entries[] = {
#define WG_BINARY(name, x, y, ...) WG_ENTRY(name##_f32), WG_ENTRY(name##_f64),
#define WG_BINARY_INTEGER(name, x, y, ...) {#name "_i32", name##_u32}, {#name "_i64", name##_u64},
#include "elementwise.def"
    WG_ENTRY(equal_f32),
    WG_ENTRY(equal_f64),
    WG_ENTRY(equal_i32),
    WG_ENTRY(equal_i64),
    WG_ENTRY(equal_bool),
};

WG_FAMILY(binary, entries);
