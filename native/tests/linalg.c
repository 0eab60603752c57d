/* Factorisations: residuals in units of n · ε · size, as backward stability promises, and what singular matrices give.
 */
#include "check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { UPPER = 1, TRANSPOSED = 2, ONES = 4, SHARED = 8 };

static const int64_t orders[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 32, 33, 40, 64, 67};
#define ORDERS ((int64_t)(sizeof orders / sizeof *orders))

/* The greatest size of an element of x, at least 1. */
#define SIZE_OF(x, count)                                                                                              \
    __extension__({                                                                                                    \
        double most = 1;                                                                                               \
        for (int64_t e = 0; e < (count); e++) {                                                                        \
            most = fmax(most, fabs((double)(x)[e]));                                                                   \
        }                                                                                                              \
        most;                                                                                                          \
    })

/* Element (i, j) of op(t), with what triangular_solve does not read left out. */
#define ELEMENT(t, n, flags, i, j)                                                                                     \
    ((i) == (j) && ((flags)&ONES) ? 1                                                                                  \
     : ((i) > (j)) == ((((flags)&UPPER) != 0) != (((flags)&TRANSPOSED) != 0)) && (i) != (j)                            \
         ? 0                                                                                                           \
         : (double)((flags)&TRANSPOSED ? (t)[(j) * (n) + (i)] : (t)[(i) * (n) + (j)]))

#define DEFINE_CHECKS(T, real, epsilon, random)                                                                        \
    /* M·Mᵀ / n + 1, of moderate condition. */                                                                      \
    static real *positive_definite_##T(int64_t batch, int64_t n)                                                       \
    {                                                                                                                  \
        real *m = random(batch * n * n, -1, 1);                                                                        \
        real *x = check_memory(batch * n * n * (int64_t)sizeof(real));                                                 \
        for (int64_t b = 0; b < batch * n; b++) {                                                                      \
            for (int64_t j = 0; j < n; j++) {                                                                          \
                double sum = b % n == j ? (double)n : 0;                                                               \
                for (int64_t p = 0; p < n; p++) {                                                                      \
                    sum += (double)m[b * n + p] * (double)m[(b / n * n + j) * n + p];                                  \
                }                                                                                                      \
                x[b * n + j] = (real)(sum / (double)n);                                                                \
            }                                                                                                          \
        }                                                                                                              \
        return x;                                                                                                      \
    }                                                                                                                  \
                                                                                                                       \
    static void cholesky_##T(int64_t batch, int64_t n)                                                                 \
    {                                                                                                                  \
        real *x = positive_definite_##T(batch, n);                                                                     \
        real *lower = check_memory(batch * n * n * (int64_t)sizeof(real));                                             \
        real *upper = check_memory(batch * n * n * (int64_t)sizeof(real));                                             \
        for (int64_t is_upper = 0; is_upper < 2; is_upper++) {                                                         \
            int32_t status = check_run(&(check_call){.kernel = "cholesky_" #T,                                         \
                                                     .tiles = check_integer(1, 4),                                     \
                                                     .slots = {is_upper ? upper : lower, x},                           \
                                                     .sizes = {batch, n, is_upper}});                                  \
            CHECK(status == WG_OK, "n %d: status %d", (int)n, status);                                                 \
        }                                                                                                              \
        for (int64_t r = 0; r < batch * n; r++) {                                                                      \
            const real *l = lower + r / n * n * n;                                                                     \
            int64_t i = r % n;                                                                                         \
            for (int64_t j = 0; j < n; j++) {                                                                          \
                double sum = 0;                                                                                        \
                for (int64_t p = 0; p <= (i < j ? i : j); p++) {                                                       \
                    sum += (double)l[i * n + p] * (double)l[j * n + p];                                                \
                }                                                                                                      \
                double error = fabs(sum - (double)x[r * n + j]);                                                       \
                CHECK(error <= (double)(n + 2) * (epsilon)*SIZE_OF(x, batch * n * n), "n %d: (%d, %d) is off by %g",   \
                      (int)n, (int)i, (int)j, error);                                                                  \
                CHECK(l[i * n + j] == upper[(r / n * n + j) * n + i] && (j <= i || l[i * n + j] == 0),                 \
                      "n %d: (%d, %d)", (int)n, (int)i, (int)j);                                                       \
            }                                                                                                          \
        }                                                                                                              \
        check_release();                                                                                               \
    }                                                                                                                  \
                                                                                                                       \
    static void lu_##T(int64_t batch, int64_t n)                                                                       \
    {                                                                                                                  \
        real *x = random(batch * n * n, -1, 1);                                                                        \
        real *lu = check_memory(batch * n * n * (int64_t)sizeof(real));                                                \
        int64_t *rows = check_memory(batch * n * 8);                                                                   \
        int32_t status = check_run(&(check_call){                                                                      \
            .kernel = "lu_" #T, .tiles = check_integer(1, 4), .slots = {lu, rows, x}, .sizes = {batch, n, 1}});        \
        CHECK(status == WG_OK, "n %d: status %d", (int)n, status);                                                     \
        for (int64_t r = 0; r < batch * n; r++) {                                                                      \
            const real *f = lu + r / n * n * n;                                                                        \
            int64_t i = r % n;                                                                                         \
            CHECK(rows[r] >= 0 && rows[r] < n, "row %d", (int)rows[r]);                                                \
            for (int64_t j = 0; j < n; j++) {                                                                          \
                double sum = i <= j ? (double)f[i * n + j] : 0;                                                        \
                double size = fabs(sum);                                                                               \
                for (int64_t p = 0; p < i && p <= j; p++) {                                                            \
                    double term = (double)f[i * n + p] * (double)f[p * n + j];                                         \
                    sum += term;                                                                                       \
                    size += fabs(term);                                                                                \
                }                                                                                                      \
                double error = fabs(sum - (double)x[(r / n * n + rows[r]) * n + j]);                                   \
                CHECK(error <= (double)(n + 1) * (epsilon)*size, "n %d: (%d, %d) is off by %g", (int)n, (int)i,        \
                      (int)j, error);                                                                                  \
                CHECK(j >= i || fabs((double)f[i * n + j]) <= 1, "factor %g", (double)f[i * n + j]);                   \
            }                                                                                                          \
        }                                                                                                              \
        check_release();                                                                                               \
    }                                                                                                                  \
                                                                                                                       \
    /* What must not be read is NaN. */                                                                                \
    static real *triangles_##T(int64_t batch, int64_t n, int64_t flags)                                                \
    {                                                                                                                  \
        real *t = random(batch * n * n, -1, 1);                                                                        \
        for (int64_t at = 0; at < batch * n * n; at++) {                                                               \
            int64_t i = at / n % n;                                                                                    \
            int64_t j = at % n;                                                                                        \
            if (i == j) {                                                                                              \
                t[at] = flags & ONES ? (real)NAN : t[at] + (t[at] < 0 ? -2 : 2);                                       \
            } else if ((i > j) == ((flags & UPPER) != 0)) {                                                            \
                t[at] = NAN;                                                                                           \
            } else {                                                                                                   \
                t[at] /= (real)n;                                                                                      \
            }                                                                                                          \
        }                                                                                                              \
        return t;                                                                                                      \
    }                                                                                                                  \
                                                                                                                       \
    static void solve_##T(int64_t batch, int64_t n, int64_t cols, int64_t flags, bool identity, bool permutes)         \
    {                                                                                                                  \
        real *t = triangles_##T(flags & SHARED ? 1 : batch, n, flags);                                                 \
        real *b = random(batch * n * cols, -1, 1);                                                                     \
        real *x = check_memory(batch * n * cols * (int64_t)sizeof(real));                                              \
        int64_t *rows = check_memory(batch * n * 8);                                                                   \
        for (int64_t r = 0; r < batch * n; r++) {                                                                      \
            rows[r] = (r + 1) % n;                                                                                     \
        }                                                                                                              \
        int64_t width = check_integer(1, cols + 3);                                                                    \
        check_run(&(check_call){.kernel = "triangular_solve_" #T,                                                      \
                                .tiles = check_integer(1, 6),                                                          \
                                .slots = {x, t, identity ? NULL : b, permutes ? rows : NULL},                          \
                                .sizes = {batch, n, cols, flags, width}});                                             \
        for (int64_t r = 0; r < batch * n; r++) {                                                                      \
            const real *of = t + (flags & SHARED ? 0 : r / n * n * n);                                                 \
            int64_t i = r % n;                                                                                         \
            int64_t from = permutes ? rows[r] : i;                                                                     \
            for (int64_t j = 0; j < cols; j++) {                                                                       \
                double right = identity ? from == j : (double)b[(r / n * n + from) * cols + j];                        \
                double sum = 0;                                                                                        \
                double size = fabs(right);                                                                             \
                for (int64_t p = 0; p < n; p++) {                                                                      \
                    double term = ELEMENT(of, n, flags, i, p);                                                         \
                    term = term == 0 ? 0 : term * (double)x[(r / n * n + p) * cols + j];                               \
                    sum += term;                                                                                       \
                    size += fabs(term);                                                                                \
                }                                                                                                      \
                CHECK(fabs(sum - right) <= (double)(n + 1) * (epsilon)*size,                                           \
                      "n %d, %d columns, flags %d: (%d, %d) is off by %g", (int)n, (int)cols, (int)flags, (int)i,      \
                      (int)j, sum - right);                                                                            \
            }                                                                                                          \
        }                                                                                                              \
        check_release();                                                                                               \
    }                                                                                                                  \
                                                                                                                       \
    /* x with row i and column j left out, by expansion along rows: for orders up to 5. */                             \
    static double minor_##T(const real *x, int64_t n, unsigned rows, unsigned columns)                                 \
    {                                                                                                                  \
        int64_t i = 0;                                                                                                 \
        while (i < n && (rows >> i & 1)) {                                                                             \
            i++;                                                                                                       \
        }                                                                                                              \
        if (i == n) {                                                                                                  \
            return 1;                                                                                                  \
        }                                                                                                              \
        double sum = 0;                                                                                                \
        double sign = 1;                                                                                               \
        for (int64_t j = 0; j < n; j++) {                                                                              \
            if (!(columns >> j & 1)) {                                                                                 \
                sum += sign * (double)x[i * n + j] * minor_##T(x, n, rows | 1u << i, columns | 1u << j);               \
                sign = -sign;                                                                                          \
            }                                                                                                          \
        }                                                                                                              \
        return sum;                                                                                                    \
    }                                                                                                                  \
                                                                                                                       \
    /* Row n − 1 becomes the sum of the others where `rank` is below n, and row n − 2 a multiple of row 0. */      \
    static void determinants_##T(int64_t batch, int64_t n, int64_t lost)                                               \
    {                                                                                                                  \
        real *x = random(batch * n * n, -1, 1);                                                                        \
        for (int64_t at = 0; at < batch * n * n; at++) {                                                               \
            x[at] = (real)nearbyint((double)x[at] * 8);                                                                \
        }                                                                                                              \
        for (int64_t z = 0; z < batch * n; z++) {                                                                      \
            real *of = x + z / n * n * n;                                                                              \
            int64_t j = z % n;                                                                                         \
            if (lost > 1) {                                                                                            \
                of[(n - 2) * n + j] = 2 * of[j];                                                                       \
            }                                                                                                          \
            if (lost > 0) {                                                                                            \
                of[(n - 1) * n + j] = n == 1 ? 0 : of[j];                                                              \
            }                                                                                                          \
        }                                                                                                              \
        real *d = check_memory(batch * (int64_t)sizeof(real));                                                         \
        real *sign = check_memory(batch * (int64_t)sizeof(real));                                                      \
        real *size = check_memory(batch * (int64_t)sizeof(real));                                                      \
        real *y = check_memory(batch * n * n * (int64_t)sizeof(real));                                                 \
        real *scratch = check_memory(2 * batch * n * n * (int64_t)sizeof(real));                                       \
        int64_t *order = check_memory(2 * batch * n * 8);                                                              \
        int64_t tiles = check_integer(1, 4);                                                                           \
        check_run(&(check_call){.kernel = "det_" #T, .tiles = tiles, .slots = {d, x, scratch}, .sizes = {batch, n}});  \
        check_run(&(check_call){                                                                                       \
            .kernel = "slogdet_" #T, .tiles = tiles, .slots = {sign, size, x, scratch}, .sizes = {batch, n}});         \
        check_run(&(check_call){                                                                                       \
            .kernel = "cofactors_" #T, .tiles = tiles, .slots = {y, x, scratch, order}, .sizes = {batch, n}});         \
        double tolerance = 100 * (epsilon)*pow(20, (double)n);                                                         \
        for (int64_t z = 0; z < batch; z++) {                                                                          \
            const real *of = x + z * n * n;                                                                            \
            double expected = minor_##T(of, n, 0, 0);                                                                  \
            CHECK(fabs((double)d[z] - expected) <= tolerance, "n %d: %g, not %g", (int)n, (double)d[z], expected);     \
            CHECK(fabs((double)sign[z] * exp((double)size[z]) - expected) <= tolerance, "n %d: %g, %g", (int)n,        \
                  (double)sign[z], (double)size[z]);                                                                   \
            for (int64_t e = 0; e < n * n; e++) {                                                                      \
                unsigned row = (unsigned)(e / n);                                                                      \
                unsigned column = (unsigned)(e % n);                                                                   \
                double cofactor = minor_##T(of, n, 1u << row, 1u << column) * ((row + column) % 2 ? -1 : 1);           \
                CHECK(fabs((double)y[z * n * n + e] - cofactor) <= tolerance, "n %d, rank −%d: %g, not %g", (int)n,    \
                      (int)lost, (double)y[z * n * n + e], cofactor);                                                  \
            }                                                                                                          \
        }                                                                                                              \
        check_release();                                                                                               \
    }                                                                                                                  \
                                                                                                                       \
    static void singular_##T(void)                                                                                     \
    {                                                                                                                  \
        real x[] = {0, 1, 2, 0, 3, 4, 0, 5, 7};                                                                        \
        real y[9];                                                                                                     \
        real size[1];                                                                                                  \
        real scratch[9];                                                                                               \
        int64_t rows[3];                                                                                               \
        check_call call = {.kernel = "lu_" #T, .tiles = 1, .slots = {y, rows, x}, .sizes = {1, 3, 1}};                 \
        CHECK(check_run(&call) == WG_SINGULAR, "strict");                                                              \
        call.sizes[2] = 0;                                                                                             \
        CHECK(check_run(&call) == WG_OK && y[0] == 0, "not strict: %g", (double)y[0]);                                 \
        check_run(&(check_call){.kernel = "det_" #T, .tiles = 1, .slots = {y, x, scratch}, .sizes = {1, 3}});          \
        CHECK(y[0] == 0, "%g", (double)y[0]);                                                                          \
        check_run(                                                                                                     \
            &(check_call){.kernel = "slogdet_" #T, .tiles = 1, .slots = {y, size, x, scratch}, .sizes = {1, 3}});      \
        CHECK(y[0] == 0 && isinf(size[0]) && size[0] < 0, "%g, %g", (double)y[0], (double)size[0]);                    \
        real indefinite[] = {1, 2, 2, 1};                                                                              \
        real unknown[] = {1, 0, 0, NAN};                                                                               \
        call = (check_call){.kernel = "cholesky_" #T, .tiles = 1, .slots = {y, indefinite}, .sizes = {1, 2}};          \
        CHECK(check_run(&call) == WG_NOT_POSITIVE_DEFINITE, "indefinite");                                             \
        call.slots[1] = unknown;                                                                                       \
        CHECK(check_run(&call) == WG_NOT_POSITIVE_DEFINITE, "NaN");                                                    \
    }                                                                                                                  \
                                                                                                                       \
    static void spreads_##T(real value)                                                                                \
    {                                                                                                                  \
        const int64_t n = 40;                                                                                          \
        real *x = random(n * n, -1, 1);                                                                                \
        real *y = check_memory(n * n * (int64_t)sizeof(real));                                                         \
        real *scratch = check_memory(2 * n * n * (int64_t)sizeof(real));                                               \
        int64_t *order = check_memory(2 * n * 8);                                                                      \
        x[n * 7 + 3] = value;                                                                                          \
        check_run(&(check_call){.kernel = "det_" #T, .tiles = 1, .slots = {y, x, scratch}, .sizes = {1, n}});          \
        CHECK(!isfinite(y[0]), "%g", (double)y[0]);                                                                    \
        check_run(&(check_call){.kernel = "lu_" #T, .tiles = 1, .slots = {y, order, x}, .sizes = {1, n, 1}});          \
        CHECK(isinf(value) || isnan(y[n * n - 1]), "%g", (double)y[n * n - 1]);                                        \
        check_run(                                                                                                     \
            &(check_call){.kernel = "cofactors_" #T, .tiles = 1, .slots = {y, x, scratch, order}, .sizes = {1, n}});   \
        CHECK(isinf(value) || isnan(y[n * n - 1]), "%g", (double)y[n * n - 1]);                                        \
        check_release();                                                                                               \
    }

DEFINE_CHECKS(f32, float, 0x1p-23, check_floats)
DEFINE_CHECKS(f64, double, 0x1p-52, check_doubles)

static void cholesky_gives_the_matrix_back(void)
{
    for (int64_t i = 0; i < ORDERS; i++) {
        cholesky_f32(check_integer(0, 4), orders[i]);
        cholesky_f64(check_integer(1, 4), orders[i]);
    }
}

static void lu_gives_the_rows_back_in_their_order(void)
{
    for (int64_t i = 0; i < ORDERS; i++) {
        lu_f32(check_integer(0, 4), orders[i]);
        lu_f64(check_integer(1, 4), orders[i]);
    }
}

static void triangles_are_solved_with_however_they_are_stored(void)
{
    static const int64_t columns[] = {0, 1, 1, 2, 3, 5, 8, 16, 17, 31, 33, 64, 70, 130};
    for (int64_t i = 1; i < ORDERS; i++) {
        for (int64_t flags = 0; flags < 16; flags++) {
            int64_t cols = columns[check_integer(0, 14)];
            bool permutes = check_integer(0, 2);
            solve_f32(check_integer(0, 4), orders[i], cols, flags, false, permutes);
            solve_f64(check_integer(1, 4), orders[i], cols, flags, false, permutes);
            solve_f32(check_integer(1, 4), orders[i], orders[i], flags, true, permutes);
            solve_f64(check_integer(1, 4), orders[i], orders[i], flags, true, permutes);
        }
    }
    solve_f64(2, 0, 3, 0, false, false);
}

static void determinants_and_cofactors_are_sums_over_permutations(void)
{
    for (int64_t n = 0; n <= 5; n++) {
        for (int64_t lost = 0; lost <= 2 && lost <= n; lost++) {
            determinants_f32(3, n, lost);
            determinants_f64(3, n, lost);
        }
    }
}

static void singular_and_indefinite_matrices_are_reported_where_they_must_be(void)
{
    singular_f32();
    singular_f64();
}

static void nan_and_infinity_spread(void)
{
    spreads_f32(NAN);
    spreads_f64(NAN);
    spreads_f32(INFINITY);
    spreads_f64(-INFINITY);
}

static void bench(const char *kernel, int64_t batch, int64_t n, int64_t cols, double operations)
{
    double *x = positive_definite_f64(batch, n);
    void *y = check_memory(batch * n * (n > cols ? n : cols) * 8);
    void *b = check_doubles(batch * n * cols, -1, 1);
    void *scratch = check_memory(batch * n * (2 * n + 2) * 8);
    char label[64];
    snprintf(label, sizeof label, "%d of %d, %d columns", (int)batch, (int)n, (int)cols);
    check_call call = {.kernel = kernel, .tiles = 1, .slots = {y, x, b}, .sizes = {batch, n, cols, 0, cols}};
    if (strncmp(kernel, "lu", 2) == 0) {
        call.slots[1] = scratch;
        call.slots[2] = x;
    }
    check_bench(&call, label, (double)(batch * n * n) * 16, (double)batch * operations);
    check_release();
}

static void is_fast(void)
{
    for (int64_t n = 8; n <= 512 && check_benches(); n *= 4) {
        int64_t batch = n < 100 ? 100 : 1;
        double cube = (double)n * (double)n * (double)n;
        bench("cholesky_f64", batch, n, 0, cube / 3);
        bench("lu_f64", batch, n, 0, cube * 2 / 3);
        bench("triangular_solve_f64", batch, n, n, cube);
        bench("triangular_solve_f64", batch, n, 1, (double)(n * n));
    }
}

const check_test check_tests[] = {
    CHECK_TEST(cholesky_gives_the_matrix_back),
    CHECK_TEST(lu_gives_the_rows_back_in_their_order),
    CHECK_TEST(triangles_are_solved_with_however_they_are_stored),
    CHECK_TEST(determinants_and_cofactors_are_sums_over_permutations),
    CHECK_TEST(singular_and_indefinite_matrices_are_reported_where_they_must_be),
    CHECK_TEST(nan_and_infinity_spread),
    CHECK_TEST(is_fast),
    {0},
};
