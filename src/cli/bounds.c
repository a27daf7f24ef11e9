/* bounds.c: how much a run may take: of input, memory and time. */
#include "cli/bounds.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "io/leftovers.h"

/* The sanitizers map terabytes that they never touch; limits would refuse those. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif

/* What the alarm says, made before, since a handler of signals may not. */
static char farewell[128];

static void give_up(int signal) {
    (void)signal;
    dmz_leftovers_remove();
    if (write(STDERR_FILENO, farewell, strlen(farewell)) < 0)
        _exit(DMZ_GEOMETRY); /* nobody listens */
    _exit(DMZ_GEOMETRY);
}

static enum dmz_status set_time(struct dmz_context *context, const struct dmz_settings *settings) {
    double seconds = settings->max_time_s;
    struct sigaction action = {.sa_handler = give_up};
    struct itimerval alarm = {
        .it_value = {(time_t)seconds, (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6)}};
    if (!settings->max_time)
        return DMZ_OK;
    snprintf(farewell, sizeof farewell, "dmzcalc: not done after %.40s, the most that --max-time gives\n",
             settings->max_time);
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGALRM, &action, NULL) || setitimer(ITIMER_REAL, &alarm, NULL))
        return dmz_fail(context, DMZ_USAGE, "--max-time: %s", strerror(errno));
    return DMZ_OK;
}

/* All memory that the machine has: a run that wants more would only push out others. 0 where that is not known. */
static size_t installed_bytes(void) {
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    return pages > 0 && page > 0 && (size_t)pages < SIZE_MAX / (size_t)page ? (size_t)pages * (size_t)page : 0;
}

/* Data, not addresses: libraries and files that are mapped, and what threads reserve, take no memory. */
static enum dmz_status set_memory(struct dmz_context *context, const struct dmz_settings *settings) {
    size_t bytes = settings->max_memory ? settings->max_memory : IS_SANITIZED ? 0 : installed_bytes();
    struct rlimit limit;
    if (!bytes)
        return DMZ_OK;
    bool set = !getrlimit(RLIMIT_DATA, &limit);
    if (set && (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > bytes)) {
        limit.rlim_cur = bytes;
        set = !setrlimit(RLIMIT_DATA, &limit);
    }
    if (!set && settings->max_memory)
        return dmz_fail(context, DMZ_USAGE, "--max-memory: %s", strerror(errno));
    return DMZ_OK;
}

enum dmz_status dmz_bounds_set(struct dmz_context *context, const struct dmz_settings *settings) {
    dmz_context_limit_input(context, settings->max_input);
    enum dmz_status status = set_memory(context, settings);
    return status ? status : set_time(context, settings);
}
