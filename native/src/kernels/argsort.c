/**
 * Argsort: y[r, :] = the order that sorts x[r, :], shapes (rows, n) → i64 (rows, n). Stable: equal elements keep their
 * order.
 *
 * Kernels argsort_f32, argsort_f64, argsort_i32, argsort_i64, argsort_bool. NaN counts as greater than everything, −0
 * equals 0. Slots {y, x, scratch}; scratch holds as many i64 as y; sizes {rows, n, descending}. Tiles cut rows. Nothing
 * overlaps.
 *
 * Runs of RUN are sorted by insertion and then merged, back and forth between y and scratch (Knuth, The Art of Computer
 * Programming 3, §5.2.4).
 */
#include <stdbool.h>
#include <string.h>

#include "kernel.h"

#define RUN 16

#define T float
#define NAMED(name) name##_f32
#define IS_NAN(x) ((x) != (x))
#include "argsort.inc"
#undef NAMED
#undef T
#define T double
#define NAMED(name) name##_f64
#include "argsort.inc"
#undef NAMED
#undef T
#undef IS_NAN
#define IS_NAN(x) ((void)(x), false)
#define T int32_t
#define NAMED(name) name##_i32
#include "argsort.inc"
#undef NAMED
#undef T
#define T int64_t
#define NAMED(name) name##_i64
#include "argsort.inc"
#undef NAMED
#undef T
#define T unsigned char
#define NAMED(name) name##_bool
#include "argsort.inc"
#undef NAMED
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(argsort_f32), WG_ENTRY(argsort_f64), WG_ENTRY(argsort_i32), WG_ENTRY(argsort_i64), WG_ENTRY(argsort_bool),
};

WG_FAMILY(argsort, entries);
