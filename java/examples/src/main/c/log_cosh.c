/* z = log cosh x and its VJP dx = tanh x · dz, for each element. See LogCosh.java. */
#include <math.h>

#include <wengert/tile.h>

enum { N };

/* Right for large x too, where cosh overflows. */
static double log_cosh(double x)
{
    return fabs(x) + log1p(expm1(-2 * fabs(x)) / 2);
}

/* slots: z, x; sizes: n. Tiles cut elements; z may lie in the place of x. */
WG_KERNEL(log_cosh_f64)
{
    double *z = wg_slot(instruction, slots, 0);
    const double *x = wg_slot(instruction, slots, 1);
    wg_range range = wg_tile_range(instruction->sizes[N], instruction->tiles, tile, 1);
    for (int64_t i = range.begin; i < range.end; i++) {
        z[i] = log_cosh(x[i]);
    }
    return WG_OK;
}

/* slots: dx, x, dz; sizes: n. Tiles cut elements; dx may lie in the place of x or dz. */
WG_KERNEL(log_cosh_vjp_f64)
{
    double *dx = wg_slot(instruction, slots, 0);
    const double *x = wg_slot(instruction, slots, 1);
    const double *dz = wg_slot(instruction, slots, 2);
    wg_range range = wg_tile_range(instruction->sizes[N], instruction->tiles, tile, 1);
    for (int64_t i = range.begin; i < range.end; i++) {
        dx[i] = tanh(x[i]) * dz[i];
    }
    return WG_OK;
}
