/**
 * Which kernel set this process uses.
 *
 * The sets of an architecture are ordered; each machine that has one has those before it. Environment variable
 * WENGERT_ISA asks for a set by name; asking for one that the machine lacks, or that does not exist, gives the best
 * that it has.
 */
#ifndef WENGERT_RUNTIME_CPU_H
#define WENGERT_RUNTIME_CPU_H

/** The kernel sets worst first. */
typedef enum {
#if defined(__x86_64__)
    WG_SET_BASELINE,
    WG_SET_AVX2,
    WG_SET_AVX512,
#else
    WG_SET_PORTABLE,
#endif
    WG_SET_COUNT
} wg_kernel_set;

/** The set in use: fixed when the library is loaded. */
wg_kernel_set wg_cpu_kernel_set(void);

#endif
