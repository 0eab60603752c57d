#include "check.h"

#include <pthread.h>
#include <string.h>

static bool is_zero(const unsigned char *memory, int64_t bytes)
{
    for (int64_t i = 0; i < bytes; i++) {
        if (memory[i] != 0) {
            return false;
        }
    }
    return true;
}

static void gives_zeroed_and_aligned_memory(void)
{
    static const int64_t sizes[] = {0, 1, 63, 64, 4096, 1 << 20, (4 << 20) - 1, 4 << 20, (4 << 20) + 1, 9 << 20};
    for (int i = 0; i < 10; i++) {
        int64_t bytes = sizes[i];
        for (int again = 0; again < 2; again++) {
            unsigned char *memory = wg_memory_allocate(bytes);
            CHECK(memory != NULL, "no memory of %d bytes", (int)bytes);
            uintptr_t alignment = bytes >= 4 << 20 ? 2 << 20 : 64;
            CHECK((uintptr_t)memory % alignment == 0, "%d bytes at %p", (int)bytes, (void *)memory);
            CHECK(is_zero(memory, bytes), "%d bytes are not zero", (int)bytes);
            memset(memory, 0xff, (size_t)bytes);
            wg_memory_release(memory);
        }
    }
}

static void counts_what_is_held(void)
{
    int64_t held = wg_memory_held();
    int64_t allocations = wg_memory_allocations();
    void *small = wg_memory_allocate(100);
    void *large = wg_memory_allocate(5 << 20);
    CHECK(wg_memory_held() == held + 100 + (5 << 20), "%d bytes held", (int)(wg_memory_held() - held));
    wg_memory_release(small);
    wg_memory_release(NULL);
    wg_memory_release(large);
    CHECK(wg_memory_held() == held, "%d bytes left", (int)(wg_memory_held() - held));
    CHECK(wg_memory_allocations() == allocations + 2, "not two allocations");
}

static void refuses_what_no_machine_has(void)
{
    int64_t allocations = wg_memory_allocations();
    CHECK(wg_memory_allocate(-1) == NULL, "gave a negative number of bytes");
    CHECK(wg_memory_allocate(INT64_MAX) == NULL, "gave all bytes there are");
    CHECK(wg_memory_allocate(INT64_MAX / 4) == NULL, "gave more bytes than can be addressed");
    CHECK(wg_memory_allocations() == allocations, "counted what it did not give");
}

static void *allocate_often(void *unused)
{
    for (int i = 0; i < 200; i++) {
        unsigned char *memory = wg_memory_allocate(64 * (i + 1));
        memory[i] = 1;
        wg_memory_release(memory);
    }
    return unused;
}

static void serves_several_threads(void)
{
    int64_t held = wg_memory_held();
    int64_t allocations = wg_memory_allocations();
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        pthread_create(&threads[i], NULL, allocate_often, NULL);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
    }
    CHECK(wg_memory_held() == held, "%d bytes left", (int)(wg_memory_held() - held));
    CHECK(wg_memory_allocations() == allocations + 800, "lost count");
}

const check_test check_tests[] = {
    CHECK_TEST(gives_zeroed_and_aligned_memory),
    CHECK_TEST(counts_what_is_held),
    CHECK_TEST(refuses_what_no_machine_has),
    CHECK_TEST(serves_several_threads),
    {0},
};
