/**
 * The names by which a template speaks of elements that it only moves.
 *
 * A kernel that is the same for every width is written once in a file name.inc, which name.c includes once per width
 * with W defined as b1, b4 or b8 (bytes). In it, element is an unsigned integer of that width and NAMED(copy) gives
 * copy_b4.
 */
#ifndef WENGERT_KERNELS_ELEMENT_H
#define WENGERT_KERNELS_ELEMENT_H

#include <stdint.h>

#include "kernel.h"

typedef uint8_t wg_element_b1;
typedef uint32_t wg_element_b4;
typedef uint64_t wg_element_b8;

#define element WG_PASTE(wg_element, W)
#define NAMED(name) WG_PASTE(name, W)

#endif
