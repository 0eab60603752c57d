/**
 * Control: loops, branches and buffers whose address changes, so that they need no call from Java. All have one tile
 * but move, and take constant time but refuse_if and move. Where a kernel jumps, it is by sizes[7] instructions; see
 * WG_JUMP.
 *
 *   point        slots {p, whole, counter}; sizes {first, stride}: the address of p becomes that of `whole` plus
 *                first + counter · stride bytes; counter, an int64, may be left out (slot −1) and counts as 0
 *   repeat       slots {counter}; sizes {times}: adds 1 to the int64 counter and jumps while it is less than `times`
 *   jump         jumps
 *   jump_unless  slots {condition}: jumps if the bool is false
 *   refuse_if    slots {condition}; sizes {n}: reports WG_LOOP_NOT_ENDED if any of n bools is true
 *   host         reports WG_HOST; a run stops there for a Java function, which may use all 12 slots
 *   move         slots {y, x}; sizes {bytes}: y = x, which do not overlap; any number of tiles
 */
#include <string.h>

#include "kernel.h"

/* Two cache lines, so that no two tiles write to one. */
#define GRAIN 128

static int32_t point(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)tile;
    const int64_t *counter = wg_slot(instruction, slots, 2);
    int64_t step = counter == NULL ? 0 : *counter;
    char *whole = wg_slot(instruction, slots, 1);
    /* The table is const for all other kernels. */
    ((void **)slots)[instruction->slots[0]] = whole + instruction->sizes[0] + step * instruction->sizes[1];
    return WG_OK;
}

static int32_t repeat(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)tile;
    int64_t *counter = wg_slot(instruction, slots, 0);
    return ++*counter < instruction->sizes[0] ? WG_JUMP : WG_OK;
}

static int32_t jump(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)instruction;
    (void)slots;
    (void)tile;
    return WG_JUMP;
}

static int32_t jump_unless(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)tile;
    const uint8_t *condition = wg_slot(instruction, slots, 0);
    return *condition ? WG_OK : WG_JUMP;
}

static int32_t refuse_if(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)tile;
    const uint8_t *condition = wg_slot(instruction, slots, 0);
    for (int64_t i = 0; i < instruction->sizes[0]; i++) {
        if (condition[i]) {
            return WG_LOOP_NOT_ENDED;
        }
    }
    return WG_OK;
}

static int32_t host(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)instruction;
    (void)slots;
    (void)tile;
    return WG_HOST;
}

static int32_t move(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    char *y = wg_slot(instruction, slots, 0);
    const char *x = wg_slot(instruction, slots, 1);
    wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, GRAIN);
    if (range.begin < range.end) {
        memcpy(y + range.begin, x + range.begin, (size_t)(range.end - range.begin));
    }
    return WG_OK;
}

static const wg_kernel_entry entries[] = {
    WG_ENTRY(point),     WG_ENTRY(repeat), WG_ENTRY(jump), WG_ENTRY(jump_unless),
    WG_ENTRY(refuse_if), WG_ENTRY(host),   WG_ENTRY(move),
};

WG_FAMILY(control, entries);
