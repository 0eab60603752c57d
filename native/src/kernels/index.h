/**
 * The names by which a template speaks of its index type, I: i32 or i64. INDEXED(gather) adds it to NAMED(gather).
 *
 * each_index.inc includes a template once for each of them.
 */
#ifndef WENGERT_KERNELS_INDEX_H
#define WENGERT_KERNELS_INDEX_H

#include <stdint.h>

#include "kernel.h"

typedef int32_t wg_index_i32;
typedef int64_t wg_index_i64;

#define index_type WG_PASTE(wg_index, I)
#define INDEXED(name) WG_PASTE(NAMED(name), I)

#endif
