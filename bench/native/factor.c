/*
 * Factorisations and triangular systems: the handwritten kernels beside LAPACK and CBLAS of the same library.
 *
 *   factor_f32|factor_f64 LIBWENGERT LIBOPENBLAS ROUNDS [N…]
 *
 * For each N (8 32 128 500 512 unless given) and each kind of work, a batch of matrices of N rows is worked through by
 * "hand" and by "lapack", which works in place and so is given a copy each time. One line of JSON for each.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"
#include "measure.h"

#if defined(F64)
typedef double real;
#define DTYPE "f64"
#define LETTER "d"
#else
typedef float real;
#define DTYPE "f32"
#define LETTER "s"
#endif

enum { ROW_MAJOR = 101, AS_IS = 111, LOWER = 122, WITH_DIAGONAL = 131, LEFT = 141 };
enum { SLICE = 2000000, MULTIPLY_ADDS = 2000000 };

static int rounds;
static engine wengert;
static void (*potrf)(const char *triangle, const int *n, real *a, const int *stride, int *info);
static void (*getrf)(const int *m, const int *n, real *a, const int *stride, int *pivots, int *info);
static void (*trsm)(int order, int side, int triangle, int form, int diagonal, int m, int n, real alpha, const real *a,
                    int a_stride, real *b, int b_stride);
static void (*trsv)(int order, int triangle, int form, int diagonal, int n, const real *a, int stride, real *x,
                    int step);

typedef struct {
    int n;
    int batch;
    /* Matrices, what becomes of them, and the order of their rows. */
    real *x;
    real *y;
    int64_t *order;
    wg_instruction instruction;
} work;

static void run_kernel(void *given)
{
    work *w = given;
    engine_run(&wengert, NULL, &w->instruction, 1, (void *[]){w->y, w->x, w->order});
}

static void copy_for(const work *w, int cols)
{
    memcpy(w->y, w->x, (size_t)w->batch * (size_t)w->n * (size_t)cols * sizeof(real));
}

static void run_potrf(void *given)
{
    const work *w = given;
    int info;
    copy_for(w, w->n);
    for (int64_t b = 0; b < w->batch; b++) {
        potrf("U", &w->n, w->y + b * w->n * w->n, &w->n, &info);
    }
}

static void run_getrf(void *given)
{
    const work *w = given;
    int info;
    copy_for(w, w->n);
    for (int64_t b = 0; b < w->batch; b++) {
        getrf(&w->n, &w->n, w->y + b * w->n * w->n, &w->n, (int *)w->order, &info);
    }
}

static void run_trsm(void *given)
{
    const work *w = given;
    copy_for(w, w->n);
    for (int64_t b = 0; b < w->batch; b++) {
        int64_t at = b * w->n * w->n;
        trsm(ROW_MAJOR, LEFT, LOWER, AS_IS, WITH_DIAGONAL, w->n, w->n, 1, w->x + at, w->n, w->y + at, w->n);
    }
}

static void run_trsv(void *given)
{
    const work *w = given;
    copy_for(w, 1);
    for (int64_t b = 0; b < w->batch; b++) {
        trsv(ROW_MAJOR, LOWER, AS_IS, WITH_DIAGONAL, w->n, w->x + b * w->n * w->n, w->n, w->y + b * w->n, 1);
    }
}

static void compare(const char *what, work w, wg_instruction instruction, void (*lapack)(void *))
{
    w.instruction = instruction;
    w.instruction.tiles = 1;
    variant variants[] = {{"hand", run_kernel, &w}, {"lapack", lapack, &w}};
    printf("{\"dtype\":\"" DTYPE "\",\"work\":\"%s\",\"n\":%d,\"batch\":%d,\"variants\":", what, w.n, w.batch);
    measure(variants, 2, rounds, SLICE);
    printf("}\n");
    fflush(stdout);
}

/* Symmetric matrices with a large diagonal, which suit all kinds of work. */
static void run_size(int n)
{
    int64_t each = (int64_t)n * n;
    int batch = each * n < MULTIPLY_ADDS ? (int)(MULTIPLY_ADDS / (each * n)) : 1;
    size_t count = (size_t)(batch * each);
    work w = {n,
              batch,
              malloc(count * sizeof(real)),
              malloc(count * sizeof(real)),
              malloc((size_t)batch * (size_t)n * sizeof(int64_t)),
              {0}};
    for (int64_t b = 0; b < batch; b++) {
        real *x = w.x + b * each;
        for (int64_t i = 0; i < n; i++) {
            for (int64_t j = i; j < n; j++) {
                x[i * n + j] = (real)(draw() + (i == j ? n : 0));
                x[j * n + i] = x[i * n + j];
            }
        }
    }
    compare("cholesky", w, (wg_instruction){wengert.find("cholesky_" DTYPE), 1, {0, 1}, {batch, n, 0}, {0}}, run_potrf);
    compare("lu", w, (wg_instruction){wengert.find("lu_" DTYPE), 1, {0, 2, 1}, {batch, n, 0}, {0}}, run_getrf);
    wg_kernel solve = wengert.find("triangular_solve_" DTYPE);
    compare("triangle", w, (wg_instruction){solve, 1, {0, 1, 1, -1}, {batch, n, n, 0, n}, {0}}, run_trsm);
    compare("vector", w, (wg_instruction){solve, 1, {0, 1, 1, -1}, {batch, n, 1, 0, 1}, {0}}, run_trsv);
    free(w.x);
    free(w.y);
    free(w.order);
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fprintf(stderr, "usage: factor_" DTYPE " LIBWENGERT LIBOPENBLAS ROUNDS [N…]\n");
        return 2;
    }
    wengert = engine_open(arguments[1]);
    void *lapack = open_library(arguments[2]);
    void (*set_threads)(int) = NULL;
    const struct {
        void *library;
        const char *name;
        void *function;
    } functions[] = {
        {lapack, LETTER "potrf_", &potrf},
        {lapack, LETTER "getrf_", &getrf},
        {lapack, "cblas_" LETTER "trsm", &trsm},
        {lapack, "cblas_" LETTER "trsv", &trsv},
        {lapack, "openblas_set_num_threads", &set_threads},
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *function = function_of(functions[i].library, functions[i].name);
        memcpy(functions[i].function, &function, sizeof function);
    }
    set_threads(1);
    rounds = atoi(arguments[3]);
    static const int usual[] = {8, 32, 128, 500, 512};
    for (int i = 0; count == 4 && i < 5; i++) {
        run_size(usual[i]);
    }
    for (int i = 4; i < count; i++) {
        run_size(atoi(arguments[i]));
    }
    return 0;
}
