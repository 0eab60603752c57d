/*
 * Functions of one and of two numbers: the engine's kernels beside the vector functions of glibc (libmvec) and of
 * SLEEF, each as far as it is installed. They are called a vector at a time, by arrays, as a compiler's loop would call
 * them. "SLEEF" is its most accurate function (u10, or u15), "SLEEF u35" the faster one, where it has both.
 *
 *   maths_f32|maths_f64 LIBWENGERT ROUNDS
 *
 * One line of JSON for each function and size; "bytes" is what operands and result take, "units" the largest error of
 * each variant in units in the last place, against the system's functions of the next wider type.
 */
#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"
#include "measure.h"

#if defined(F64)
typedef double real;
typedef long double wide;
#define DTYPE "f64"
#define LETTER ""
#define SLEEF_LETTER "d"
#define WIDE(name) name##l
#define DIGITS 53
#else
typedef float real;
typedef double wide;
#define DTYPE "f32"
#define LETTER "f"
#define SLEEF_LETTER "f"
#define WIDE(name) name
#define DIGITS 24
#endif

enum { SLICE = 400000, CHECKED = 1 << 18, MOST_UNITS = 16, ALIGNMENT = 64 };

/* Of operand and result in all: the first and the second cache, and memory. */
static const int64_t sizes[] = {16 << 10, 512 << 10, 64 << 20};

typedef struct {
    const char *name;
    /* Arguments are drawn from here; those of a second operand from [−5, 5]. */
    double low, high;
    wide (*one)(wide);
    wide (*two)(wide, wide);
} function;

static const function functions[] = {
    {"exp", -20, 20, WIDE(exp), NULL},         {"exp2", -20, 20, WIDE(exp2), NULL},
    {"expm1", -3, 3, WIDE(expm1), NULL},       {"log", 0.001, 100, WIDE(log), NULL},
    {"log2", 0.001, 100, WIDE(log2), NULL},    {"log10", 0.001, 100, WIDE(log10), NULL},
    {"log1p", -0.9, 10, WIDE(log1p), NULL},    {"sin", -10, 10, WIDE(sin), NULL},
    {"cos", -10, 10, WIDE(cos), NULL},         {"tan", -10, 10, WIDE(tan), NULL},
    {"asin", -1, 1, WIDE(asin), NULL},         {"acos", -1, 1, WIDE(acos), NULL},
    {"atan", -10, 10, WIDE(atan), NULL},       {"sinh", -5, 5, WIDE(sinh), NULL},
    {"cosh", -5, 5, WIDE(cosh), NULL},         {"tanh", -5, 5, WIDE(tanh), NULL},
    {"asinh", -10, 10, WIDE(asinh), NULL},     {"acosh", 1, 10, WIDE(acosh), NULL},
    {"atanh", -0.99, 0.99, WIDE(atanh), NULL}, {"cbrt", -100, 100, WIDE(cbrt), NULL},
    {"erf", -3, 3, WIDE(erf), NULL},           {"erfc", -3, 3, WIDE(erfc), NULL},
    {"pow", 0.01, 10, NULL, WIDE(pow)},
};

typedef struct {
    void *function;
    const real *x;
    const real *y;
    real *z;
    int64_t count;
} call;

#if defined(__x86_64__)
#define DEFINE_CALLS(set, features, bytes)                                                                             \
    typedef real vector_##set __attribute__((vector_size(bytes)));                                                     \
    __attribute__((target(features))) static void one_##set(void *given)                                               \
    {                                                                                                                  \
        const call *c = given;                                                                                         \
        vector_##set (*f)(vector_##set) = (vector_##set(*)(vector_##set))(intptr_t)c->function;                        \
        for (int64_t i = 0; i < c->count; i += (bytes) / (int64_t)sizeof(real)) {                                      \
            *(vector_##set *)(c->z + i) = f(*(const vector_##set *)(c->x + i));                                        \
        }                                                                                                              \
    }                                                                                                                  \
    __attribute__((target(features))) static void two_##set(void *given)                                               \
    {                                                                                                                  \
        const call *c = given;                                                                                         \
        vector_##set (*f)(vector_##set, vector_##set) =                                                                \
            (vector_##set(*)(vector_##set, vector_##set))(intptr_t)c->function;                                        \
        for (int64_t i = 0; i < c->count; i += (bytes) / (int64_t)sizeof(real)) {                                      \
            *(vector_##set *)(c->z + i) = f(*(const vector_##set *)(c->x + i), *(const vector_##set *)(c->y + i));     \
        }                                                                                                              \
    }

DEFINE_CALLS(avx512, "avx512f", 64)
DEFINE_CALLS(avx2, "avx2,fma", 32)
#endif

/* How a library's functions for the machine's widest vectors are named and called. */
typedef struct {
    const char *name;
    char mvec_letter;
    int lanes;
    void (*one)(void *);
    void (*two)(void *);
} set;

/* Without a name where no library is known for the machine. */
static set widest(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) {
        return (set){"avx512f", 'e', 64 / (int)sizeof(real), one_avx512, two_avx512};
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        return (set){"avx2", 'd', 32 / (int)sizeof(real), one_avx2, two_avx2};
    }
#endif
    return (set){0};
}

static engine wengert;
static void *libmvec;
static void *libsleef;

/* Null where the library is not installed or lacks the function. */
static void *mvec_function(const set *s, const function *f)
{
    char name[64];
    if (libmvec == NULL || s->name == NULL) {
        return NULL;
    }
    snprintf(name, sizeof name, "_ZGV%cN%d%s_%s" LETTER, s->mvec_letter, s->lanes, f->two ? "vv" : "v", f->name);
    return dlsym(libmvec, name);
}

static void *sleef_function(const set *s, const function *f, const char *accuracy)
{
    char name[64];
    if (libsleef == NULL || s->name == NULL) {
        return NULL;
    }
    snprintf(name, sizeof name, "Sleef_%s" SLEEF_LETTER "%d_%s%s", f->name, s->lanes, accuracy, s->name);
    return dlsym(libsleef, name);
}

static void fill(real *x, int64_t count, double low, double high)
{
    for (int64_t i = 0; i < count; i++) {
        x[i] = (real)(low + (high - low) * draw());
    }
}

/* The largest error among the first results, in units in the last place. */
static double units(const function *f, const call *c)
{
    double most = 0;
    int64_t count = c->count < CHECKED ? c->count : CHECKED;
    for (int64_t i = 0; i < count; i++) {
        wide exact = f->two ? f->two(c->x[i], c->y[i]) : f->one(c->x[i]);
        int exponent;
        (void)WIDE(frexp)(exact, &exponent);
        wide error = WIDE(fabs)(((wide)c->z[i] - exact) / WIDE(ldexp)(1, exponent - DIGITS));
        most = error <= (wide)most ? most : (double)error;
    }
    return most;
}

static void run_size(const function *f, int64_t bytes, int rounds, call base)
{
    set vectors = widest();
    base.count = bytes / (int64_t)sizeof(real) / (f->two ? 3 : 2) / 64 * 64;
    char name[32];
    snprintf(name, sizeof name, "%s_" DTYPE, f->name);
    wg_instruction instruction = {
        .kernel = wengert.find(name), .tiles = 1, .slots = {0, 1, f->two ? 2 : -1, -1}, .sizes = {base.count}};
    if (f->two) {
        memcpy(instruction.sizes, (int64_t[]){base.count, base.count, 1, 1, 0}, 5 * sizeof(int64_t));
    }
    void *slots[] = {base.z, (void *)(intptr_t)base.x, (void *)(intptr_t)base.y};
    engine_work work = {&wengert, NULL, &instruction, 1, slots};
    call calls[3];
    variant variants[4] = {{"Wengert", engine_run_work, &work}};
    int count = 1;
    void *accurate = sleef_function(&vectors, f, "u10");
    const struct {
        const char *name;
        void *function;
    } others[] = {
        {"libmvec", mvec_function(&vectors, f)},
        {"SLEEF", accurate != NULL ? accurate : sleef_function(&vectors, f, "u15")},
        {"SLEEF u35", sleef_function(&vectors, f, "u35")},
    };
    for (int i = 0; i < 3; i++) {
        if (others[i].function != NULL) {
            calls[count - 1] = base;
            calls[count - 1].function = others[i].function;
            variants[count] = (variant){others[i].name, f->two ? vectors.two : vectors.one, &calls[count - 1]};
            count++;
        }
    }
    printf("{\"function\":\"%s\",\"dtype\":\"" DTYPE "\",\"elements\":%lld,\"bytes\":%lld,\"units\":{", f->name,
           (long long)base.count, (long long)bytes);
    for (int v = 0; v < count; v++) {
        memset(base.z, -1, (size_t)base.count * sizeof(real));
        variants[v].run(variants[v].state);
        double error = units(f, &base);
        if (!(error <= MOST_UNITS)) {
            fprintf(stderr, "%s of %s is wrong by %g units\n", name, variants[v].name, error);
            exit(1);
        }
        printf("%s\"%s\":%.2f", v > 0 ? "," : "", variants[v].name, error);
    }
    printf("},\"variants\":");
    measure(variants, count, rounds, SLICE);
    printf("}\n");
    fflush(stdout);
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: maths_" DTYPE " LIBWENGERT ROUNDS\n");
        return 2;
    }
    wengert = engine_open(arguments[1]);
    int rounds = atoi(arguments[2]);
    libmvec = dlopen("libmvec.so.1", RTLD_NOW | RTLD_LOCAL);
    libsleef = dlopen("libsleef.so.3", RTLD_NOW | RTLD_LOCAL);
    size_t most = (size_t)sizes[sizeof sizes / sizeof *sizes - 1] / 2;
    real *x = aligned_alloc(ALIGNMENT, most);
    real *y = aligned_alloc(ALIGNMENT, most);
    real *z = aligned_alloc(ALIGNMENT, most);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        const function *f = &functions[i];
        fill(x, (int64_t)(most / sizeof(real)), f->low, f->high);
        fill(y, (int64_t)(most / sizeof(real)), -5, 5);
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            run_size(f, sizes[s], rounds, (call){NULL, x, y, z, 0});
        }
    }
    free(x);
    free(y);
    free(z);
    return 0;
}
