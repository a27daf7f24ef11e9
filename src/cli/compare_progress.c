/* compare_progress.c: how far a long run is, on standard error. */
#include "cli/compare_progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const double IN_PLACE_S = 0.1, ELSEWHERE_S = 1;

static double seconds(struct timespec from, struct timespec to) {
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) * 1e-9;
}

static struct timespec now(void) {
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

void dmz_progress_begin(struct dmz_progress *progress, size_t total, bool asked, bool quiet) {
    *progress = (struct dmz_progress){.total = total, .start = now()};
    progress->last = progress->start;
    progress->in_place = isatty(STDERR_FILENO);
    progress->shown = !quiet && (asked || progress->in_place);
}

/* "3 s", "4 min 05 s", "2 h 10 min". */
static const char *write_time(double s, char *text, size_t size) {
    long whole = (long)(s + 0.5);
    if (whole < 60)
        snprintf(text, size, "%ld s", whole);
    else if (whole < 3600)
        snprintf(text, size, "%ld min %02ld s", whole / 60, whole % 60);
    else
        snprintf(text, size, "%ld h %02ld min", whole / 3600, whole % 3600 / 60);
    return text;
}

static void draw_bar(const struct dmz_progress *progress) {
    enum { WIDTH = 30 };
    size_t full = WIDTH * progress->done / progress->total;
    fputs("\r[", stderr);
    for (size_t i = 0; i < WIDTH; i++)
        fputc(i < full ? '#' : '.', stderr);
    fputs("] ", stderr);
}

static void say(const struct dmz_progress *progress, double s) {
    char left[32];
    double rate = s > 0 ? (double)progress->done / s : 0;
    if (progress->in_place)
        draw_bar(progress);
    fprintf(stderr, "%zu of %zu rows, %.1f a second", progress->done, progress->total, rate);
    if (rate > 0)
        fprintf(stderr, ", %s left",
                write_time((double)(progress->total - progress->done) / rate, left, sizeof left));
    fputs(progress->in_place ? "\033[K" : "\n", stderr);
    fflush(stderr);
}

void dmz_progress_add(struct dmz_progress *progress, size_t count) {
    progress->done += count;
    struct timespec time = now();
    if (!progress->shown || progress->done >= progress->total ||
        seconds(progress->last, time) < (progress->in_place ? IN_PLACE_S : ELSEWHERE_S))
        return;
    progress->last = time;
    say(progress, seconds(progress->start, time));
}

void dmz_progress_end(struct dmz_progress *progress) {
    char taken[32];
    double s = seconds(progress->start, now());
    if (!progress->shown)
        return;
    if (progress->in_place)
        fputs("\r\033[K", stderr);
    else
        fprintf(stderr, "%zu of %zu rows, %.1f a second, in %s\n", progress->done, progress->total,
                s > 0 ? (double)progress->done / s : 0, write_time(s, taken, sizeof taken));
    progress->shown = false;
}
