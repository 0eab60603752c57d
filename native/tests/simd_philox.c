#include "check.h"
#include "simd/philox.h"

/* The authors' known answers, from the file kat_vectors of their library Random123. */
static void gives_the_published_answers(void)
{
    static const struct {
        uint32_t counter[4];
        uint64_t key;
        uint32_t answer[4];
    } known[] = {
        {{0, 0, 0, 0}, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         UINT64_MAX,
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         0x299f31d0a4093822,
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (int k = 0; k < 3; k++) {
        v_philox counter;
        for (int word = 0; word < 4; word++) {
            counter.word[word] = v_set_u64(known[k].counter[word]);
        }
        v_philox random = v_philox_4x32_10(counter, known[k].key);
        for (int word = 0; word < 4; word++) {
            for (int lane = 0; lane < V_LANES_u64; lane++) {
                uint32_t got = (uint32_t)random.word[word][lane];
                CHECK(got == known[k].answer[word], "vector %d, word %d, lane %d: %08x", k, word, lane, got);
            }
        }
    }
}

const check_test check_tests[] = {CHECK_TEST(gives_the_published_answers), {0}};
