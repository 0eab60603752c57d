/**
 * The greatest element and the mean of windows of planes, for pooling: (planes, height, width) → (planes, oh, ow).
 *
 *   window_max       slots {y, index, x, windows}: y[p, u, v] the greatest element of window (u, v), NaN if it holds
 * one; index (i64) which it is, row · width + column: the first of several, of NaN the last; −∞ and the window's first
 * place where it is empty window_mean      slots {y, x, windows}: the sum, row by row, over the product of the window's
 * two divisors window_mean_vjp  slots {dx, dy, windows}: the adjoint of window_mean, windows added in order
 *
 * Kernels for f32 and f64. sizes {planes, height, width, oh, ow, row_step, col_step, stride}: the steps lead from
 * element to element of a window (max only; 1 for means), `stride` from window to window along a row, 0 where the
 * windows are unevenly spaced. `windows` holds oh + ow wg_span: where each row and then each column of windows begins,
 * how many elements it has, all of them within the plane, and its divisor. Operands and results do not overlap; all of
 * the result is written. Tiles cut planes × oh, of the adjoint planes.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "kernel.h"
#include "simd/per_type.h"
#include "simd/shuffle.h"

/* The elements of windows in one direction. */
typedef struct {
    int64_t begin;
    int64_t count;
    int64_t divisor;
} wg_span;

typedef struct {
    int64_t planes;
    int64_t height;
    int64_t width;
    int64_t out_height;
    int64_t out_width;
    int64_t row_step;
    int64_t col_step;
    int64_t stride;
    const wg_span *rows;
    const wg_span *cols;
} wg_windows;

static wg_windows wg_windows_of(const wg_instruction *instruction, const void *windows)
{
    const int64_t *sizes = instruction->sizes;
    const wg_span *spans = windows;
    return (wg_windows){
        .planes = sizes[0],
        .height = sizes[1],
        .width = sizes[2],
        .out_height = sizes[3],
        .out_width = sizes[4],
        .row_step = sizes[5],
        .col_step = sizes[6],
        .stride = sizes[7],
        .rows = spans,
        .cols = spans + sizes[3],
    };
}

/* The windows of a row that are as wide as the widest, one after another; none where an offset is not below `most`. */
static wg_range wg_whole_windows(const wg_windows *g, int64_t most)
{
    int64_t widest = 0;
    int64_t tallest = 0;
    for (int64_t v = 0; v < g->out_width; v++) {
        widest = wg_max(widest, g->cols[v].count);
    }
    for (int64_t u = 0; u < g->out_height; u++) {
        tallest = wg_max(tallest, g->rows[u].count);
    }
    wg_range whole = {0, 0};
    if (g->stride == 0 || tallest * g->row_step * g->width + widest * g->col_step >= most) {
        return whole;
    }
    while (whole.begin < g->out_width && g->cols[whole.begin].count < widest) {
        whole.begin++;
    }
    whole.end = whole.begin;
    while (whole.end < g->out_width && g->cols[whole.end].count == widest &&
           g->cols[whole.end].divisor == g->cols[whole.begin].divisor &&
           g->cols[whole.end].begin == g->cols[whole.begin].begin + (whole.end - whole.begin) * g->stride) {
        whole.end++;
    }
    return whole;
}

/* Offsets within a plane, beside lanes of f32 and of f64. */
typedef int32_t place_f32;
typedef int64_t place_f64;
typedef v_s32 places_f32;
typedef v_s64 places_f64;

#define T f32
#include "window.inc"
#undef T

#define T f64
#include "window.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(window_max_f32),  WG_ENTRY(window_max_f64),      WG_ENTRY(window_mean_f32),
    WG_ENTRY(window_mean_f64), WG_ENTRY(window_mean_vjp_f32), WG_ENTRY(window_mean_vjp_f64),
};

WG_FAMILY(window, entries);
