/*
 * Every operator of one element against its definition in higher precision: f32 against double, f64 against long
 * double. With --exhaustive f32 is gone through completely, on all cores: a minute or so for each operator.
 */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "ulp.h"
#include "unary_reference.h"

/*
 * The bounds that simd/math.h states, and where most of the arguments in f64 are drawn from. A row of elementwise.def
 * without a row here does not compile.
 */
typedef struct {
    double f32, f64;
    double low, high;
} bounds;

#define BOUNDS(name, ...) static const bounds name##_bounds = {__VA_ARGS__};
#include "accuracy.def"
#undef BOUNDS

typedef struct {
    const char *name;
    double (*in_f64)(double);
    long double (*in_f80)(long double);
    const bounds *bounds;
} subject;

enum { BLOCK = 4096, MOST_THREADS = 64 };

static void compute(const subject *s, const char *type, void *y, void *x)
{
    char kernel[64];
    snprintf(kernel, sizeof kernel, "%s_%s", s->name, type);
    check_run(&(check_call){
        .kernel = kernel, .tiles = 1, .slots = {y, x}, .sizes = {BLOCK}, .scalars = {first_attribute(s->name), 2}});
}

/* These have zeros where terms cancel: double would not do as a reference, nor is f64 right to the last place of 0. */
static bool cancels(const subject *s)
{
    return strcmp(s->name, "digamma") == 0 || strcmp(s->name, "sinc_derivative") == 0;
}

/* The floats whose bits are first, first + stride, …, below 2^32. */
typedef struct {
    const subject *subject;
    uint64_t first, stride;
    double worst;
    float at;
} share;

static void *go_through(void *argument)
{
    share *s = argument;
    float x[BLOCK];
    float y[BLOCK];
    for (uint64_t bits = s->first; bits < UINT64_C(1) << 32; bits += BLOCK * s->stride) {
        for (unsigned i = 0; i < BLOCK; i++) {
            uint32_t one = (uint32_t)(bits + i * s->stride);
            memcpy(&x[i], &one, sizeof one);
        }
        compute(s->subject, "f32", y, x);
        for (int i = 0; i < BLOCK; i++) {
            double apart = cancels(s->subject) ? ulp_f32(y[i], s->subject->in_f80((long double)x[i]))
                                               : ulp_f32_near(y[i], s->subject->in_f64((double)x[i]));
            if (apart > s->worst) {
                s->worst = apart;
                s->at = x[i];
            }
        }
    }
    return NULL;
}

/* Without fused multiply-add twice as much is allowed, where anything is. */
static void report(const subject *s, const char *type, double bound, double worst, double at)
{
    bool fused = strcmp(wg_isa(), "baseline") != 0 && strcmp(wg_isa(), "portable") != 0;
    CHECK(worst <= bound * (fused || bound < 1 ? 1 : 2), "%s_%s: %.3f ulp at %a", s->name, type, worst, at);
    if (check_exhaustive() || check_benches()) {
        printf("%-10s %-12s %s %.3f ulp at %a\n", wg_isa(), s->name, type, worst, at);
        fflush(stdout);
    }
}

/* Every float, or every 4091st. */
static void check_f32(const subject *s)
{
    long cores = check_exhaustive() ? sysconf(_SC_NPROCESSORS_ONLN) : 1;
    unsigned threads = cores < 1 ? 1 : cores > MOST_THREADS ? MOST_THREADS : (unsigned)cores;
    share shares[MOST_THREADS] = {{0}};
    pthread_t others[MOST_THREADS];
    for (unsigned t = 0; t < threads; t++) {
        shares[t] = (share){.subject = s, .first = t, .stride = check_exhaustive() ? threads : 4091};
    }
    for (unsigned t = 1; t < threads; t++) {
        if (pthread_create(&others[t], NULL, go_through, &shares[t]) != 0) {
            CHECK(false, "no thread");
            return;
        }
    }
    go_through(&shares[0]);
    share worst = shares[0];
    for (unsigned t = 1; t < threads; t++) {
        pthread_join(others[t], NULL);
        worst = shares[t].worst > worst.worst ? shares[t] : worst;
    }
    report(s, "f32", s->bounds->f32, worst.worst, (double)worst.at);
}

/* Any bits, the range where the operator bends, around 0, and close to 0 or, for logarithms, to 1. */
static double draw(const subject *s)
{
    uint64_t bits = check_bits();
    double any;
    memcpy(&any, &bits, sizeof any);
    double near = exp2((double)check_integer(-30, 1));
    double centre = s->in_f64(1) == 0 ? 1 : 0;
    bool falls_short = any < s->bounds->low && strcmp(s->name, "lgamma") == 0;
    switch (check_integer(0, 4)) {
    case 0:
        return falls_short ? -any : any;
    case 1:
        return check_real(s->bounds->low, s->bounds->high);
    case 2:
        return check_real(fmax(-1, s->bounds->low), 1);
    default:
        return centre + check_real(centre == 0 && s->bounds->low == 0 ? 0 : -near, near);
    }
}

static void check_f64(const subject *s)
{
    double x[BLOCK];
    double y[BLOCK];
    double worst = 0;
    double at = 0;
    for (int round = 0; round < (check_exhaustive() ? 2000 : 8); round++) {
        for (int i = 0; i < BLOCK; i++) {
            x[i] = draw(s);
        }
        compute(s, "f64", y, x);
        for (int i = 0; i < BLOCK; i++) {
            long double expected = s->in_f80((long double)x[i]);
            double apart = cancels(s) ? ulp_of_one_f64(y[i], expected) : ulp_f64(y[i], expected);
            if (apart > worst) {
                worst = apart;
                at = x[i];
            }
        }
    }
    report(s, "f64", s->bounds->f64, worst, at);
}

#define WG_UNARY(name, ...)                                                                                            \
    static void name##_keeps_its_bounds(void)                                                                          \
    {                                                                                                                  \
        const subject s = {#name, name##_in_f64, name##_in_f80, &name##_bounds};                                       \
        check_f32(&s);                                                                                                 \
        check_f64(&s);                                                                                                 \
    }
#define WG_UNARY_WITH WG_UNARY
#include "kernels/elementwise.def"
#undef WG_UNARY

const check_test check_tests[] = {
#define WG_UNARY(name, ...) CHECK_TEST(name##_keeps_its_bounds),
#include "kernels/elementwise.def"
    {0},
};
