/**
 * The names by which a template speaks of its type.
 *
 * A kernel that is the same for several types is written once in a file name.inc, which name.c includes once per type
 * with T defined as f32, f64, u32 or u64. In it, real is the element, vec its vector, mask what comparisons give (f32
 * and f64 only), LANES the number of elements in a vector, and NAMED(softmax) gives softmax_f32.
 */
#ifndef WENGERT_SIMD_PER_TYPE_H
#define WENGERT_SIMD_PER_TYPE_H

#include "vector.h"

#define V_JOIN_TOKENS(a, b) a##_##b
#define V_JOIN(a, b) V_JOIN_TOKENS(a, b)

#define real V_JOIN(wg, T)
#define vec V_JOIN(v, T)
#define mask V_JOIN(v_mask, T)
#define LANES V_JOIN(V_LANES, T)
#define NAMED(name) V_JOIN(name, T)
/** c in every lane. */
#define v_set(c) V_JOIN(v_set, T)(c)

#endif
