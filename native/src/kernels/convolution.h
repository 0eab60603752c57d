/**
 * What the kernels of convolutions have in common: how the numbers in slot `geometry` are read, and which elements a
 * window reads.
 *
 * A convolution y = x ∗ w, (batch, groups · in, h, w) and (groups · out, in, kh, kw) → (batch, groups · out, oh, ow),
 * is
 *
 *   y[n, g·out + o, u, v] = Σ_{c,i,j} w[g·out + o, c, i, j] · x[n, g·in + c, u·sh + i·dh − top, v·sw + j·dw − left]
 *
 * where x counts as 0 outside its bounds. In each direction (rows and columns apart) both it and its adjoint for x are
 * the same thing, a wg_line: targets, each a sum over taps that lie at fixed shifts in a plane of sources.
 *
 *   Forward, targets are the elements of y. Sources whose positions agree modulo the stride form a plane of their own,
 *   a phase, so that a step from target to target is a step of one in every plane.
 *
 *   In the adjoint, targets are the elements of x whose position, with the padding, is `phase` modulo the stride; each
 *   phase reads the taps that can reach it, and all taps lie in one plane of sources, y.
 */
#ifndef WENGERT_KERNELS_CONVOLUTION_H
#define WENGERT_KERNELS_CONVOLUTION_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel.h"

/** One direction of a convolution: `x` elements of x, `y` of y, `block` targets at a time. */
typedef struct {
    int64_t x;
    int64_t y;
    int64_t taps;
    int64_t stride;
    int64_t dilation;
    int64_t padding;
    int64_t block;
} wg_direction;

/** The numbers in slot `geometry`: batch, groups, in, out, then the two directions, rows first. */
typedef struct {
    int64_t batch;
    int64_t groups;
    int64_t in;
    int64_t out;
    wg_direction rows;
    wg_direction cols;
} wg_convolution;

/** The targets of one phase in one direction; see above. */
typedef struct {
    bool adjoint;
    /** Tap t of those that this phase reads is tap first_tap + t · tap_step of the kernel. */
    int64_t taps;
    int64_t first_tap;
    int64_t tap_step;
    int64_t stride;
    int64_t dilation;
    /** Target u is element first + u · step of `target_size`. */
    int64_t targets;
    int64_t first;
    int64_t step;
    int64_t target_size;
    /** The source of target u by a tap is element (u + shift) · source_step + offset + base of `source_size`. */
    int64_t source_step;
    int64_t base;
    int64_t source_size;
    /** So many taps follow one another before one lies in the plane of the first again. */
    int64_t period;
    int64_t block;
} wg_line;

static inline const wg_convolution *wg_convolution_of(const void *geometry)
{
    return geometry;
}

static inline int64_t wg_greatest_common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/** The line of the convolution itself. */
static inline wg_line wg_line_forward(const wg_direction *d)
{
    return (wg_line){
        .adjoint = false,
        .taps = d->taps,
        .first_tap = 0,
        .tap_step = 1,
        .stride = d->stride,
        .dilation = d->dilation,
        .targets = d->y,
        .first = 0,
        .step = 1,
        .target_size = d->y,
        .source_step = d->stride,
        .base = -d->padding,
        .source_size = d->x,
        .period = d->stride / wg_greatest_common_divisor(d->stride, d->dilation),
        .block = d->block,
    };
}

/** The line of the adjoint for targets of a phase in [0, stride). */
static inline wg_line wg_line_adjoint(const wg_direction *d, int64_t phase)
{
    int64_t stride = d->stride;
    int64_t period = stride / wg_greatest_common_divisor(stride, d->dilation);
    int64_t first_tap = 0;
    while (first_tap < period && first_tap * d->dilation % stride != phase) {
        first_tap++;
    }
    bool reached = first_tap < period && first_tap < d->taps;
    /* The targets are m · stride + phase − padding in [0, x). */
    int64_t first = wg_ceil_div(wg_max(d->padding - phase, 0), stride);
    int64_t last = wg_ceil_div(wg_max(d->x + d->padding - phase, 0), stride);
    wg_line line = {
        .adjoint = true,
        .taps = reached ? wg_ceil_div(d->taps - first_tap, period) : 0,
        .first_tap = first_tap,
        .tap_step = period,
        .stride = stride,
        .dilation = d->dilation,
        .targets = wg_max(last - first, 0),
        .first = first * stride + phase - d->padding,
        .step = stride,
        .target_size = d->x,
        .source_step = 1,
        .source_size = d->y,
        .period = 1,
        .block = d->block,
    };
    int64_t farthest = (first_tap + wg_max(line.taps - 1, 0) * period) * d->dilation / stride;
    line.base = first - farthest;
    return line;
}

/** The tap of the kernel that tap t of the line is. */
static inline int64_t wg_tap(const wg_line *line, int64_t t)
{
    return line->first_tap + t * line->tap_step;
}

/** How far the source of tap t is from that of the nearest tap, in its plane. */
static inline int64_t wg_shift(const wg_line *line, int64_t t)
{
    int64_t shift = wg_tap(line, t) * line->dilation / line->stride;
    int64_t farthest = wg_tap(line, line->taps - 1) * line->dilation / line->stride;
    return line->adjoint ? farthest - shift : shift;
}

/** Where the plane of tap t begins. */
static inline int64_t wg_offset(const wg_line *line, int64_t t)
{
    return line->adjoint ? 0 : wg_tap(line, t) * line->dilation % line->stride;
}

/** Some consecutive taps of a line, and the planes that they need for a block of targets. */
typedef struct {
    int64_t begin;
    int64_t end;
    /** The least shift of these taps. */
    int64_t shift;
    int64_t planes;
    /** The length of a plane. */
    int64_t length;
} wg_taps;

static inline wg_taps wg_taps_of(const wg_line *line, int64_t begin, int64_t end, int64_t targets)
{
    if (begin == end) {
        return (wg_taps){begin, end, 0, 0, targets};
    }
    int64_t a = wg_shift(line, begin);
    int64_t b = wg_shift(line, end - 1);
    return (wg_taps){
        .begin = begin,
        .end = end,
        .shift = wg_min(a, b),
        .planes = wg_min(end - begin, line->period),
        .length = targets + wg_max(a, b) - wg_min(a, b),
    };
}

/** A block of targets of one image and group. */
typedef struct {
    int64_t image;
    int64_t group;
    wg_range rows;
    wg_range cols;
} wg_targets;

/** How many blocks there are in one image and group. */
static inline int64_t wg_blocks_per_image(const wg_line *rows, const wg_line *cols)
{
    return wg_ceil_div(rows->targets, rows->block) * wg_ceil_div(cols->targets, cols->block);
}

/**
 * A box of channels and taps, consecutive in the order (channel, row tap, column tap): all taps of some channels, or
 * all taps of some rows of one channel, or some taps of one row.
 */
typedef struct {
    wg_range channels;
    wg_taps rows;
    wg_taps cols;
} wg_box;

static inline int64_t wg_box_plane(const wg_box *box)
{
    return box->rows.planes * box->cols.planes * box->rows.length * box->cols.length;
}

static inline int64_t wg_box_taps(const wg_box *box)
{
    return (box->rows.end - box->rows.begin) * (box->cols.end - box->cols.begin);
}

static inline bool wg_box_fits(const wg_box *box, int64_t most_elements, int64_t most_steps)
{
    return wg_box_plane(box) <= most_elements && wg_box_taps(box) <= most_steps;
}

/**
 * The box after step `from` in that order, of at most `most_elements` sources and `most_steps` steps where a single
 * tap does not need more; even parts of the channels.
 */
static inline wg_box wg_box_from(const wg_line *rows, const wg_line *cols, const wg_targets *targets, int64_t channels,
                                 int64_t from, int64_t most_elements, int64_t most_steps)
{
    int64_t taps = rows->taps * cols->taps;
    int64_t channel = from / taps;
    int64_t height = targets->rows.end - targets->rows.begin;
    int64_t width = targets->cols.end - targets->cols.begin;
    wg_box box = {
        .channels = {channel, channel + 1},
        .rows = wg_taps_of(rows, 0, rows->taps, height),
        .cols = wg_taps_of(cols, 0, cols->taps, width),
    };
    if (wg_box_fits(&box, most_elements, most_steps)) {
        int64_t most = wg_min(most_elements / wg_box_plane(&box), most_steps / taps);
        int64_t even = wg_ceil_div(channels, wg_ceil_div(channels, most));
        box.channels.end = wg_min(channel + even, channels);
        return box;
    }
    int64_t row = from % taps / cols->taps;
    int64_t col = from % cols->taps;
    box.rows = wg_taps_of(rows, row, row + 1, height);
    if (col == 0 && wg_box_fits(&box, most_elements, most_steps)) {
        wg_box next = box;
        while (next.rows.end < rows->taps) {
            next.rows = wg_taps_of(rows, row, next.rows.end + 1, height);
            if (!wg_box_fits(&next, most_elements, most_steps)) {
                break;
            }
            box = next;
        }
        return box;
    }
    box.cols = wg_taps_of(cols, col, col + 1, width);
    wg_box next = box;
    while (next.cols.end < cols->taps) {
        next.cols = wg_taps_of(cols, col, next.cols.end + 1, width);
        if (!wg_box_fits(&next, most_elements, most_steps)) {
            break;
        }
        box = next;
    }
    return box;
}

/** How many steps a box has. */
static inline int64_t wg_box_steps(const wg_box *box)
{
    return (box->channels.end - box->channels.begin) * wg_box_taps(box);
}

#endif
