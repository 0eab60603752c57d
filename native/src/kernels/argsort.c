/**
 * Argsort: y[r, :] = the order that sorts x[r, :], shapes (rows, n) → i64 (rows, n). Stable: equal elements keep their
 * order.
 *
 * Kernels argsort_f32, argsort_f64, argsort_i32, argsort_i64, argsort_bool. NaN counts as greater than everything, −0
 * equals 0. Slots {y, x, scratch}; scratch holds as many i64 as y; sizes {rows, n, descending}, n less than 2³². Tiles
 * cut rows. Nothing overlaps.
 *
 * An element's key is an unsigned number of the same order. Rows of up to SHORT elements are sorted by insertion,
 * longer ones by digits of 8 bits of the key, the least significant first (Knuth, The Art of Computer Programming 3,
 * §5.2.5), 32 bits of the key at a time: they stand above the element's index in a word that is moved between y and
 * scratch. What all elements of a row have in common is passed over.
 */
#include <stdbool.h>
#include <string.h>

#include "kernel.h"

#define SHORT 40
#define DIGITS 4
#define VALUES 256

static inline int digit_of(uint64_t word, int digit)
{
    return (int)(word >> (32 + 8 * digit) & (VALUES - 1));
}

/* Sorts words by their upper 32 bits, stably; gives where they are then, in words or in other. */
static uint64_t *sort_words(uint64_t *words, uint64_t *other, int64_t n)
{
    uint32_t counts[DIGITS][VALUES] = {{0}};
    for (int64_t i = 0; i < n; i++) {
        for (int digit = 0; digit < DIGITS; digit++) {
            counts[digit][digit_of(words[i], digit)]++;
        }
    }
    for (int digit = 0; digit < DIGITS; digit++) {
        uint32_t *count = counts[digit];
        if (count[digit_of(words[0], digit)] == n) {
            continue;
        }
        uint32_t before = 0;
        for (int value = 0; value < VALUES; value++) {
            uint32_t here = count[value];
            count[value] = before;
            before += here;
        }
        for (int64_t i = 0; i < n; i++) {
            other[count[digit_of(words[i], digit)]++] = words[i];
        }
        uint64_t *swap = words;
        words = other;
        other = swap;
    }
    return words;
}

static inline uint32_t key_i32(int32_t x)
{
    return (uint32_t)x ^ UINT32_C(1) << 31;
}

static inline uint64_t key_i64(int64_t x)
{
    return (uint64_t)x ^ UINT64_C(1) << 63;
}

static inline uint32_t key_bool(unsigned char x)
{
    return x;
}

/* Of negative numbers all bits are inverted, of others the sign. */
static inline uint32_t key_f32(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint32_t inverted = bits >> 31 != 0 ? UINT32_MAX : UINT32_C(1) << 31;
    return x != x ? UINT32_MAX : x == 0 ? UINT32_C(1) << 31 : bits ^ inverted;
}

static inline uint64_t key_f64(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint64_t inverted = bits >> 63 != 0 ? UINT64_MAX : UINT64_C(1) << 63;
    return x != x ? UINT64_MAX : x == 0 ? UINT64_C(1) << 63 : bits ^ inverted;
}

#define T float
#define KEY uint32_t
#define NAMED(name) name##_f32
#include "argsort.inc"
#undef NAMED
#undef T
#define T int32_t
#define NAMED(name) name##_i32
#include "argsort.inc"
#undef NAMED
#undef T
#define T unsigned char
#define NAMED(name) name##_bool
#include "argsort.inc"
#undef NAMED
#undef T
#undef KEY
#define KEY uint64_t
#define T double
#define NAMED(name) name##_f64
#include "argsort.inc"
#undef NAMED
#undef T
#define T int64_t
#define NAMED(name) name##_i64
#include "argsort.inc"
#undef NAMED
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(argsort_f32), WG_ENTRY(argsort_f64), WG_ENTRY(argsort_i32), WG_ENTRY(argsort_i64), WG_ENTRY(argsort_bool),
};

WG_FAMILY(argsort, entries);
