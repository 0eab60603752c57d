#include <wengert/wengert.h>

const char *wg_version(void)
{
    return WG_VERSION;
}
