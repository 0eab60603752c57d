/* Compiled for the oldest CPU of the architecture: this code decides whether anything newer may run. */
#include "cpu.h"

#include <stdlib.h>
#include <string.h>

#include <wengert/wengert.h>

static wg_kernel_set in_use;
static wg_kernel_set best;

#if defined(__x86_64__)

static const char *const names[WG_SET_COUNT] = {"baseline", "avx2", "avx512"};

/*
 * The features are those that cmake/isa.cmake compiles for. The builtin also asks whether the system saves the
 * registers.
 */
static wg_kernel_set detect(void)
{
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) {
        return WG_SET_BASELINE;
    }
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
        !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512vl")) {
        return WG_SET_AVX2;
    }
    return WG_SET_AVX512;
}

#else

static const char *const names[WG_SET_COUNT] = {"portable"};

static wg_kernel_set detect(void)
{
    return WG_SET_PORTABLE;
}

#endif

/*
 * A constructor runs before any thread can look, so that what follows needs no lock and the environment is read once.
 */
__attribute__((constructor)) static void choose(void)
{
    best = detect();
    in_use = best;
    const char *wanted = getenv("WENGERT_ISA");
    if (wanted == NULL) {
        return;
    }
    for (int set = 0; set < (int)best; set++) {
        if (strcmp(wanted, names[set]) == 0) {
            in_use = (wg_kernel_set)set;
        }
    }
}

wg_kernel_set wg_cpu_kernel_set(void)
{
    return in_use;
}

const char *wg_isa(void)
{
    return names[in_use];
}

const char *wg_isa_best(void)
{
    return names[best];
}
