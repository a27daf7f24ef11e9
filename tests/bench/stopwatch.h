/* stopwatch.h: user time of something that is done again and again. */
#ifndef BENCH_STOPWATCH_H
#define BENCH_STOPWATCH_H

#include <stdbool.h>

/* Something to be timed. */
struct stopwatch_task {
    bool (*run)(void *subject); /* does it once; false where that fails */
    void *subject;
    bool in_children; /* the time is that of the processes that `run` waits for */
};

/* User time of one run, milliseconds; NAN where a run fails. */
struct stopwatch_time {
    double least_ms;  /* what it costs on a machine that does nothing else */
    double median_ms; /* what it costs as a rule */
};

/* Times the task. The system counts by its clock tick, a few milliseconds, so runs are taken in rounds of at least
 * 50 ms, of which there are 5 or more, 0.5 s together; fewer once 1.5 s have gone by. Source: getrusage. */
struct stopwatch_time stopwatch_run(const struct stopwatch_task *task);

#endif
