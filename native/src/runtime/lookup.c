#include <stddef.h>
#include <string.h>

#include "cpu.h"
#include "kernels/kernel.h"

#if defined(__x86_64__)

extern const wg_family *const WG_FAMILIES(baseline)[];
extern const wg_family *const WG_FAMILIES(avx2)[];
extern const wg_family *const WG_FAMILIES(avx512)[];

static const wg_family *const *const sets[WG_SET_COUNT] = {
    [WG_SET_BASELINE] = WG_FAMILIES(baseline),
    [WG_SET_AVX2] = WG_FAMILIES(avx2),
    [WG_SET_AVX512] = WG_FAMILIES(avx512),
};

#else

extern const wg_family *const WG_FAMILIES(portable)[];

static const wg_family *const *const sets[WG_SET_COUNT] = {
    [WG_SET_PORTABLE] = WG_FAMILIES(portable),
};

#endif

wg_kernel wg_kernel_find(const char *name)
{
    for (const wg_family *const *family = sets[wg_cpu_kernel_set()]; *family != NULL; family++) {
        for (int64_t i = 0; i < (*family)->count; i++) {
            if (strcmp((*family)->entries[i].name, name) == 0) {
                return (*family)->entries[i].kernel;
            }
        }
    }
    return NULL;
}

int64_t wg_kernel_count(void)
{
    int64_t count = 0;
    for (const wg_family *const *family = sets[wg_cpu_kernel_set()]; *family != NULL; family++) {
        count += (*family)->count;
    }
    return count;
}

const char *wg_kernel_name(int64_t index)
{
    if (index < 0) {
        return NULL;
    }
    for (const wg_family *const *family = sets[wg_cpu_kernel_set()]; *family != NULL; family++) {
        if (index < (*family)->count) {
            return (*family)->entries[index].name;
        }
        index -= (*family)->count;
    }
    return NULL;
}
