#define _GNU_SOURCE

#include "share-work.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

enum { most_workers = 63 };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t begun = PTHREAD_COND_INITIALIZER;
static pthread_cond_t ended = PTHREAD_COND_INITIALIZER;

// Guarded by `lock`.
static int workers = -1;
static int busy_workers = 0;
static uint64_t job = 0;

// Of the job in hand; written before it begins.
static WorkPiece job_work;
static void* job_context;
static int64_t job_pieces;
static atomic_llong next_piece;

static void take_pieces(void) {
  for (;;) {
    const int64_t piece = atomic_fetch_add_explicit(&next_piece, 1, memory_order_relaxed);
    if (piece >= job_pieces) return;
    job_work(job_context, piece);
  }
}

static void* serve(void* unused) {
  (void)unused;
  uint64_t done = 0;
  pthread_mutex_lock(&lock);
  for (;;) {
    while (job == done) pthread_cond_wait(&begun, &lock);
    done = job;
    pthread_mutex_unlock(&lock);
    take_pieces();
    pthread_mutex_lock(&lock);
    busy_workers -= 1;
    if (busy_workers == 0) pthread_cond_signal(&ended);
  }
  return NULL;
}

// The cores that this process may use, the calling one left out.
static int count_other_cores(void) {
#ifdef __linux__
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof cores, &cores) == 0) return CPU_COUNT(&cores) - 1;
#endif
  return (int)sysconf(_SC_NPROCESSORS_ONLN) - 1;
}

static void start_workers(void) {
  const int wanted = count_other_cores();
  workers = 0;
  while (workers < wanted && workers < most_workers) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, NULL) != 0) return;
    pthread_detach(thread);
    workers += 1;
  }
}

void share_work(int64_t pieces, WorkPiece work, void* context) {
  pthread_mutex_lock(&turn);
  pthread_mutex_lock(&lock);
  if (workers < 0) start_workers();
  job_work = work;
  job_context = context;
  job_pieces = pieces;
  atomic_store(&next_piece, 0);
  busy_workers = workers;
  job += 1;
  pthread_cond_broadcast(&begun);
  pthread_mutex_unlock(&lock);

  take_pieces();

  pthread_mutex_lock(&lock);
  while (busy_workers > 0) pthread_cond_wait(&ended, &lock);
  pthread_mutex_unlock(&lock);
  pthread_mutex_unlock(&turn);
}
