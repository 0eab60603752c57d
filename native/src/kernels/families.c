/* The families of one kernel set, in the order of families.def. */
#include "kernel.h"

#define WG_FAMILY_ROW(name) extern const wg_family WG_FAMILY_TABLE(name, WG_ISA);
#include "families.def"
#undef WG_FAMILY_ROW

extern const wg_family *const WG_FAMILIES(WG_ISA)[];

const wg_family *const WG_FAMILIES(WG_ISA)[] = {
#define WG_FAMILY_ROW(name) &WG_FAMILY_TABLE(name, WG_ISA),
#include "families.def"
#undef WG_FAMILY_ROW
    0,
};
