/**
 * Reductions of integers and bools over one axis: y[o, i] = ⊕ⱼ x[o, j, i], shapes (outer, n, inner) → (outer, inner).
 *
 * Kernels sum_i64, prod_i64 (which wrap), max and min × i32, i64, and any_bool, all_bool. Slots, sizes, tiles and the
 * kernels name_chunks_T are those of reduce.c, without scalars. n = 0 gives 0, 1, the least number, the greatest, 0
 * and 1. y and x do not overlap. No order of the terms changes a bit here.
 */
#include "kernel.h"

#define DEFINE_REDUCTION(name, chunks_name, type, NEUTRAL, ...)                                                        \
    static void name##_lines(type *restrict y, const type *restrict xs, int64_t n, int64_t stride, int64_t count)      \
    {                                                                                                                  \
        if (stride == 1) {                                                                                             \
            type a = NEUTRAL;                                                                                          \
            for (int64_t j = 0; j < n; j++) {                                                                          \
                type x = xs[j];                                                                                        \
                a = (type)(__VA_ARGS__);                                                                               \
            }                                                                                                          \
            *y = a;                                                                                                    \
            return;                                                                                                    \
        }                                                                                                              \
        for (int64_t c = 0; c < count; c++) {                                                                          \
            y[c] = NEUTRAL;                                                                                            \
        }                                                                                                              \
        for (int64_t j = 0; j < n; j++) {                                                                              \
            for (int64_t c = 0; c < count; c++) {                                                                      \
                type a = y[c];                                                                                         \
                type x = xs[j * stride + c];                                                                           \
                y[c] = (type)(__VA_ARGS__);                                                                            \
            }                                                                                                          \
        }                                                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    static int32_t name(const wg_instruction *instruction, void *const *slots, int64_t tile)                           \
    {                                                                                                                  \
        type *y = wg_slot(instruction, slots, 0);                                                                      \
        const type *x = wg_slot(instruction, slots, 1);                                                                \
        int64_t n = instruction->sizes[1];                                                                             \
        int64_t inner = instruction->sizes[2];                                                                         \
        wg_range range = wg_tile_range(instruction->sizes[0] * inner, instruction->tiles, tile, 1);                    \
        for (int64_t at = range.begin; at < range.end;) {                                                              \
            int64_t i = at % inner;                                                                                    \
            int64_t count = wg_min(inner - i, range.end - at);                                                         \
            name##_lines(y + at, x + at / inner * n * inner + i, n, inner, count);                                     \
            at += count;                                                                                               \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }                                                                                                                  \
                                                                                                                       \
    static int32_t chunks_name(const wg_instruction *instruction, void *const *slots, int64_t tile)                    \
    {                                                                                                                  \
        type *partial = wg_slot(instruction, slots, 0);                                                                \
        const type *x = wg_slot(instruction, slots, 1);                                                                \
        int64_t n = instruction->sizes[1];                                                                             \
        int64_t inner = instruction->sizes[2];                                                                         \
        int64_t chunk = instruction->sizes[3];                                                                         \
        int64_t chunks = wg_ceil_div(n, chunk);                                                                        \
        wg_range range = wg_tile_range(instruction->sizes[0] * chunks, instruction->tiles, tile, 1);                   \
        for (int64_t unit = range.begin; unit < range.end; unit++) {                                                   \
            int64_t first = unit % chunks * chunk;                                                                     \
            const type *source = x + (unit / chunks * n + first) * inner;                                              \
            name##_lines(partial + unit * inner, source, wg_min(chunk, n - first), inner, inner);                      \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

DEFINE_REDUCTION(sum_i64, sum_chunks_i64, uint64_t, 0, a + x)
DEFINE_REDUCTION(prod_i64, prod_chunks_i64, uint64_t, 1, a *x)
DEFINE_REDUCTION(max_i32, max_chunks_i32, int32_t, INT32_MIN, x > a ? x : a)
DEFINE_REDUCTION(max_i64, max_chunks_i64, int64_t, INT64_MIN, x > a ? x : a)
DEFINE_REDUCTION(min_i32, min_chunks_i32, int32_t, INT32_MAX, x < a ? x : a)
DEFINE_REDUCTION(min_i64, min_chunks_i64, int64_t, INT64_MAX, x < a ? x : a)
DEFINE_REDUCTION(any_bool, any_chunks_bool, uint8_t, 0, a | x)
DEFINE_REDUCTION(all_bool, all_chunks_bool, uint8_t, 1, a &x)

static const wg_kernel_entry entries[] = {
    WG_ENTRY(sum_i64),        WG_ENTRY(prod_i64),        WG_ENTRY(max_i32),         WG_ENTRY(max_i64),
    WG_ENTRY(min_i32),        WG_ENTRY(min_i64),         WG_ENTRY(any_bool),        WG_ENTRY(all_bool),
    WG_ENTRY(sum_chunks_i64), WG_ENTRY(prod_chunks_i64), WG_ENTRY(max_chunks_i32),  WG_ENTRY(max_chunks_i64),
    WG_ENTRY(min_chunks_i32), WG_ENTRY(min_chunks_i64),  WG_ENTRY(any_chunks_bool), WG_ENTRY(all_chunks_bool),
};

WG_FAMILY(reduce_integers, entries);
