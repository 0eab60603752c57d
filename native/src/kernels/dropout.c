/**
 * Dropout (Srivastava et al., 2014): y[i] = x[i]·m[i] for i in [0, n), where m[i] is 0 with probability p, else 1/(1 −
 * p).
 *
 *   dropout_T {y, x, step}   for T in f32, f64; sizes {n, seed, stream}, scalars {p}, 0 ≤ p ≤ 1
 *
 * step is one i64, or left out for 0. Tiles cut [0, n). y may be x. A dropped NaN or ∞ gives NaN. With p = 1 all are
 * dropped.
 *
 * m is a function of seed, stream, step, i and p: of Philox4x32-10 with counter (b low, b high, stream, step) and key
 * seed, as in random.c, each element has one word. Of 32 elements from 32·g on, the first 16 have words 0 and 2 of
 * blocks 8g … 8g + 7 by turns, the others words 1 and 3: this order needs no shuffles at any width of vectors. An
 * element is kept where its word is at least p·2³². So m is the same on every machine, for both types, and computed
 * again rather than stored wherever it is needed.
 */
#include "kernel.h"

#include "../simd/philox.h"

#define GROUP 32
#define BLOCKS 8

static void random_words(uint32_t *words, int64_t group, uint64_t key, uint32_t stream, uint32_t step)
{
    static const uint64_t lanes[] = {0, 1, 2, 3, 4, 5, 6, 7};
    for (int b = 0; b < BLOCKS; b += V_LANES_u64) {
        v_u64 block = v_set_u64((uint64_t)(group * BLOCKS + b)) + v_load(lanes);
        v_philox random = v_philox_4x32_10((v_philox){{block, block >> 32, v_set_u64(stream), v_set_u64(step)}}, key);
        v_store(words + 2 * b, v_pack(random.word[0], random.word[2]));
        v_store(words + 2 * BLOCKS + 2 * b, v_pack(random.word[1], random.word[3]));
    }
}

#define DEFINE_KERNEL(T, real)                                                                                         \
    static int32_t dropout_##T(const wg_instruction *instruction, void *const *slots, int64_t tile)                    \
    {                                                                                                                  \
        real *y = wg_slot(instruction, slots, 0);                                                                      \
        const real *x = wg_slot(instruction, slots, 1);                                                                \
        const int64_t *step = wg_slot(instruction, slots, 2);                                                          \
        double p = instruction->scalars[0];                                                                            \
        real scale = p < 1 ? (real)(1 / (1 - p)) : 0;                                                                  \
        uint32_t least = p < 1 ? (uint32_t)(p * 0x1p32) : 0;                                                           \
        wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, GROUP);                        \
        for (int64_t i = range.begin; i < range.end; i += GROUP) {                                                     \
            uint32_t words[GROUP];                                                                                     \
            random_words(words, i / GROUP, (uint64_t)instruction->sizes[1], (uint32_t)instruction->sizes[2],           \
                         step ? (uint32_t)*step : 0);                                                                  \
            int64_t count = wg_min(GROUP, range.end - i);                                                              \
            for (int64_t j = 0; j < count; j++) {                                                                      \
                y[i + j] = x[i + j] * (words[j] >= least ? scale : 0);                                                 \
            }                                                                                                          \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

DEFINE_KERNEL(f32, float)
DEFINE_KERNEL(f64, double)

static const wg_kernel_entry entries[] = {
    WG_ENTRY(dropout_f32),
    WG_ENTRY(dropout_f64),
};

WG_FAMILY(dropout, entries);
