/**
 * What every kernel family shares: its table of kernels. How a kernel cuts its work into tiles is in wengert/tile.h.
 *
 * A family is one file. Its kernels are static functions; the only symbol it defines is its table, whose name carries
 * the kernel set (WG_ISA: avx512, avx2, baseline or portable) that the file is being compiled for, as do those of the
 * functions that it shares with other families (gemm_block.h). families.def lists the families; the build and the
 * lookup derive everything else from that list.
 */
#ifndef WENGERT_KERNELS_KERNEL_H
#define WENGERT_KERNELS_KERNEL_H

#include <stdint.h>

#include <wengert/tile.h>
#include <wengert/wengert.h>

/** A kernel and the name that wg_kernel_find knows it by. */
typedef struct {
    const char *name;
    wg_kernel kernel;
} wg_kernel_entry;

/** The kernels of one family, compiled for one kernel set. */
typedef struct {
    const wg_kernel_entry *entries;
    int64_t count;
} wg_family;

#define WG_PASTE_TOKENS(a, b) a##_##b
#define WG_PASTE(a, b) WG_PASTE_TOKENS(a, b)

/** The name of family `name`'s table in kernel set `isa`. */
#define WG_FAMILY_TABLE(name, isa) WG_PASTE(WG_PASTE(wg_family, name), isa)

/** The name of the null-terminated list of the tables of kernel set `isa`; families.c defines it. */
#define WG_FAMILIES(isa) WG_PASTE(wg_families, isa)

/** Defines the table of family `name` from the array `table` of its entries. */
#define WG_FAMILY(name, table)                                                                                         \
    extern const wg_family WG_FAMILY_TABLE(name, WG_ISA);                                                              \
    const wg_family WG_FAMILY_TABLE(name, WG_ISA) = {(table), (int64_t)(sizeof(table) / sizeof *(table))}

/** The entry of a kernel whose function has the kernel's own name. */
#define WG_ENTRY(function)                                                                                             \
    {                                                                                                                  \
#function, function                                                                                            \
    }

#endif
