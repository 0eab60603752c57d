/**
 * Philox4x32-10: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 4.3.
 *
 * A bijection of 128-bit blocks under a 64-bit key; numbering the blocks makes it a generator without state. Each lane
 * of the four words holds, in its low half, one word of the lane's own block.
 */
#ifndef WENGERT_SIMD_PHILOX_H
#define WENGERT_SIMD_PHILOX_H

#include "vector.h"

typedef struct {
    v_u64 word[4];
} v_philox;

static inline v_philox v_philox_4x32_10(v_philox counter, uint64_t key)
{
    v_u64 a = counter.word[0];
    v_u64 b = counter.word[1];
    v_u64 c = counter.word[2];
    v_u64 d = counter.word[3];
    uint32_t low_key = (uint32_t)key;
    uint32_t high_key = (uint32_t)(key >> 32);
    for (int round = 0; round < 10; round++) {
        v_u64 p = v_multiply_wide(a, v_set_u64(0xd2511f53u));
        v_u64 q = v_multiply_wide(c, v_set_u64(0xcd9e8d57u));
        a = (q >> 32) ^ b ^ v_set_u64(low_key);
        c = (p >> 32) ^ d ^ v_set_u64(high_key);
        /* The high halves are not cleared: nothing reads them. */
        b = q;
        d = p;
        low_key += 0x9e3779b9u;
        high_key += 0xbb67ae85u;
    }
    return (v_philox){{a, b, c, d}};
}

#endif
