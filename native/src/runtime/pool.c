/*
 * How an instruction reaches the workers
 *
 * `work` holds, in one word, a generation number and how many tiles nobody has taken yet. A thread takes a tile by
 * lowering that count with a compare-and-swap, so it can only take a tile of the instruction that is being run: had
 * that instruction ended, the generation would differ. Thus a worker that wakes late finds nothing to take and harms
 * nobody, and the caller waits for tiles that were taken, never for threads that sleep.
 *
 * The instruction's description is plain memory. It is written before `work` is stored (release), read only by threads
 * that took a tile (acquire), and not written again before `unfinished`, which each of them lowers afterwards, is 0.
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

#define TILES_MASK ((uint64_t)WG_POOL_MAX_TILES)
#define NO_FAILURE UINT64_MAX

struct wg_pool {
    /* Generation in the high half, tiles not yet taken in the low half. */
    _Alignas(LINE) _Atomic uint64_t work;
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

    int32_t workers;
    pthread_t threads[];
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
static bool spin_until(bool (*ready)(wg_pool *), wg_pool *pool)
{
    int64_t deadline = 0;
    for (uint32_t turn = 0;; turn++) {
        if (ready(pool)) {
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

static bool has_work(wg_pool *pool)
{
    return (atomic_load(&pool->work) & TILES_MASK) != 0 || atomic_load(&pool->stopping);
}

static bool has_ended(wg_pool *pool)
{
    return atomic_load(&pool->unfinished) == 0;
}

static void record_failure(wg_pool *pool, int64_t tile, int32_t status)
{
    uint64_t failure = (uint64_t)tile << 32 | (uint32_t)status;
    uint64_t lowest = atomic_load(&pool->failure);
    while (failure < lowest && !atomic_compare_exchange_weak(&pool->failure, &lowest, failure)) {
    }
}

/* Takes and runs tiles until none is left. */
static void take_tiles(wg_pool *pool)
{
    uint64_t work = atomic_load_explicit(&pool->work, memory_order_acquire);
    while ((work & TILES_MASK) != 0) {
        if (!atomic_compare_exchange_weak_explicit(&pool->work, &work, work - 1, memory_order_acq_rel,
                                                   memory_order_acquire)) {
            continue;
        }
        const wg_instruction *instruction = pool->instruction;
        int64_t tile = instruction->tiles - (int64_t)(work & TILES_MASK);
        int32_t status = instruction->kernel(instruction, pool->slots, tile);
        if (status != WG_OK) {
            record_failure(pool, tile, status);
        }
        if (atomic_fetch_sub(&pool->unfinished, 1) == 1 && atomic_load(&pool->caller_sleeps)) {
            pthread_mutex_lock(&pool->lock);
            pthread_cond_signal(&pool->work_ended);
            pthread_mutex_unlock(&pool->lock);
        }
        work = atomic_load_explicit(&pool->work, memory_order_acquire);
    }
}

static void park_worker(wg_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    atomic_fetch_add(&pool->sleeping_workers, 1);
    while (!has_work(pool)) {
        pthread_cond_wait(&pool->work_came, &pool->lock);
    }
    atomic_fetch_sub(&pool->sleeping_workers, 1);
    pthread_mutex_unlock(&pool->lock);
}

static void *work_until_stopped(void *argument)
{
    wg_pool *pool = argument;
    for (;;) {
        if (!spin_until(has_work, pool)) {
            park_worker(pool);
        }
        if (atomic_load(&pool->stopping)) {
            return NULL;
        }
        take_tiles(pool);
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

static void park_caller(wg_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    atomic_store(&pool->caller_sleeps, true);
    while (!has_ended(pool)) {
        pthread_cond_wait(&pool->work_ended, &pool->lock);
    }
    atomic_store(&pool->caller_sleeps, false);
    pthread_mutex_unlock(&pool->lock);
}

int32_t wg_pool_run(wg_pool *pool, const wg_instruction *instruction, void *const *slots)
{
    int64_t tiles = instruction->tiles;
    pool->instruction = instruction;
    pool->slots = slots;
    atomic_store_explicit(&pool->failure, NO_FAILURE, memory_order_relaxed);
    atomic_store_explicit(&pool->unfinished, tiles, memory_order_relaxed);
    uint64_t generation = (atomic_load_explicit(&pool->work, memory_order_relaxed) >> 32) + 1;
    atomic_store(&pool->work, generation << 32 | (uint64_t)tiles);
    wake_workers(pool, tiles - 1);
    take_tiles(pool);
    if (!spin_until(has_ended, pool)) {
        park_caller(pool);
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
static int start_thread(wg_pool *pool, pthread_t *thread)
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
    failed = pthread_create(thread, &attributes, work_until_stopped, pool);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
#if defined(__linux__)
    if (!failed) {
        pthread_setname_np(*thread, "wengert");
    }
#endif
    return failed;
}

wg_pool *wg_pool_create(int32_t threads)
{
    if (threads < 2) {
        return NULL;
    }
    size_t bytes = sizeof(wg_pool) + (size_t)(threads - 1) * sizeof(pthread_t);
    wg_pool *pool = aligned_alloc(LINE, (bytes + LINE - 1) / LINE * LINE);
    if (pool == NULL) {
        return NULL;
    }
    wg_memory_count_allocation();
    atomic_init(&pool->work, 0);
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
    for (pool->workers = 0; pool->workers < threads - 1; pool->workers++) {
        if (start_thread(pool, &pool->threads[pool->workers]) != 0) {
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
    wake_workers(pool, pool->workers);
    for (int32_t i = 0; i < pool->workers; i++) {
        pthread_join(pool->threads[i], NULL);
    }
    pthread_cond_destroy(&pool->work_ended);
    pthread_cond_destroy(&pool->work_came);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}
