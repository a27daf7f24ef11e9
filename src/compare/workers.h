/* workers.h: tasks done by processes beside each other, so that one that crashes or runs out of memory takes nothing
 * with it. */
#ifndef DMZ_COMPARE_WORKERS_H
#define DMZ_COMPARE_WORKERS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/buffer.h"
#include "dmz/context.h"

/* Where a worker's answers go; opaque. */
struct dmz_worker;

/* What there is to do. Functions get `user`; all but `work` are called in the process that asked. */
struct dmz_workers {
    size_t jobs; /* so many processes at a time, 1 or more; fewer where the system gives no more */
    void *user;

    /* Begins the next task and gives it a number; false where there is none, until another one has ended. */
    bool (*next)(void *user, size_t *task);

    /* Does it, in a process of its own: whatever is answered comes to `answer` in the order of answering. */
    void (*work)(void *user, size_t task, struct dmz_worker *worker);
    void (*answer)(void *user, size_t task, const char *bytes, size_t count);

    /* What became of it: NULL where it did all, else how its process ended, "by signal 11". */
    void (*ended)(void *user, size_t task, const char *how);

    bool (*stop)(void *user); /* asked after each answer: end what runs, begin nothing */
};

/* Runs until there is no task left. Memory that was there before is shared, not copied. Errors: DMZ_MEMORY,
 * also where the system gives not one process. */
enum dmz_status dmz_workers_run(struct dmz_context *context, const struct dmz_workers *workers);

/* Answers, from within `work`. False where nobody listens any more, or the answer failed. */
bool dmz_worker_answer(struct dmz_worker *worker, const struct dmz_buffer *bytes);

#endif
