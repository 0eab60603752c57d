#include <wengert/wengert.h>

const char *wg_status_message(int32_t status)
{
    switch (status) {
    case WG_HOST:
        return "a Java function is to be called";
    case WG_JUMP:
        return "a jump leaves the schedule";
    case WG_OK:
        return "success";
    case WG_INDEX_OUT_OF_RANGE:
        return "an index lies outside the axis that it selects from";
    case WG_OUT_OF_RESOURCES:
        return "the system gave no memory or no thread";
    case WG_NO_KERNEL:
        return "the instruction has no kernel";
    case WG_SINGULAR:
        return "a matrix is singular";
    case WG_NOT_POSITIVE_DEFINITE:
        return "a matrix is not positive definite";
    case WG_LOOP_NOT_ENDED:
        return "a loop has not ended within its bound";
    default:
        return "unknown status";
    }
}
