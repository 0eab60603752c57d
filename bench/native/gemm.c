/*
 * Matrix products: ways to cut and compute them, beside one call of CBLAS on the whole matrices.
 *
 *   gemm_f32|gemm_f64 LIBWENGERT LIBOPENBLAS [LIBMKL] < CASES
 *
 * Each line of CASES is "m n k flags batch threads rounds variant…"; flags as in native/src/kernels/gemm.c. A variant
 * is "plain" or "mkl" (cblas_sgemm or cblas_dgemm of OpenBLAS or MKL once for each matrix of the batch),
 * "blas:TILE_M:TILE_N" (kernel gemm_blas), "hand:TILE_M:TILE_N" (kernel gemm) or "turned:TILE_M:TILE_N:TILES", which
 * computes the transpose of the product from Bᵀ and A and transposes it in so many tiles; these run through wg_run. All
 * results are compared with the first variant's before anything is timed. One line of JSON is written for each case.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wengert/tile.h"

#include "engine.h"
#include "measure.h"

#if defined(F64)
typedef double real;
#define DTYPE "f64"
#define CBLAS_GEMM "cblas_dgemm"
#define EPSILON 0x1p-53
#else
typedef float real;
#define DTYPE "f32"
#define CBLAS_GEMM "cblas_sgemm"
#define EPSILON 0x1p-24
#endif

enum { ROW_MAJOR = 101, AS_IS = 111, TRANSPOSED = 112 };
enum { A_ACROSS = 1, B_ACROSS = 2, A_SHARED = 4, B_SHARED = 8 };
enum { MOST_VARIANTS = 32, SLICE = 400000 };

typedef void (*cblas_function)(int order, int a_form, int b_form, int m, int n, int k, real alpha, const real *a,
                               int a_stride, const real *b, int b_stride, real beta, real *c, int c_stride);

static cblas_function cblas;
static cblas_function mkl;
static engine wengert;

typedef struct {
    int64_t m, n, k, flags, batch;
} product;

typedef struct {
    const product *product;
    cblas_function cblas;
    wg_instruction instructions[2];
    engine_work work;
    /* c, a, b, and the transpose of c */
    void *slots[4];
} state;

static void run_plain(void *given)
{
    const state *s = given;
    const product *p = s->product;
    int64_t a_step = p->flags & A_SHARED ? 0 : p->m * p->k;
    int64_t b_step = p->flags & B_SHARED ? 0 : p->n * p->k;
    real *c = s->slots[0];
    const real *a = s->slots[1];
    const real *b = s->slots[2];
    bool a_across = p->flags & A_ACROSS;
    bool b_across = p->flags & B_ACROSS;
    for (int64_t i = 0; i < p->batch; i++) {
        s->cblas(ROW_MAJOR, a_across ? TRANSPOSED : AS_IS, b_across ? TRANSPOSED : AS_IS, (int)p->m, (int)p->n,
                 (int)p->k, 1, a + i * a_step, (int)(a_across ? p->m : p->k), b + i * b_step,
                 (int)(b_across ? p->k : p->n), 0, c + i * p->m * p->n, (int)p->n);
    }
}

static void run_kernels(void *given)
{
    state *s = given;
    engine_run_work(&s->work);
}

/* Numbers in [-1, 1], the same in every run. */
static real *numbers(int64_t count)
{
    real *x = aligned_alloc(64, ((size_t)count * sizeof(real) + 63) / 64 * 64);
    for (int64_t i = 0; i < count; i++) {
        x[i] = (real)(2 * draw() - 1);
    }
    return x;
}

/* Partial sums are about √k, so rounding errors that add up at random make some k·ε; ten times that is no rounding. */
static void require_same(const char *name, const real *x, const real *y, const product *p)
{
    double most = 10 * (double)p->k * EPSILON;
    for (int64_t i = 0; i < p->batch * p->m * p->n; i++) {
        if (!(fabs((double)(x[i] - y[i])) <= most)) {
            fprintf(stderr, "%s: element %lld is %g, not %g\n", name, (long long)i, (double)x[i], (double)y[i]);
            exit(1);
        }
    }
}

static int64_t tiles(int64_t m, int64_t n, int64_t tile_m, int64_t tile_n)
{
    return wg_ceil_div(m, tile_m) * wg_ceil_div(n, tile_n);
}

static void prepare(state *s, const char *name, wg_pool *pool)
{
    const product *p = s->product;
    long long tile_m = 0;
    long long tile_n = 0;
    long long turning = 0;
    char kind[8] = "";
    int words = sscanf(name, "%7[a-z]:%lld:%lld:%lld", kind, &tile_m, &tile_n, &turning);
    bool turned = strcmp(kind, "turned") == 0;
    if (words != (turned ? 4 : 3)) {
        fprintf(stderr, "expected plain, mkl, blas:M:N, hand:M:N or turned:M:N:TILES, found %s\n", name);
        exit(2);
    }
    s->work = (engine_work){&wengert, pool, s->instructions, turned ? 2 : 1, s->slots};
    if (turned) {
        s->slots[3] = wengert.allocate(p->m * p->n * (int64_t)sizeof(real));
        s->instructions[0] = (wg_instruction){
            .kernel = wengert.find("gemm_" DTYPE),
            .tiles = tiles(p->n, p->m, tile_m, tile_n),
            .slots = {3, 2, 1},
            .sizes = {p->n, p->m, p->k, p->flags, tile_m, tile_n, 0, 1},
        };
        s->instructions[1] = (wg_instruction){
            .kernel = wengert.find(sizeof(real) == 8 ? "transpose_b8" : "transpose_b4"),
            .tiles = turning,
            .slots = {0, 3},
            .sizes = {1, p->n, p->m},
        };
        return;
    }
    s->instructions[0] = (wg_instruction){
        .kernel = wengert.find(strcmp(kind, "blas") == 0 ? "gemm_blas_" DTYPE : "gemm_" DTYPE),
        .tiles = p->batch * tiles(p->m, p->n, tile_m, tile_n),
        .slots = {0, 1, 2},
        .sizes = {p->m, p->n, p->k, p->flags, tile_m, tile_n, (int64_t)(intptr_t)cblas, p->batch},
    };
}

static void run_case(char *line)
{
    long long given[5];
    int threads;
    int rounds;
    int used;
    if (sscanf(line, "%lld %lld %lld %lld %lld %d %d%n", &given[0], &given[1], &given[2], &given[3], &given[4],
               &threads, &rounds, &used) != 7) {
        fprintf(stderr, "expected m n k flags batch threads rounds variant…, found %s", line);
        exit(2);
    }
    product p = {given[0], given[1], given[2], given[3], given[4]};
    real *a = numbers(p.m * p.k * p.batch);
    real *b = numbers(p.n * p.k * p.batch);
    wg_pool *pool = engine_pool(&wengert, threads);
    static state states[MOST_VARIANTS];
    variant variants[MOST_VARIANTS];
    int count = 0;
    for (char *name = strtok(line + used, " \n"); name != NULL && count < MOST_VARIANTS; name = strtok(NULL, " \n")) {
        state *s = &states[count];
        *s = (state){.product = &p, .slots = {numbers(p.m * p.n * p.batch), a, b}};
        s->cblas = strcmp(name, "plain") == 0 ? cblas : strcmp(name, "mkl") == 0 ? mkl : NULL;
        if (s->cblas == NULL) {
            prepare(s, name, pool);
        }
        variants[count] = (variant){name, s->cblas != NULL ? run_plain : run_kernels, s};
        variants[count].run(s);
        require_same(name, s->slots[0], states[0].slots[0], &p);
        count++;
    }
    printf("{\"dtype\":\"" DTYPE
           "\",\"m\":%lld,\"n\":%lld,\"k\":%lld,\"flags\":%lld,\"batch\":%lld,\"threads\":%d,\"variants\":",
           given[0], given[1], given[2], given[3], given[4], threads);
    measure(variants, count, rounds, SLICE);
    printf("}\n");
    fflush(stdout);
    for (int i = 0; i < count; i++) {
        free(states[i].slots[0]);
        wengert.release(states[i].slots[3]);
    }
    free(a);
    free(b);
    wengert.destroy(pool);
}

int main(int count, char **arguments)
{
    if (count != 3 && count != 4) {
        fprintf(stderr, "usage: gemm_" DTYPE " LIBWENGERT LIBOPENBLAS [LIBMKL] < CASES\n");
        return 2;
    }
    wengert = engine_open(arguments[1]);
    void *blas_library = open_library(arguments[2]);
    cblas = (cblas_function)(intptr_t)function_of(blas_library, CBLAS_GEMM);
    void (*set_threads)(int) = (void (*)(int))(intptr_t)function_of(blas_library, "openblas_set_num_threads");
    set_threads(1);
    if (count == 4) {
        void *mkl_library = open_library(arguments[3]);
        mkl = (cblas_function)(intptr_t)function_of(mkl_library, CBLAS_GEMM);
        set_threads = (void (*)(int))(intptr_t)function_of(mkl_library, "MKL_Set_Num_Threads");
        set_threads(1);
    }
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        run_case(line);
    }
    return 0;
}
