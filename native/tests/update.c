#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const int64_t counts[] = {0, 1, 5, 16, 31, 64, 200, 1000};

static double element(bool wide, const void *x, int64_t i)
{
    return wide ? ((const double *)x)[i] : (double)((const float *)x)[i];
}

static void *random_reals(bool wide, int64_t n, double low, double high)
{
    return wide ? (void *)check_doubles(n, low, high) : (void *)check_floats(n, low, high);
}

static void *scalar(bool wide, double value)
{
    void *x = random_reals(wide, 1, 0, 1);
    if (wide) {
        *(double *)x = value;
    } else {
        *(float *)x = (float)value;
    }
    return x;
}

static void check_close(const char *name, bool wide, const void *got, const double *expected, int64_t n)
{
    double epsilon = wide ? 0x1p-52 : 0x1p-23;
    for (int64_t i = 0; i < n; i++) {
        CHECK(fabs(element(wide, got, i) - expected[i]) <= 4 * epsilon * fmax(1, fabs(expected[i])),
              "%s_%s[%d] = %.17g, not %.17g", name, wide ? "f64" : "f32", (int)i, element(wide, got, i), expected[i]);
    }
}

/*
 * Runs the kernel with 1, 3 and 7 tiles and over its operands; `results` (the first slots of `call`) and their
 * operands, which are as many and follow them, must agree bit for bit. Leaves the results in the slots.
 */
static void run_every_way(check_call *call, const char *name, bool wide, int results, int64_t n)
{
    char kernel[64];
    snprintf(kernel, sizeof kernel, "%s_%s", name, wide ? "f64" : "f32");
    int64_t bytes = n * (wide ? 8 : 4);
    call->kernel = kernel;
    call->tiles = 1;
    for (int r = 0; r < results; r++) {
        call->slots[r] = check_memory(bytes);
    }
    CHECK(check_run(call) == WG_OK, "%s", kernel);
    for (int64_t tiles = 3; tiles < 8; tiles += 4) {
        check_call again = *call;
        again.tiles = tiles;
        for (int r = 0; r < results; r++) {
            again.slots[r] = check_memory(bytes);
        }
        check_run(&again);
        for (int r = 0; r < results; r++) {
            CHECK(check_same(again.slots[r], call->slots[r], bytes), "%s, result %d, %d tiles", kernel, r, (int)tiles);
        }
    }
    check_call in_place = *call;
    for (int r = 0; r < results; r++) {
        in_place.slots[r] = in_place.slots[results + r] = check_memory(bytes);
        memcpy(in_place.slots[r], call->slots[results + r], (size_t)bytes);
    }
    check_run(&in_place);
    for (int r = 0; r < results; r++) {
        CHECK(check_same(in_place.slots[r], call->slots[r], bytes), "%s, result %d in place", kernel, r);
    }
}

static void sgd_agrees_with_the_formula(void)
{
    for (int c = 0; c < 2 * COUNT(counts); c++) {
        bool wide = c % 2;
        int64_t n = counts[c / 2];
        double lr = 0.05;
        double decay = c % 4 < 2 ? 0 : 0.01;
        void *p = random_reals(wide, n, -1, 1);
        void *g = random_reals(wide, n, -1, 1);
        check_call call = {.slots = {NULL, p, g, scalar(wide, lr)}, .sizes = {n}, .scalars = {decay}};
        run_every_way(&call, "sgd", wide, 1, n);
        double *expected = check_memory(n * 8);
        for (int64_t i = 0; i < n; i++) {
            double old = element(wide, p, i);
            expected[i] = old - lr * (element(wide, g, i) + decay * old);
        }
        check_close("sgd", wide, call.slots[0], expected, n);
        check_release();
    }
}

static void momentum_agrees_with_the_formula(void)
{
    for (int c = 0; c < 4 * COUNT(counts); c++) {
        bool wide = c % 2;
        bool nesterov = c / 2 % 2;
        int64_t n = counts[c / 4];
        double lr = 0.05;
        double decay = c % 8 < 4 ? 0 : 0.01;
        double momentum = 0.9;
        double dampening = nesterov ? 0 : 0.25;
        void *p = random_reals(wide, n, -1, 1);
        void *v = random_reals(wide, n, -1, 1);
        void *g = random_reals(wide, n, -1, 1);
        check_call call = {.slots = {NULL, NULL, p, v, g, scalar(wide, lr)},
                           .sizes = {n},
                           .scalars = {momentum, dampening, nesterov, decay}};
        run_every_way(&call, "momentum", wide, 2, n);
        double *new_p = check_memory(n * 8);
        double *new_v = check_memory(n * 8);
        for (int64_t i = 0; i < n; i++) {
            double old = element(wide, p, i);
            double gradient = element(wide, g, i) + decay * old;
            new_v[i] = momentum * element(wide, v, i) + (1 - dampening) * gradient;
            new_p[i] = old - lr * (nesterov ? gradient + momentum * new_v[i] : new_v[i]);
        }
        check_close("momentum p", wide, call.slots[0], new_p, n);
        check_close("momentum v", wide, call.slots[1], new_v, n);
        check_release();
    }
}

static void adam_agrees_with_the_formula(void)
{
    static const int64_t steps[] = {1, 2, 10, 100000};
    for (int c = 0; c < 2 * COUNT(counts) * COUNT(steps); c++) {
        bool wide = c % 2;
        int64_t n = counts[c / 2 % COUNT(counts)];
        int64_t step = steps[c / 2 / COUNT(counts)];
        double lr = 0.001;
        double beta1 = 0.9;
        double beta2 = 0.999;
        double eps = 1e-8;
        double decay = c % 4 < 2 ? 0 : 0.01;
        void *p = random_reals(wide, n, -1, 1);
        void *m = random_reals(wide, n, -0.1, 0.1);
        void *v = random_reals(wide, n, 0.001, 0.1);
        void *g = random_reals(wide, n, -1, 1);
        int64_t *counter = check_memory(8);
        *counter = step;
        check_call call = {.slots = {NULL, NULL, NULL, p, m, v, g, scalar(wide, lr), counter},
                           .sizes = {n},
                           .scalars = {beta1, beta2, eps, decay}};
        run_every_way(&call, "adam", wide, 3, n);
        double *new_p = check_memory(n * 8);
        double *new_m = check_memory(n * 8);
        double *new_v = check_memory(n * 8);
        for (int64_t i = 0; i < n; i++) {
            double old = element(wide, p, i);
            double gradient = element(wide, g, i) + decay * old;
            new_m[i] = beta1 * element(wide, m, i) + (1 - beta1) * gradient;
            new_v[i] = beta2 * element(wide, v, i) + (1 - beta2) * gradient * gradient;
            double unbiased_m = new_m[i] / (1 - pow(beta1, (double)step));
            double unbiased_v = new_v[i] / (1 - pow(beta2, (double)step));
            new_p[i] = old - lr * unbiased_m / (sqrt(unbiased_v) + eps);
        }
        check_close("adam p", wide, call.slots[0], new_p, n);
        check_close("adam m", wide, call.slots[1], new_m, n);
        check_close("adam v", wide, call.slots[2], new_v, n);
        check_release();
    }
}

static void runs_at_the_speed_of_memory(void)
{
    static const int64_t sizes[] = {1 << 12, 1 << 22};
    for (int s = 0; s < COUNT(sizes); s++) {
        int64_t n = sizes[s];
        float *p = check_floats(n, -1, 1);
        float *m = check_floats(n, 0, 1e-3);
        float *v = check_floats(n, 0, 1e-3);
        float *g = check_floats(n, -1e-3, 1e-3);
        void *lr = scalar(false, 1e-9);
        int64_t *step = check_memory(8);
        *step = 3;
        char label[64];
        snprintf(label, sizeof label, "%d elements, in place", (int)n);
        double bytes = 4.0 * (double)n;
        check_bench(&(check_call){.kernel = "sgd_f32", .tiles = 1, .slots = {p, p, g, lr}, .sizes = {n}}, label,
                    3 * bytes, 0);
        check_bench(
            &(check_call){
                .kernel = "momentum_f32", .tiles = 1, .slots = {p, v, p, v, g, lr}, .sizes = {n}, .scalars = {0.9}},
            label, 5 * bytes, 0);
        check_bench(&(check_call){.kernel = "adam_f32",
                                  .tiles = 1,
                                  .slots = {p, m, v, p, m, v, g, lr, step},
                                  .sizes = {n},
                                  .scalars = {0.9, 0.999, 1e-8}},
                    label, 7 * bytes, 0);
        check_release();
    }
}

const check_test check_tests[] = {
    CHECK_TEST(sgd_agrees_with_the_formula),
    CHECK_TEST(momentum_agrees_with_the_formula),
    CHECK_TEST(adam_agrees_with_the_formula),
    CHECK_TEST(runs_at_the_speed_of_memory),
    {0},
};
