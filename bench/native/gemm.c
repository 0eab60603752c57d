/*
 * Matrix products: ways to cut and compute them, beside one call of CBLAS on the whole matrices.
 *
 *   gemm_f32|gemm_f64 LIBWENGERT LIBCBLAS < CASES
 *
 * Each line of CASES is "m n k flags batch threads rounds variant…"; flags as in native/src/kernels/gemm.c. A variant
 * is "plain" (cblas_sgemm or cblas_dgemm once for each matrix of the batch), "blas:TILE_M:TILE_N" (kernel gemm_blas) or
 * "hand:TILE_M:TILE_N" (kernel gemm); the latter two run through wg_run. All results are compared with the first
 * variant's before anything is timed. One line of JSON is written for each case.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"
#include "wengert/wengert.h"

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
static int64_t (*run)(wg_pool *pool, const wg_instruction *instructions, int64_t start, int64_t count,
                      void *const *slots);

typedef struct {
    int64_t m, n, k, flags, batch;
} product;

typedef struct {
    const product *product;
    wg_pool *pool;
    wg_instruction instruction;
    /* c, a, b */
    void *slots[3];
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
        cblas(ROW_MAJOR, a_across ? TRANSPOSED : AS_IS, b_across ? TRANSPOSED : AS_IS, (int)p->m, (int)p->n, (int)p->k,
              1, a + i * a_step, (int)(a_across ? p->m : p->k), b + i * b_step, (int)(b_across ? p->k : p->n), 0,
              c + i * p->m * p->n, (int)p->n);
    }
}

static void run_kernel(void *given)
{
    state *s = given;
    int64_t status = run(s->pool, &s->instruction, 0, 1, s->slots);
    if (status != 0) {
        fprintf(stderr, "status %lld\n", (long long)status);
        exit(1);
    }
}

/* Numbers in [-1, 1], the same in every run. */
static real *numbers(int64_t count)
{
    static uint32_t seed = 12345;
    real *x = aligned_alloc(64, ((size_t)count * sizeof(real) + 63) / 64 * 64);
    for (int64_t i = 0; i < count; i++) {
        seed = seed * 1664525 + 1013904223;
        x[i] = (real)((double)seed / 2147483648.0 - 1);
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

static int64_t ceil_div(int64_t a, int64_t b)
{
    return (a + b - 1) / b;
}

static void prepare(state *s, const char *name, wg_kernel hand, wg_kernel blas)
{
    const product *p = s->product;
    long long tile_m = p->m;
    long long tile_n = p->n;
    char kind[8] = "";
    if (sscanf(name, "%7[a-z]:%lld:%lld", kind, &tile_m, &tile_n) != 3) {
        fprintf(stderr, "expected plain, blas:M:N or hand:M:N, found %s\n", name);
        exit(2);
    }
    s->instruction = (wg_instruction){
        .kernel = strcmp(kind, "blas") == 0 ? blas : hand,
        .tiles = p->batch * ceil_div(p->m, tile_m) * ceil_div(p->n, tile_n),
        .slots = {0, 1, 2},
        .sizes = {p->m, p->n, p->k, p->flags, tile_m, tile_n, (int64_t)(intptr_t)cblas, p->batch},
    };
}

static void run_case(char *line, wg_pool *(*pool_of)(int32_t), void (*destroy)(wg_pool *), wg_kernel hand,
                     wg_kernel blas)
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
    wg_pool *pool = threads > 1 ? pool_of(threads) : NULL;
    static state states[MOST_VARIANTS];
    variant variants[MOST_VARIANTS];
    int count = 0;
    for (char *name = strtok(line + used, " \n"); name != NULL && count < MOST_VARIANTS; name = strtok(NULL, " \n")) {
        state *s = &states[count];
        *s = (state){.product = &p, .pool = pool, .slots = {numbers(p.m * p.n * p.batch), a, b}};
        bool plain = strcmp(name, "plain") == 0;
        if (!plain) {
            prepare(s, name, hand, blas);
        }
        variants[count] = (variant){name, plain ? run_plain : run_kernel, s};
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
    }
    free(a);
    free(b);
    destroy(pool);
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: gemm_" DTYPE " LIBWENGERT LIBCBLAS < CASES\n");
        return 2;
    }
    void *wengert = open_library(arguments[1]);
    void *blas_library = open_library(arguments[2]);
    wg_kernel (*find)(const char *) = (wg_kernel(*)(const char *))(intptr_t)function_of(wengert, "wg_kernel_find");
    wg_pool *(*pool_of)(int32_t) = (wg_pool * (*)(int32_t))(intptr_t)function_of(wengert, "wg_pool_create");
    void (*destroy)(wg_pool *) = (void (*)(wg_pool *))(intptr_t)function_of(wengert, "wg_pool_destroy");
    run = (int64_t(*)(wg_pool *, const wg_instruction *, int64_t, int64_t, void *const *))(intptr_t)function_of(
        wengert, "wg_run");
    cblas = (cblas_function)(intptr_t)function_of(blas_library, CBLAS_GEMM);
    void (*set_threads)(int) = (void (*)(int))(intptr_t)function_of(blas_library, "openblas_set_num_threads");
    set_threads(1);
    wg_kernel hand = find("gemm_" DTYPE);
    wg_kernel blas = find("gemm_blas_" DTYPE);
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        run_case(line, pool_of, destroy, hand, blas);
    }
    return 0;
}
