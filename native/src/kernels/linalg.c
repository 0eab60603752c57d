/**
 * Factorisations of square matrices and what follows from them, for every matrix of a batch; f32 and f64, row-major.
 *
 *   kernel            slots                    sizes                             tiles cut
 *   cholesky          {y, x}                   {batch, n, upper}                 batch
 *   lu                {lu, rows, x}            {batch, n, strict}                batch
 *   triangular_solve  {x, t, b, rows}          {batch, n, cols, flags, width}    batch × ⌈cols / width⌉
 *   det               {d, x, scratch}          {batch, n}                        batch
 *   slogdet           {sign, log, x, scratch}  {batch, n}                        batch
 *   cofactors         {y, x, scratch, order}   {batch, n}                        batch
 *
 * cholesky: y = L with L·Lᵀ = ½(x + xᵀ), or its transpose if `upper`; the other triangle is zeros. Reports
 * WG_NOT_POSITIVE_DEFINITE where a pivot is not above 0, NaN included.
 *
 * lu: row i of L·U is row rows[i] (i64) of x; lu holds U and, below the diagonal, L without its ones. Of equal pivots
 * the first is taken. A column without a pivot other than 0 is left as it is; if `strict` it is reported as
 * WG_SINGULAR. lu may be x.
 *
 * triangular_solve: op(t)·x = b, where t is (n, n) and x and b are (n, cols). The other triangle of t is not read, nor
 * its diagonal if that is ones. flags: 1 t is upper; 2 op transposes; 4 ones on the diagonal; 8 the batch shares one t.
 * With `rows`, row i of the right side is b[rows[i]]; without b it is that row of the identity. x may be b where there
 * are no `rows`. A 0 on the diagonal divides.
 *
 * det: the determinant, 1 for n = 0. slogdet: its sign, 0 if singular, and the logarithm of its absolute value. Scratch
 * holds batch × n × n elements.
 *
 * cofactors: y[i, j] = (−1)^(i+j) times the determinant of x without row i and column j, also for singular x. Scratch
 * holds 2 × batch × n × n elements, order 2 × batch × n i64.
 *
 * Unless said otherwise nothing overlaps. Large matrices are worked through in blocks of BLOCK rows, so that most of
 * the work is a product of matrices (Golub and Van Loan, Matrix Computations, §3.2.11 and §4.2.9).
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "kernel.h"
#include "simd/per_type.h"

/* Rows that are factored or solved at a time; more of them put more work into what is no product of matrices. */
#define BLOCK 32

/* Columns of a block of LU that are factored one by one. */
#define FEW_COLUMNS 8

/* Elements of a vector that is solved for, from which all those before them are subtracted at a time. */
#define VECTOR_BLOCK 8

/* Side of the squares that a matrix is transposed by: they stay in the nearest cache however far apart rows lie. */
#define SQUARE 8

/* Rows and vectors of the result of a product that stay in registers, and vectors that one row is worked through by. */
#if V_BYTES == 64 || defined(__aarch64__)
#define PRODUCT_ROWS 8
#else
#define PRODUCT_ROWS 4
#endif
#define PRODUCT_VECTORS 2
#define ROW_VECTORS 4

#define T f32
#include "linalg_product.inc"
#include "linalg_triangular.inc"
#include "linalg_cholesky.inc"
#include "linalg_lu.inc"
#include "linalg_determinant.inc"
#undef T

#define T f64
#include "linalg_product.inc"
#include "linalg_triangular.inc"
#include "linalg_cholesky.inc"
#include "linalg_lu.inc"
#include "linalg_determinant.inc"
#undef T

static const wg_kernel_entry entries[] = {
    WG_ENTRY(cholesky_f32),         WG_ENTRY(cholesky_f64),         WG_ENTRY(lu_f32),        WG_ENTRY(lu_f64),
    WG_ENTRY(triangular_solve_f32), WG_ENTRY(triangular_solve_f64), WG_ENTRY(det_f32),       WG_ENTRY(det_f64),
    WG_ENTRY(slogdet_f32),          WG_ENTRY(slogdet_f64),          WG_ENTRY(cofactors_f32), WG_ENTRY(cofactors_f64),
};

WG_FAMILY(linalg, entries);
