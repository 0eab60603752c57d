/*
 * Kernels as a user might write them: right ones, and ones with a fault each that the checks of the engine must find.
 * Slots: result, operands, working memory; sizes: n.
 */
#include <stdatomic.h>

#include <wengert/tile.h>

/* z = x³, z may lie in the place of x; and dx = 3x²·dz. */
#define CUBE(type)                                                                                                     \
    WG_KERNEL(user_cube_##type)                                                                                        \
    {                                                                                                                  \
        real_##type *z = wg_slot(instruction, slots, 0);                                                               \
        const real_##type *x = wg_slot(instruction, slots, 1);                                                         \
        wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, 1);                            \
        for (int64_t i = range.begin; i < range.end; i++) {                                                            \
            z[i] = x[i] * x[i] * x[i];                                                                                 \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }                                                                                                                  \
    WG_KERNEL(user_cube_vjp_##type)                                                                                    \
    {                                                                                                                  \
        real_##type *dx = wg_slot(instruction, slots, 0);                                                              \
        const real_##type *x = wg_slot(instruction, slots, 1);                                                         \
        const real_##type *dz = wg_slot(instruction, slots, 2);                                                        \
        wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, 1);                            \
        for (int64_t i = range.begin; i < range.end; i++) {                                                            \
            dx[i] = 3 * x[i] * x[i] * dz[i];                                                                           \
        }                                                                                                              \
        return WG_OK;                                                                                                  \
    }

typedef float real_f32;
typedef double real_f64;

CUBE(f32)
CUBE(f64)

/* z = Σ x by partial sums in working memory, in one tile; scalars: factor. */
WG_KERNEL(user_scaled_sum_f64)
{
    (void)tile;
    double *z = wg_slot(instruction, slots, 0);
    const double *x = wg_slot(instruction, slots, 1);
    double *partial = wg_slot(instruction, slots, 2);
    partial[0] = 0;
    partial[1] = 0;
    for (int64_t i = 0; i < instruction->sizes[0]; i++) {
        partial[i % 2] += x[i];
    }
    *z = instruction->scalars[0] * (partial[0] + partial[1]);
    return WG_OK;
}

/* As user_cube_vjp_f64, but 2x²·dz where i = 1. */
WG_KERNEL(fault_wrong_vjp_f64)
{
    double *dx = wg_slot(instruction, slots, 0);
    const double *x = wg_slot(instruction, slots, 1);
    const double *dz = wg_slot(instruction, slots, 2);
    wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, 1);
    for (int64_t i = range.begin; i < range.end; i++) {
        dx[i] = (i == 1 ? 2 : 3) * x[i] * x[i] * dz[i];
    }
    return WG_OK;
}

/* The faults below do z = 2x otherwise. */
#define FAULT(name, body)                                                                                              \
    WG_KERNEL(name)                                                                                                    \
    {                                                                                                                  \
        double *z = wg_slot(instruction, slots, 0);                                                                    \
        double *x = wg_slot(instruction, slots, 1);                                                                    \
        int64_t n = instruction->sizes[0];                                                                             \
        wg_range range = wg_tile_range(n, instruction->tiles, tile, 1);                                                \
        for (int64_t i = range.begin; i < range.end; i++) {                                                            \
            z[i] = 2 * x[i];                                                                                           \
        }                                                                                                              \
        body return WG_OK;                                                                                             \
    }

FAULT(fault_past_end_f64, z[n] = 1;)
FAULT(fault_before_begin_f64, z[-1] = 1;)
FAULT(fault_changes_operand_f64, x[n - 1] += 1;)
FAULT(fault_reads_past_end_f64, z[0] += x[n] * 0;)
FAULT(fault_reads_result_f64, z[n - 1] += z[0] - 2 * x[0];)
FAULT(fault_tiles_overlap_f64, z[tile < n ? tile : 0] = (double)(tile + 1);)

WG_KERNEL(fault_unwritten_f64)
{
    double *z = wg_slot(instruction, slots, 0);
    const double *x = wg_slot(instruction, slots, 1);
    wg_range range = wg_tile_range(instruction->sizes[0] - 1, instruction->tiles, tile, 1);
    for (int64_t i = range.begin; i < range.end; i++) {
        z[i] = 2 * x[i];
    }
    return WG_OK;
}

/* Reverses, which is wrong in place. */
WG_KERNEL(fault_alias_f64)
{
    double *z = wg_slot(instruction, slots, 0);
    const double *x = wg_slot(instruction, slots, 1);
    int64_t n = instruction->sizes[0];
    wg_range range = wg_tile_range(n, instruction->tiles, tile, 1);
    for (int64_t i = range.begin; i < range.end; i++) {
        z[i] = x[n - 1 - i];
    }
    return WG_OK;
}

/* Keeps state from tile to tile. */
WG_KERNEL(fault_state_f64)
{
    static _Atomic int64_t tiles_so_far = 0;
    double *z = wg_slot(instruction, slots, 0);
    const double *x = wg_slot(instruction, slots, 1);
    wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, 1);
    int64_t so_far = atomic_fetch_add(&tiles_so_far, 1);
    for (int64_t i = range.begin; i < range.end; i++) {
        z[i] = x[i] + (double)so_far;
    }
    return WG_OK;
}

/* Adds the number of tiles, which the result must not depend on. */
WG_KERNEL(fault_number_of_tiles_f64)
{
    double *z = wg_slot(instruction, slots, 0);
    const double *x = wg_slot(instruction, slots, 1);
    wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, 1);
    for (int64_t i = range.begin; i < range.end; i++) {
        z[i] = x[i] + (double)instruction->tiles;
    }
    return WG_OK;
}

/* The larger of x and 0, but also where x is not a number. */
WG_KERNEL(fault_loses_nan_f64)
{
    double *z = wg_slot(instruction, slots, 0);
    const double *x = wg_slot(instruction, slots, 1);
    wg_range range = wg_tile_range(instruction->sizes[0], instruction->tiles, tile, 1);
    for (int64_t i = range.begin; i < range.end; i++) {
        z[i] = x[i] > 0 ? x[i] : 0;
    }
    return WG_OK;
}

WG_KERNEL(fault_status_f64)
{
    (void)instruction;
    (void)slots;
    (void)tile;
    return WG_SINGULAR;
}

WG_KERNEL(fault_past_scratch_f64)
{
    double *partial = wg_slot(instruction, slots, 2);
    partial[instruction->sizes[0]] = 0;
    (void)tile;
    double *z = wg_slot(instruction, slots, 0);
    const double *x = wg_slot(instruction, slots, 1);
    for (int64_t i = 0; i < instruction->sizes[0]; i++) {
        z[i] = 2 * x[i];
    }
    return WG_OK;
}

/* The name of a kernel of the engine. */
WG_KERNEL(tanh_f64)
{
    (void)instruction;
    (void)slots;
    (void)tile;
    return WG_OK;
}
