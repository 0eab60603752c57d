/*
 * Schedules of the engine, timed without a JVM.
 *
 *   sweep LIBWENGERT < CASES
 *
 * A case is a list of words:
 *
 *   case ROUNDS THREADS SLAB
 *   constants COUNT NUMBER…                  whole numbers that kernels read
 *   slots COUNT, and for each                AREA OFFSET BYTES DTYPE BOUND
 *   prologue COUNT, and for each             KERNEL TILES, then slots, sizes and scalars, each as COUNT VALUE…
 *   instructions COUNT, and for each         the same
 *
 * AREA 0 is memory of its own, filled with numbers drawn from [0, BOUND) if they are whole and from [0, 1] otherwise; 1
 * is the slab, 2 the constants. The prologue runs once, the instructions are timed. One line of JSON for each case.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"
#include "measure.h"

enum { SLICE = 400000, MOST_SLOTS = 4096 };

static engine wengert;

static void refuse(const char *expected)
{
    fprintf(stderr, "expected %s\n", expected);
    exit(2);
}

static int64_t read_number(void)
{
    long long number;
    if (scanf("%lld", &number) != 1) {
        refuse("a whole number");
    }
    return number;
}

static void read_word(const char *expected)
{
    char word[32];
    if (scanf("%31s", word) != 1 || strcmp(word, expected) != 0) {
        refuse(expected);
    }
}

static void fill(void *memory, int64_t bytes, const char *dtype, int64_t bound)
{
    for (int64_t i = 0; strcmp(dtype, "f32") == 0 && i < bytes / 4; i++) {
        ((float *)memory)[i] = (float)draw();
    }
    for (int64_t i = 0; strcmp(dtype, "f64") == 0 && i < bytes / 8; i++) {
        ((double *)memory)[i] = draw();
    }
    for (int64_t i = 0; strcmp(dtype, "i32") == 0 && i < bytes / 4; i++) {
        ((int32_t *)memory)[i] = bound > 0 ? (int32_t)(draw() * (double)bound) : 0;
    }
    for (int64_t i = 0; strcmp(dtype, "i64") == 0 && i < bytes / 8; i++) {
        ((int64_t *)memory)[i] = bound > 0 ? (int64_t)(draw() * (double)bound) : 0;
    }
    for (int64_t i = 0; strcmp(dtype, "bool") == 0 && i < bytes; i++) {
        ((uint8_t *)memory)[i] = draw() < 0.5;
    }
}

static wg_instruction read_instruction(void)
{
    char name[64];
    if (scanf("%63s", name) != 1) {
        refuse("a kernel");
    }
    wg_instruction instruction = {.kernel = wengert.find(name), .tiles = read_number()};
    memset(instruction.slots, -1, sizeof instruction.slots);
    int64_t slots = read_number();
    for (int64_t i = 0; i < slots; i++) {
        instruction.slots[i] = (int32_t)read_number();
    }
    int64_t sizes = read_number();
    for (int64_t i = 0; i < sizes; i++) {
        instruction.sizes[i] = read_number();
    }
    int64_t scalars = read_number();
    for (int64_t i = 0; i < scalars; i++) {
        if (scanf("%lf", &instruction.scalars[i]) != 1) {
            refuse("a number");
        }
    }
    return instruction;
}

static wg_instruction *read_instructions(const char *what, int64_t *count)
{
    read_word(what);
    *count = read_number();
    wg_instruction *instructions = calloc((size_t)*count + 1, sizeof *instructions);
    for (int64_t i = 0; i < *count; i++) {
        instructions[i] = read_instruction();
    }
    return instructions;
}

static void run_case(wg_pool *pool, int rounds)
{
    static void *slots[MOST_SLOTS];
    static void *owned[MOST_SLOTS];
    int owned_count = 0;
    char *slab = wengert.allocate(read_number());
    owned[owned_count++] = slab;
    read_word("constants");
    int64_t constant_count = read_number();
    int64_t *constants = wengert.allocate(constant_count * (int64_t)sizeof *constants);
    owned[owned_count++] = constants;
    for (int64_t i = 0; i < constant_count; i++) {
        constants[i] = read_number();
    }
    read_word("slots");
    int64_t slot_count = read_number();
    if (slot_count > MOST_SLOTS - 2) {
        refuse("fewer slots");
    }
    for (int64_t i = 0; i < slot_count; i++) {
        int64_t area = read_number();
        int64_t offset = read_number();
        int64_t bytes = read_number();
        char dtype[8];
        if (scanf("%7s", dtype) != 1) {
            refuse("a type");
        }
        int64_t bound = read_number();
        if (area == 0) {
            slots[i] = wengert.allocate(bytes);
            fill(slots[i], bytes, dtype, bound);
            owned[owned_count++] = slots[i];
        } else {
            slots[i] = (area == 1 ? slab : (char *)constants) + offset;
        }
    }
    int64_t once;
    wg_instruction *prologue = read_instructions("prologue", &once);
    engine_run(&wengert, NULL, prologue, once, slots);
    int64_t timed_count;
    wg_instruction *timed = read_instructions("instructions", &timed_count);
    engine_work work = {&wengert, pool, timed, timed_count, slots};
    engine_run_work(&work);
    variant variants[] = {{"engine", engine_run_work, &work}};
    printf("{\"variants\":");
    measure(variants, 1, rounds, SLICE);
    printf("}\n");
    fflush(stdout);
    for (int i = 0; i < owned_count; i++) {
        wengert.release(owned[i]);
    }
    free(prologue);
    free(timed);
}

int main(int count, char **arguments)
{
    if (count != 2) {
        fprintf(stderr, "usage: sweep LIBWENGERT < CASES\n");
        return 2;
    }
    wengert = engine_open(arguments[1]);
    char word[8];
    while (scanf("%7s", word) == 1) {
        if (strcmp(word, "case") != 0) {
            refuse("case");
        }
        int rounds = (int)read_number();
        int32_t threads = (int32_t)read_number();
        wg_pool *pool = engine_pool(&wengert, threads);
        run_case(pool, rounds);
        wengert.destroy(pool);
    }
    return 0;
}
