#include "check.h"

#include <string.h>

static void finds_every_kernel_that_it_names(void)
{
    CHECK(wg_kernel_count() > 0, "there are no kernels");
    for (int64_t i = 0; i < wg_kernel_count(); i++) {
        const char *name = wg_kernel_name(i);
        CHECK(name != NULL && wg_kernel_find(name) != NULL, "kernel %d is not found", (int)i);
    }
}

static void names_are_distinct(void)
{
    for (int64_t i = 0; i < wg_kernel_count(); i++) {
        for (int64_t j = 0; j < i; j++) {
            CHECK(strcmp(wg_kernel_name(i), wg_kernel_name(j)) != 0, "%s is there twice", wg_kernel_name(i));
        }
    }
}

static void gives_null_for_what_does_not_exist(void)
{
    CHECK(wg_kernel_find("no_such_kernel") == NULL, "found a kernel that is not there");
    CHECK(wg_kernel_find("") == NULL, "found a kernel without a name");
    CHECK(wg_kernel_name(-1) == NULL, "kernel -1 has a name");
    CHECK(wg_kernel_name(wg_kernel_count()) == NULL, "the kernel after the last has a name");
}

static void every_status_has_a_sentence(void)
{
    for (int32_t status = -1; status < 8; status++) {
        CHECK(wg_status_message(status) != NULL, "status %d has no message", status);
    }
    CHECK(strlen(wg_version()) > 0, "no version");
}

const check_test check_tests[] = {
    CHECK_TEST(finds_every_kernel_that_it_names),
    CHECK_TEST(names_are_distinct),
    CHECK_TEST(gives_null_for_what_does_not_exist),
    CHECK_TEST(every_status_has_a_sentence),
    {0},
};
