/* stopwatch.c: user time of something that is done again and again. */
#include "bench/stopwatch.h"

#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { ROUNDS_LEAST = 5, ROUNDS_MOST = 15 };

static const double ROUND_MS = 50, ENOUGH_MS = 500, LONG_MS = 1500;

static double user_ms(const struct stopwatch_task *task) {
    struct rusage usage;
    getrusage(task->in_children ? RUSAGE_CHILDREN : RUSAGE_SELF, &usage);
    return 1e3 * (double)usage.ru_utime.tv_sec + 1e-3 * (double)usage.ru_utime.tv_usec;
}

static double run_round(const struct stopwatch_task *task, long runs) {
    double start = user_ms(task);
    for (long i = 0; i < runs; i++)
        if (!task->run(task->subject))
            return NAN;
    return user_ms(task) - start;
}

static int by_size(const void *a, const void *b) {
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

struct stopwatch_time stopwatch_run(const struct stopwatch_task *task) {
    long runs = 1;
    double first = run_round(task, runs);
    for (; first < ROUND_MS; first = run_round(task, runs))
        runs *= 2;
    double rounds[ROUNDS_MOST] = {first}, sum = first;
    int count = 1;
    for (; count < ROUNDS_MOST && sum < LONG_MS && (count < ROUNDS_LEAST || sum < ENOUGH_MS); count++)
        sum += rounds[count] = run_round(task, runs);
    if (isnan(sum))
        return (struct stopwatch_time){NAN, NAN};
    qsort(rounds, (size_t)count, sizeof *rounds, by_size);
    return (struct stopwatch_time){rounds[0] / (double)runs, rounds[count / 2] / (double)runs};
}
