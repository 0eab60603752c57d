/**
 * The operators of one element by their definitions, in double and in long double: name_in_f64 and name_in_f80. Those
 * with attributes have 0.25 and 2; polygamma has the order 1.
 */
#ifndef WENGERT_TESTS_UNARY_REFERENCE_H
#define WENGERT_TESTS_UNARY_REFERENCE_H

#include <stdbool.h>
#include <string.h>
#include <tgmath.h>

static inline double first_attribute(const char *name)
{
    return strcmp(name, "polygamma") == 0 || strcmp(name, "sinc_derivative") == 0 ? 1 : 0.25;
}

#define PI (real)3.14159265358979323846264338327950288L

#define real double
#define IN(name) name##_in_f64
#include "unary_reference.inc"
#undef real
#undef IN

#define real long double
#define IN(name) name##_in_f80
#include "unary_reference.inc"
#undef real
#undef IN
#undef PI

#endif
