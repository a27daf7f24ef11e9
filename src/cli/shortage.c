/* shortage.c: the end of a run whose libraries lack memory.
 *
 * GEOS, PROJ and GDAL are C++: where memory is out, some abort, and some go on with other means and another result.
 * std::set_new_handler of their library ends the program before they know. What they take from malloc they mostly
 * look at; where they do not, they crash at the next line, and those that look may abort. Then errno says why: malloc
 * sets it, and nothing but another error changes it. */
#define _GNU_SOURCE /* RTLD_DEFAULT */
#include "cli/shortage.h"

#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dmz/context.h"
#include "io/leftovers.h"

static pid_t first_process;
static bool is_over;

/* What a worker ends by, its comparison says. Nothing here takes memory: this is called where there is none, and from
 * handlers of signals. */
static void end_without_memory(void) {
    static const char MESSAGE[] = "dmzcalc: out of memory\n";
    dmz_leftovers_remove();
    if (getpid() == first_process && write(STDERR_FILENO, MESSAGE, strlen(MESSAGE)) < 0)
        _exit(DMZ_MEMORY); /* nobody listens */
    _exit(DMZ_MEMORY);
}

static void hear_crash(int number) {
    if (errno == ENOMEM)
        end_without_memory();
    raise(number); /* SA_RESETHAND: as if nobody had listened */
}

static void watch_crashes(void) {
    static const int CRASHES[] = {SIGSEGV, SIGBUS, SIGABRT, SIGTRAP};
    struct sigaction now, action = {.sa_handler = hear_crash, .sa_flags = (int)SA_RESETHAND};
    first_process = getpid();
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof CRASHES / sizeof *CRASHES; i++)
        if (!sigaction(CRASHES[i], NULL, &now) && now.sa_handler == SIG_DFL) /* sanitizers listen themselves */
            sigaction(CRASHES[i], &action, NULL);
}

/* Constructors of libraries run before main, and may lack memory as well. */
__attribute__((section(".preinit_array"), used)) static void (*before_libraries)(void) = watch_crashes;

/* libnuma, which GDAL may come with, exits where it finds no memory to begin with. */
static void hear_exit(void) {
    if (!is_over && errno == ENOMEM)
        end_without_memory();
}

void dmz_shortage_leave(void) {
    is_over = true;
}

void dmz_shortage_watch(void) {
    void (*(*set)(void (*handler)(void)))(void);
    *(void **)&set = dlsym(RTLD_DEFAULT, "_ZSt15set_new_handlerPFvvE");
    if (set) /* where it is not found, they may go on */
        set(end_without_memory);
    watch_crashes();
    atexit(hear_exit); /* without memory for that, a library's own code stays */
    errno = 0;
}
