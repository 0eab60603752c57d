/**
 * Running sums and products: y[o, j, i] = x[o, 0, i] ∘ x[o, 1, i] ∘ … ∘ x[o, j, i], shapes (outer, n, inner);
 * in reverse y[o, j, i] = x[o, j, i] ∘ … ∘ x[o, n−1, i].
 *
 * Kernels cumsum, cumprod × f32, f64, i64. Slots {y, x}; sizes {outer, n, inner, reverse}. Integers wrap. Tiles cut
 * outer × inner. y may be x.
 *
 * Sums of f32 are carried in f64; those of f64 carry what each addition rounds away (Neumaier, "Rundungsfehleranalyse
 * einiger Verfahren zur Summation endlicher Summen", 1974), so the error does not grow with n.
 */
#include <math.h>
#include <stdbool.h>

#include "kernel.h"

/* Columns whose running values are kept side by side. */
#define COLUMNS 64

/* Rows that are gone along together: an addition waits for the one before it, but only for that of its own row. */
#define ROWS 4

/*
 * STEP takes the element x of line c into its running value, VALUE. Lines begin `apart` from one another and have n
 * elements, `step` apart. Their count is a constant where few are gone along, so that the running values stay in
 * registers.
 */
#define DEFINE_SCAN(name, type, DECLARE, STEP, VALUE)                                                                  \
    __attribute__((always_inline)) static inline void name##_lines(type *y, const type *xs, int64_t n, int64_t step,   \
                                                                   int64_t count, int64_t apart)                       \
    {                                                                                                                  \
        DECLARE;                                                                                                       \
        for (int64_t j = 0; j < n; j++) {                                                                              \
            for (int64_t c = 0; c < count; c++) {                                                                      \
                type x = xs[j * step + c * apart];                                                                     \
                STEP;                                                                                                  \
                y[j * step + c * apart] = VALUE;                                                                       \
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
        bool reverse = instruction->sizes[3] != 0;                                                                     \
        int64_t step = reverse ? -inner : inner;                                                                       \
        wg_range range = wg_tile_range(instruction->sizes[0] * inner, instruction->tiles, tile, 1);                    \
        for (int64_t at = range.begin; at < range.end;) {                                                              \
            int64_t i = at % inner;                                                                                    \
            int64_t count = wg_min(COLUMNS, wg_min(inner - i, range.end - at));                                        \
            int64_t first = at / inner * n * inner + i + (reverse && n > 0 ? (n - 1) * inner : 0);                     \
            if (inner == 1 && range.end - at >= ROWS) {                                                                \
                count = ROWS;                                                                                          \
                name##_lines(y + first, x + first, n, step, ROWS, n);                                                  \
            } else if (count == 1) {                                                                                   \
                name##_lines(y + first, x + first, n, step, 1, 1);                                                     \
            } else {                                                                                                   \
                name##_lines(y + first, x + first, n, step, count, 1);                                                 \
            }                                                                                                          \
            at += count;                                                                                               \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

/* Adds x to *sum and gives what the addition rounds away, which an infinite sum has not. */
static inline double add_losing(double *sum, double x)
{
    double before = *sum;
    double after = before + x;
    double lost = fabs(before) >= fabs(x) ? (before - after) + x : (x - after) + before;
    *sum = after;
    return isfinite(lost) ? lost : 0;
}

#define ONES(type)                                                                                                     \
    type product[COLUMNS];                                                                                             \
    for (int64_t c = 0; c < count; c++)                                                                                \
    product[c] = 1

#define NEUMAIER                                                                                                       \
    double sum[COLUMNS] = {0};                                                                                         \
    double lost[COLUMNS] = {0}

DEFINE_SCAN(cumsum_f32, float, double sum[COLUMNS] = {0}, sum[c] += (double)x, (float)sum[c])
DEFINE_SCAN(cumsum_f64, double, NEUMAIER, lost[c] += add_losing(sum + c, x), sum[c] + lost[c])
DEFINE_SCAN(cumsum_i64, uint64_t, uint64_t sum[COLUMNS] = {0}, sum[c] += x, sum[c])
DEFINE_SCAN(cumprod_f32, float, ONES(double), product[c] *= (double)x, (float)product[c])
DEFINE_SCAN(cumprod_f64, double, ONES(double), product[c] *= x, product[c])
DEFINE_SCAN(cumprod_i64, uint64_t, ONES(uint64_t), product[c] *= x, product[c])

static const wg_kernel_entry entries[] = {
    WG_ENTRY(cumsum_f32),  WG_ENTRY(cumsum_f64),  WG_ENTRY(cumsum_i64),
    WG_ENTRY(cumprod_f32), WG_ENTRY(cumprod_f64), WG_ENTRY(cumprod_i64),
};

WG_FAMILY(scan, entries);
