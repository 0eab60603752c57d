/*
 * How an instruction reaches the workers
 *
 * Every thread, the caller among them, has a share of the tiles: a range in one word. It takes tiles from the front of
 * its own share, and when that is empty from the back of others', by compare-and-swap. So a thread computes nearly the
 * same tiles in each run and finds what it read and wrote before in its own caches, yet none waits for one that sleeps.
 *
 * The instruction's description is plain memory. It is written before the shares are stored (release), read only by
 * threads that took a tile (acquire), and not written again before `unfinished`, which each of them lowers afterwards,
 * is 0. A share that is not empty is one of the instruction that is being run, since that has not ended; so a thread
 * that wakes late finds nothing to take, or a tile of what is being run by then.
 *
 * Sleeping: a thread announces that it sleeps and then looks at the condition once more; the other side changes the
 * condition and then looks for sleepers. Both do so in sequentially consistent order, so one of them sees the other.
 */
#include "pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "memory.h"

/* Kernels keep their packed blocks on the stack. */
#define STACK_BYTES ((size_t)1 << 20)
#define SPIN_NANOSECONDS 50000
#define LINE 64

#define NO_FAILURE UINT64_MAX

typedef struct {
    /* The first tile not yet taken in the high half, the end in the low half. */
    _Alignas(LINE) _Atomic uint64_t share;
    /* What follows is of workers alone. */
    pthread_t thread;
    wg_pool *pool;
    uint64_t seen;
} member;

struct wg_pool {
    /* How many instructions there were so far; each member looks into the shares once for each. */
    _Alignas(LINE) _Atomic uint64_t instructions;
    _Alignas(LINE) _Atomic int64_t unfinished;
    /* The lowest tile that reported a status: tile in the high half, status in the low half. */
    _Alignas(LINE) _Atomic uint64_t failure;

    _Alignas(LINE) const wg_instruction *instruction;
    void *const *slots;

    _Alignas(LINE) _Atomic bool busy;
    _Atomic bool stopping;
    _Atomic int32_t sleeping_workers;
    _Atomic bool caller_sleeps;
    pthread_mutex_t lock;
    pthread_cond_t work_came;
    pthread_cond_t work_ended;

    int32_t threads;
    int32_t started;
    /* The caller is the first. */
    member members[];
};

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void pause_briefly(void)
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("isb" ::: "memory");
#endif
}

/* Reports whether `ready` came true before the time to spin was over. */
static bool spin_until(bool (*ready)(const member *), const member *self)
{
    int64_t deadline = 0;
    for (uint32_t turn = 0;; turn++) {
        if (ready(self)) {
            return true;
        }
        pause_briefly();
        if (turn % 32 == 31) {
            int64_t time = now();
            if (deadline == 0) {
                deadline = time + SPIN_NANOSECONDS;
            } else if (time >= deadline) {
                return false;
            }
        }
    }
}

static bool has_work(const member *self)
{
    return atomic_load(&self->pool->instructions) != self->seen || atomic_load(&self->pool->stopping);
}

static bool has_ended(const member *self)
{
    return atomic_load(&self->pool->unfinished) == 0;
}

static void record_failure(wg_pool *pool, int64_t tile, int32_t status)
{
    uint64_t failure = (uint64_t)tile << 32 | (uint32_t)status;
    uint64_t lowest = atomic_load(&pool->failure);
    while (failure < lowest && !atomic_compare_exchange_weak(&pool->failure, &lowest, failure)) {
    }
}

/* Takes a tile, the first of the thread's own share or the last of another's; −1 if the share is empty. */
static int64_t take_tile(_Atomic uint64_t *share, bool own)
{
    uint64_t range = atomic_load_explicit(share, memory_order_acquire);
    for (;;) {
        uint32_t next = (uint32_t)(range >> 32);
        uint32_t end = (uint32_t)range;
        if (next == end) {
            return -1;
        }
        uint64_t left = own ? (uint64_t)(next + 1) << 32 | end : (uint64_t)next << 32 | (end - 1);
        if (atomic_compare_exchange_weak_explicit(share, &range, left, memory_order_acq_rel, memory_order_acquire)) {
            return own ? next : end - 1;
        }
    }
}

/* Takes and runs tiles until none is left. */
static void take_tiles(wg_pool *pool, const member *self)
{
    int64_t done = 0;
    int32_t first = (int32_t)(self - pool->members);
    for (int32_t i = 0; i < pool->threads; i++) {
        member *owner = &pool->members[(first + i) % pool->threads];
        for (int64_t tile; (tile = take_tile(&owner->share, i == 0)) >= 0; done++) {
            const wg_instruction *instruction = pool->instruction;
            int32_t status = instruction->kernel(instruction, pool->slots, tile);
            if (status != WG_OK) {
                record_failure(pool, tile, status);
            }
        }
    }
    if (done > 0 && atomic_fetch_sub(&pool->unfinished, done) == done && atomic_load(&pool->caller_sleeps)) {
        pthread_mutex_lock(&pool->lock);
        pthread_cond_signal(&pool->work_ended);
        pthread_mutex_unlock(&pool->lock);
    }
}

static void park_worker(member *self)
{
    wg_pool *pool = self->pool;
    pthread_mutex_lock(&pool->lock);
    atomic_fetch_add(&pool->sleeping_workers, 1);
    while (!has_work(self)) {
        pthread_cond_wait(&pool->work_came, &pool->lock);
    }
    atomic_fetch_sub(&pool->sleeping_workers, 1);
    pthread_mutex_unlock(&pool->lock);
}

static void *work_until_stopped(void *argument)
{
    member *self = argument;
    for (;;) {
        if (!spin_until(has_work, self)) {
            park_worker(self);
        }
        if (atomic_load(&self->pool->stopping)) {
            return NULL;
        }
        self->seen = atomic_load(&self->pool->instructions);
        take_tiles(self->pool, self);
    }
}

/* Wakes at most `wanted` workers: more than there are tiles for would only get in each other's way. */
static void wake_workers(wg_pool *pool, int64_t wanted)
{
    if (atomic_load(&pool->sleeping_workers) == 0) {
        return;
    }
    pthread_mutex_lock(&pool->lock);
    int64_t sleeping = atomic_load(&pool->sleeping_workers);
    if (wanted >= sleeping) {
        pthread_cond_broadcast(&pool->work_came);
    } else {
        for (int64_t i = 0; i < wanted; i++) {
            pthread_cond_signal(&pool->work_came);
        }
    }
    pthread_mutex_unlock(&pool->lock);
}

static void park_caller(const member *self)
{
    wg_pool *pool = self->pool;
    pthread_mutex_lock(&pool->lock);
    atomic_store(&pool->caller_sleeps, true);
    while (!has_ended(self)) {
        pthread_cond_wait(&pool->work_ended, &pool->lock);
    }
    atomic_store(&pool->caller_sleeps, false);
    pthread_mutex_unlock(&pool->lock);
}

int32_t wg_pool_run(wg_pool *pool, const wg_instruction *instruction, void *const *slots)
{
    int64_t tiles = instruction->tiles;
    const member *caller = &pool->members[0];
    pool->instruction = instruction;
    pool->slots = slots;
    atomic_store_explicit(&pool->failure, NO_FAILURE, memory_order_relaxed);
    atomic_store_explicit(&pool->unfinished, tiles, memory_order_relaxed);
    int64_t shares = tiles < pool->threads ? tiles : pool->threads;
    for (int64_t i = 0; i < shares; i++) {
        uint64_t range = (uint64_t)(i * tiles / shares) << 32 | (uint64_t)((i + 1) * tiles / shares);
        atomic_store_explicit(&pool->members[i].share, range, memory_order_release);
    }
    atomic_fetch_add(&pool->instructions, 1);
    wake_workers(pool, tiles - 1);
    take_tiles(pool, caller);
    if (!spin_until(has_ended, caller)) {
        park_caller(caller);
    }
    uint64_t failure = atomic_load_explicit(&pool->failure, memory_order_relaxed);
    return failure == NO_FAILURE ? WG_OK : (int32_t)(uint32_t)failure;
}

bool wg_pool_try_enter(wg_pool *pool)
{
    return !atomic_load_explicit(&pool->busy, memory_order_relaxed) &&
           !atomic_exchange_explicit(&pool->busy, true, memory_order_acquire);
}

void wg_pool_leave(wg_pool *pool)
{
    atomic_store_explicit(&pool->busy, false, memory_order_release);
}

/* Signals of the process are for the threads that expect them. */
static int start_thread(member *self)
{
    pthread_attr_t attributes;
    int failed = pthread_attr_init(&attributes);
    if (failed) {
        return failed;
    }
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failed = pthread_create(&self->thread, &attributes, work_until_stopped, self);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
#if defined(__linux__)
    if (!failed) {
        pthread_setname_np(self->thread, "wengert");
    }
#endif
    return failed;
}

wg_pool *wg_pool_create(int32_t threads)
{
    if (threads < 2) {
        return NULL;
    }
    size_t bytes = sizeof(wg_pool) + (size_t)threads * sizeof(member);
    wg_pool *pool = aligned_alloc(LINE, (bytes + LINE - 1) / LINE * LINE);
    if (pool == NULL) {
        return NULL;
    }
    wg_memory_count_allocation();
    atomic_init(&pool->instructions, 0);
    atomic_init(&pool->unfinished, 0);
    atomic_init(&pool->failure, NO_FAILURE);
    atomic_init(&pool->busy, false);
    atomic_init(&pool->stopping, false);
    atomic_init(&pool->sleeping_workers, 0);
    atomic_init(&pool->caller_sleeps, false);
    pool->instruction = NULL;
    pool->slots = NULL;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->work_came, NULL);
    pthread_cond_init(&pool->work_ended, NULL);
    pool->threads = threads;
    for (int32_t i = 0; i < threads; i++) {
        atomic_init(&pool->members[i].share, 0);
        pool->members[i].pool = pool;
        pool->members[i].seen = 0;
    }
    for (pool->started = 1; pool->started < threads; pool->started++) {
        if (start_thread(&pool->members[pool->started]) != 0) {
            wg_pool_destroy(pool);
            return NULL;
        }
    }
    return pool;
}

void wg_pool_destroy(wg_pool *pool)
{
    if (pool == NULL) {
        return;
    }
    atomic_store(&pool->stopping, true);
    wake_workers(pool, pool->started);
    for (int32_t i = 1; i < pool->started; i++) {
        pthread_join(pool->members[i].thread, NULL);
    }
    pthread_cond_destroy(&pool->work_ended);
    pthread_cond_destroy(&pool->work_came);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}
